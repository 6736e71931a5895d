using System.Collections.Immutable;
using NodaTime;
using Samanvay.Engine.ServiceLevels;

namespace Samanvay.Engine.Incidents;

/// <summary>Who answers for which abstract role in this city: a snapshot, read when a target is resolved.</summary>
public sealed record ResponderDirectory(ImmutableSortedDictionary<string, RoleHolders> Roles)
{
    public static readonly ResponderDirectory Empty =
        new(ImmutableSortedDictionary.Create<string, RoleHolders>(StringComparer.Ordinal));

    /// <summary>The word by which a ladder names whoever answers for the step.</summary>
    public const string Owner = "owner";

    /// <summary>The word for the control-room head of the agency that answers for the step.</summary>
    public const string OwnerHead = "owner.head";

    /// <summary>The control-room heads by agency.</summary>
    public ImmutableSortedDictionary<string, RoleHolders> Heads { get; init; } =
        ImmutableSortedDictionary.Create<string, RoleHolders>(StringComparer.Ordinal);

    /// <summary>Who is told when a roster has a hole or a promise can not be read.</summary>
    public ImmutableArray<string> DutyOfficers { get; init; } = [];

    /// <summary>The people of a role who can be reached at an instant: its holders, else its deputies.</summary>
    /// <remarks>
    /// sla.md 3.5: roster, then deputy; nobody left means that the level is unreachable, with the reason.
    /// </remarks>
    public RoleResolution Resolve(string role, Instant at, CalendarBook calendars)
    {
        return Roles.TryGetValue(role, out var holders)
            ? Resolve(holders, at, calendars)
            : new RoleResolution([], UnreachableReason.RoleNotBound);
    }

    /// <summary>
    /// As <see cref="Resolve(string, Instant, CalendarBook)"/>, where the ladder may also name the owner or its head.
    /// </summary>
    public RoleResolution ResolveFor(string? owner, string target, Instant at, CalendarBook calendars)
    {
        if (target == Owner)
            return Resolve(owner ?? "", at, calendars);

        if (target != OwnerHead)
            return Resolve(target, at, calendars);

        return Roles.TryGetValue(owner ?? "", out var role) && Heads.TryGetValue(role.Agency, out var heads)
            ? Resolve(heads, at, calendars)
            : new RoleResolution([], UnreachableReason.RoleNotBound);
    }

    private static RoleResolution Resolve(RoleHolders holders, Instant at, CalendarBook calendars)
    {
        var people = OnDuty(holders.Holders, at, calendars);
        if (people.IsEmpty)
            people = OnDuty(holders.Deputies, at, calendars);

        return people.IsEmpty
            ? new RoleResolution([], holders.IsEmpty ? UnreachableReason.NobodyHoldsRole
                : UnreachableReason.NobodyOnDuty)
            : new RoleResolution(people, null);
    }

    private static ImmutableArray<string> OnDuty(
        ImmutableArray<Responder> responders, Instant at, CalendarBook calendars) =>
        [.. responders.Where(responder => responder.IsOnDuty(at, calendars)).Select(responder => responder.Person)];
}

/// <summary>The holders of a role in the order in which they are asked, and who stands in for them.</summary>
public sealed record RoleHolders(
    string Role, string Agency, ImmutableArray<Responder> Holders, ImmutableArray<Responder> Deputies)
{
    public bool IsEmpty => Holders.IsEmpty && Deputies.IsEmpty;
}

/// <summary>A person, and the calendar of the hours in which the person can be asked; none means always.</summary>
public sealed record Responder(string Person, string? DutyCalendar)
{
    public bool IsOnDuty(Instant at, CalendarBook calendars) =>
        DutyCalendar is null || calendars[DutyCalendar].NextOpening(at) == at;
}

/// <summary>The people found, or why there are none.</summary>
public sealed record RoleResolution(ImmutableArray<string> People, UnreachableReason? Unreachable);

public enum UnreachableReason { RoleNotBound, NobodyHoldsRole, NobodyOnDuty }

using System.Collections.Immutable;
using Samanvay.Runtime.Access;

namespace Samanvay.Runtime.Cities;

/// <summary>A duty that the city staffs. Procedures name abstract roles; a playbook's binding leads them
/// here.</summary>
/// <param name="Calendar">When the role works; absent means always.</param>
public sealed record Role(CityId City, RoleId Id, string Name, AgencyId Agency, string? Calendar = null);

public sealed record Person(CityId City, PersonId Id, string Name, AgencyId? Agency, ImmutableSortedSet<CityRole> Roles)
{
    public string? Language { get; init; }

    public string? Email { get; init; }

    public string? Phone { get; init; }

    /// <summary>Somebody who left keeps their name in histories, and can neither sign in nor be given work.</summary>
    public bool Active { get; init; } = true;

    public Asker AsAsker() => new(City, Id, Agency, Active ? Roles : []);
}

/// <param name="Order">Who is asked first; the lowest order is.</param>
/// <param name="Deputy">Asked only when no one of the role's regular holders is available.</param>
public sealed record RoleHolder(CityId City, RoleId Role, PersonId Person, int Order, bool Deputy = false)
{
    /// <summary>When the holder is available each week, as <see cref="WeeklyHours"/> reads it; absent means
    /// always.</summary>
    public string? Hours { get; init; }
}

using System.Collections.Immutable;
using Samanvay.Engine.Incidents;

namespace Samanvay.Engine.Simulation;

/// <summary>
/// The directory of a drill: every role that the procedure names has one holder, and every role's agency a head.
/// </summary>
internal static class DrillDirectory
{
    public static ResponderDirectory For(Procedure procedure)
    {
        var roles = RolesOf(procedure).ToImmutableSortedDictionary(role => role, Holder, StringComparer.Ordinal);
        return new ResponderDirectory(roles)
        {
            Heads = roles.ToImmutableSortedDictionary(
                role => role.Key, role => Holder(role.Key + DrillPeople.Head), StringComparer.Ordinal),
            DutyOfficers = [Crowd.PersonOf(DrillPeople.DutyOfficer)],
        };
    }

    private static IEnumerable<string> RolesOf(Procedure procedure)
    {
        var ofSteps = procedure.Process.Nodes.Values.SelectMany(node => node.CandidateRoles);
        var ofLadders = procedure.Ladders.Values.SelectMany(ladder => ladder.Levels).SelectMany(level => level.Targets);
        return ofSteps.Concat(ofLadders).Except([ResponderDirectory.Owner, ResponderDirectory.OwnerHead]).Distinct();
    }

    private static RoleHolders Holder(string role) =>
        new(role, role, [new Responder(Crowd.PersonOf(role), DutyCalendar: null)], []);
}

/// <summary>How the people of a drill are called, for whoever tells what they did.</summary>
public static class DrillPeople
{
    public const string DutyOfficer = "duty-officer";
    public const string Head = ".head";

    internal const string Prefix = "drill:";

    /// <summary>The role that the person holds; a head's ends in <see cref="Head"/>. Absent for a real
    /// person.</summary>
    public static string? RoleOf(string person) =>
        person.StartsWith(Prefix, StringComparison.Ordinal) ? person[Prefix.Length..] : null;
}

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
                role => role.Key, role => Holder($"{role.Key}.head"), StringComparer.Ordinal),
            DutyOfficers = [Crowd.PersonOf("duty-officer")],
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

using Samanvay.Engine.Incidents;
using Samanvay.Runtime.Access;

namespace Samanvay.Runtime.Work;

/// <summary>Whose a step is: of those who hold its role, and of the role's agency.</summary>
internal static class StepAccess
{
    public static bool Allows(Asker asker, FrontDoorOperation operation, ResponderDirectory directory, string role) =>
        AccessPolicy.Allows(asker, operation, asker.City, AgencyOf(directory, role))
        || (AccessPolicy.ReachOf(asker, operation) == AccessReach.OwnAgency && Holds(asker, directory, role));

    /// <summary>The agency of the role, named as the city or as a procedure names it.</summary>
    public static AgencyId? AgencyOf(ResponderDirectory directory, string? role) =>
        role is not null && directory.Roles.TryGetValue(role, out var holders) ? new AgencyId(holders.Agency) : null;

    public static bool Holds(Asker asker, ResponderDirectory directory, string role) =>
        asker.Person is { } person && directory.Roles.TryGetValue(role, out var holders)
        && holders.Holders.Concat(holders.Deputies).Any(holder => holder.Person == person.Value);

    /// <summary>Every role that the asker's agency answers for or that the asker holds.</summary>
    public static IReadOnlyList<string> RolesOf(Asker asker, ResponderDirectory directory) =>
    [
        .. directory.Roles.Keys.Where(role =>
            (asker.Agency is { } agency && AgencyOf(directory, role) == agency) || Holds(asker, directory, role)),
    ];
}

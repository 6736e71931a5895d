using System.Collections.Immutable;
using Samanvay.Bpmn.Model;
using Samanvay.Engine.Incidents;

namespace Samanvay.Runtime.Procedures.Building;

/// <summary>Finds the roles that a procedure counts on.</summary>
internal static class ProcedureRoles
{
    public static ImmutableSortedSet<string> Of(BpmnDefinitions definitions) =>
    [
        .. definitions.Processes.SelectMany(process => Of(definitions, process))
            .Where(role => role is not (ResponderDirectory.Owner or ResponderDirectory.OwnerHead))
            .Order(StringComparer.Ordinal),
    ];

    private static IEnumerable<string> Of(BpmnDefinitions definitions, ProcessDefinition process) =>
    [
        .. process.Body.AllNodes().OfType<ActivityNode>().SelectMany(node => definitions.RolesOf(process, node)),
        .. process.Body.AllNodes().Append<BpmnElement>(process).SelectMany(element => element.Sop.Ladders)
            .SelectMany(ladder => ladder.Levels).SelectMany(Of),
    ];

    private static IEnumerable<string> Of(SopLadderLevel level) =>
        level.Targets.Concat(level.Actions.OfType<ReassignAction>().Select(action => action.Role));
}

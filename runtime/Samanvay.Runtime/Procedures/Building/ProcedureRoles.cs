using System.Collections.Immutable;
using Samanvay.Bpmn.Model;
using Samanvay.Engine.Incidents;

namespace Samanvay.Runtime.Procedures.Building;

/// <summary>Finds the roles that a procedure counts on.</summary>
internal static class ProcedureRoles
{
    public static ImmutableSortedSet<string> Of(BpmnDefinitions definitions) =>
        [.. ByElement(definitions).Select(needed => needed.Role).Order(StringComparer.Ordinal)];

    /// <summary>Each role with each element that counts on it.</summary>
    public static IEnumerable<(string Role, BpmnElement Element)> ByElement(BpmnDefinitions definitions) =>
        from process in definitions.Processes
        from element in Elements(process)
        from role in Of(definitions, process, element).Distinct(StringComparer.Ordinal)
        where role is not (ResponderDirectory.Owner or ResponderDirectory.OwnerHead)
        select (role, element);

    /// <summary>The process itself, for what it promises as a whole, and everything in it.</summary>
    public static IEnumerable<BpmnElement> Elements(ProcessDefinition process) =>
        process.Body.AllNodes().Append<BpmnElement>(process);

    private static IEnumerable<string> Of(
        BpmnDefinitions definitions, ProcessDefinition process, BpmnElement element) =>
    [
        .. element is ActivityNode node ? definitions.RolesOf(process, node) : [],
        .. element.Sop.Ladders.SelectMany(ladder => ladder.Levels).SelectMany(Of),
    ];

    private static IEnumerable<string> Of(SopLadderLevel level) =>
        level.Targets.Concat(level.Actions.OfType<ReassignAction>().Select(action => action.Role));
}

using System.Collections.Immutable;
using Samanvay.Bpmn.Model;
using Samanvay.Engine.Compilation.Data;

namespace Samanvay.Engine.Compilation;

/// <summary>Reads where the result of a step goes.</summary>
internal static class ResultReader
{
    /// <summary>The variable that takes a result when its author names none: the id, spelt as a name.</summary>
    public static string DefaultName(FlowNode node) => node.Id.Replace('-', '_');

    /// <param name="whole">The variable that takes the result as a whole, unless <c>sop:variable</c> names
    /// another.</param>
    public static ResultMapping Of(Scene scene, FlowNode node, string? whole)
    {
        var named = node.Sop.Variables.FirstOrDefault(variable => variable.Value is null)?.Name;
        return new(named ?? whole, Parts(scene, node)) { Output = MappingReader.WholeOutput(node) };
    }

    /// <summary>On an event the payload goes to the named variables only, or to one with the event's own
    /// name.</summary>
    public static ResultMapping OfEvent(Scene scene, FlowNode node, bool hasPayload)
    {
        if (HasMapping(node)) return Of(scene, node, null);
        return hasPayload ? new(DefaultName(node), []) : ResultMapping.Nowhere;
    }

    private static bool HasMapping(FlowNode node) =>
        !node.Sop.Variables.IsEmpty || !node.Sop.Outputs.IsEmpty
        || node is CatchEvent { DataAssociations.IsEmpty: false };

    private static ImmutableArray<NamedValue> Parts(Scene scene, FlowNode node)
    {
        var outputs = (node.Sop.Activity?.Outputs ?? []).Concat(node.Sop.Outputs);
        var values = outputs.Select(output => (output.Name, output.Value))
            .Concat(node.Sop.Variables.Where(each => each.Value is not null).Select(
                each => (each.Name, each.Value!.Value)));
        return [.. ExpressionReader.Values(scene, node.Id, values), .. MappingReader.Outputs(scene, node)];
    }
}

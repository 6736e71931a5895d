using Samanvay.Bpmn.Model;
using Samanvay.Engine.Compilation.Events;

namespace Samanvay.Engine.Compilation;

/// <summary>Joins the nodes of one body by its sequence flows.</summary>
internal static class FlowLinker
{
    public static void Link(Scene scene, FlowScope body)
    {
        var linked = new Dictionary<string, ExecutableFlow>(StringComparer.Ordinal);
        foreach (var flow in body.Flows)
            if (Flow(scene, body, flow) is { } made && !linked.TryAdd(flow.Id, made)) Entries.UsedTwice(scene, flow.Id);
        foreach (var link in LinkEvents.Flows(scene, body)) linked.TryAdd(link.Id, link);
        foreach (var model in body.Nodes)
        {
            if (!scene.Nodes.TryGetValue(model.Id, out var node)) continue;
            // The order of the node's own list is the order in which conditions are tried; flows it forgot come after.
            var outgoing = linked.Values.Where(flow => flow.Source == node).ToList();
            node.Outgoing = [.. outgoing.OrderBy(flow => Place(model, flow.Id))];
            node.Incoming = [.. linked.Values.Where(flow => flow.Target == node)];
        }
    }

    private static ExecutableFlow? Flow(Scene scene, FlowScope body, SequenceFlow flow)
    {
        if (body.Find(flow.SourceRef) is not { } from || body.Find(flow.TargetRef) is null)
        {
            scene.Findings.Error(
                EngineCodes.DanglingReference, flow.Id,
                $"Flow '{flow.Label}' begins or ends at nothing in the same process.");
            return null;
        }

        var isDefault = flow.IsDefault || DefaultOf(from) == flow.Id;
        CheckCondition(scene, from, flow, isDefault);
        // An end that was refused has been reported; the flow to it is of no more use.
        if (!scene.Nodes.TryGetValue(flow.SourceRef, out var source)) return null;
        if (!scene.Nodes.TryGetValue(flow.TargetRef, out var target)) return null;
        var condition = flow.Condition is { } written
            ? ExpressionReader.Expression(scene, flow.Id, "conditionExpression", written)
            : null;
        return new(flow.Id, source, target) { Condition = condition, IsDefault = isDefault };
    }

    private static void CheckCondition(Scene scene, FlowNode source, SequenceFlow flow, bool isDefault)
    {
        if (flow.Condition is null) return;
        if (!isDefault && source is not (ParallelGateway or EventBasedGateway)) return;
        scene.Findings.Error(
            EngineCodes.MisplacedCondition, flow.Id,
            $"Flow '{flow.Label}' has a condition that would never be asked; remove it.");
    }

    private static string? DefaultOf(FlowNode node) => node switch
    {
        Bpmn.Model.ActivityNode activity => activity.DefaultFlowId,
        ExclusiveGateway gateway => gateway.DefaultFlowId,
        InclusiveGateway gateway => gateway.DefaultFlowId,
        ComplexGateway gateway => gateway.DefaultFlowId,
        _ => null,
    };

    private static int Place(FlowNode node, string flow) =>
        node.Outgoing.IndexOf(flow) is >= 0 and var place ? place : int.MaxValue;
}

using Samanvay.Bpmn.Model;
using Samanvay.Feel;

namespace Samanvay.Bpmn.Lint.Flow;

/// <summary>Every step can be reached from a beginning: BPMN 2.0.2, 13.2 and 13.3.4.</summary>
/// <remarks>What has a start event begins there and nowhere else. Read alone, 10.3 would begin a step that nothing
/// leads to as well.</remarks>
internal static class ReachabilityRule
{
    public static IEnumerable<Diagnostic> Check(LintScope scope)
    {
        if (scope.Container is AdHocSubProcess) yield break;
        var reached = Reached(scope.Body);
        foreach (var node in scope.Body.Nodes.Where(node => !reached.Contains(node.Id)))
        {
            yield return node.Incoming.IsEmpty && node.Outgoing.IsEmpty
                ? LintScope.Error("BPMN103", node,
                    $"{node.Label} is not connected to anything. Connect it or remove it.")
                : LintScope.Error("BPMN103", node,
                    $"{node.Label} can never be reached from a start. Connect it or remove it.");
        }
    }

    private static HashSet<string> Reached(FlowScope body)
    {
        var implicitStarts = !body.Nodes.Any(node => node is StartEvent || StartEventRule.Instantiates(node));
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var open = new Queue<FlowNode>(body.Nodes.Where(node =>
            Begins(node) || (implicitStarts && node.Incoming.IsEmpty)));
        while (open.TryDequeue(out var node))
        {
            if (!reached.Add(node.Id)) continue;
            foreach (var next in Next(body, node)) open.Enqueue(next);
        }

        return reached;
    }

    // Handlers of compensation and event sub-processes are entered from outside the flow.
    private static bool Begins(FlowNode node) => node is StartEvent or EventSubProcess
        or ActivityNode { IsForCompensation: true } || StartEventRule.Instantiates(node);

    private static IEnumerable<FlowNode> Next(FlowScope body, FlowNode node)
    {
        var links = node is ThrowEvent thrown
            ? thrown.Definitions.OfType<LinkEventDefinition>().Select(link => link.Name).ToList() : [];
        return body.OutgoingOf(node).Select(flow => body.Find(flow.TargetRef)).OfType<FlowNode>()
            .Concat(body.Nodes.OfType<BoundaryEvent>().Where(boundary => boundary.AttachedToRef == node.Id))
            .Concat(body.Nodes.OfType<IntermediateCatchEvent>().Where(caught =>
                caught.Definitions.OfType<LinkEventDefinition>().Any(link => links.Contains(link.Name))));
    }
}

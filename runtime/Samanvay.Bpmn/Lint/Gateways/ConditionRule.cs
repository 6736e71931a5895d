using Samanvay.Bpmn.Model;
using Samanvay.Bpmn.Xml;
using Samanvay.Feel;

namespace Samanvay.Bpmn.Lint.Gateways;

/// <summary>Where a choice is made, every way out has its condition, and one is taken when none holds.</summary>
internal static class ConditionRule
{
    public static IEnumerable<Diagnostic> Check(LintScope scope) =>
        scope.Body.Nodes.SelectMany(node => Check(node, [.. scope.Body.OutgoingOf(node)]));

    private static IEnumerable<Diagnostic> Check(FlowNode node, List<SequenceFlow> flows)
    {
        foreach (var flow in flows.Where(flow => flow.Condition is { Body.Length: 0 }))
        {
            yield return LintScope.Error("BPMN110", flow, $"The condition of the flow {flow.Label} is empty.",
                "conditionExpression");
        }

        foreach (var flow in flows.Where(flow => flow is { IsDefault: true, Condition: not null }))
        {
            yield return LintScope.Warning("BPMN111", flow,
                $"The flow {flow.Label} is the default, so its condition is never looked at. Remove one of the two.");
        }

        var found = node switch
        {
            ExclusiveGateway or InclusiveGateway => Choice(node, flows),
            ParallelGateway => NoChoice(node, flows),
            ActivityNode => AfterActivity(node, flows),
            _ => [],
        };
        foreach (var problem in found) yield return problem;
    }

    private static IEnumerable<Diagnostic> Choice(FlowNode node, List<SequenceFlow> flows)
    {
        if (flows.Count < 2) yield break;
        foreach (var flow in flows.Where(flow => flow is { Condition: null, IsDefault: false }))
        {
            yield return LintScope.Error("BPMN110", flow,
                $"The flow {flow.Label} out of {node.Label} has no condition. Give it one, or make it the default.",
                "conditionExpression");
        }

        if (flows.TrueForAll(flow => !flow.IsDefault && flow.Condition is not null))
        {
            yield return LintScope.Warning("BPMN112", node,
                $"When no condition after {node.Label} holds, the procedure stops there. Make one flow the default.",
                "default");
        }
    }

    private static IEnumerable<Diagnostic> NoChoice(FlowNode node, List<SequenceFlow> flows) =>
        from flow in flows
        where flow.Condition is not null
        select LintScope.Warning("BPMN111", flow,
            $"{node.Label} does not look at conditions, so the one on {flow.Label} means nothing. Use an inclusive "
                + $"gateway, or remove it.",
            "conditionExpression");

    // Some flows with conditions and one without is the usual slip: the one without is always taken.
    private static IEnumerable<Diagnostic> AfterActivity(FlowNode node, List<SequenceFlow> flows)
    {
        if (!flows.Exists(flow => flow.Condition is not null || flow.IsDefault)) yield break;
        foreach (var flow in flows.Where(flow => flow is { Condition: null, IsDefault: false }))
        {
            yield return LintScope.Warning("BPMN110", flow,
                $"The flow {flow.Label} out of {node.Label} has no condition and is taken always. Give it one, or "
                    + $"make it the default.",
                "conditionExpression");
        }

        if (FlowScopeReader.DefaultFlowOf(node) is null && flows.TrueForAll(flow => flow.Condition is not null))
        {
            yield return LintScope.Warning("BPMN112", node,
                $"When no condition after {node.Label} holds, the procedure stops there. Make one flow the default.",
                "default");
        }
    }
}

using Samanvay.Bpmn.Model;
using Samanvay.Feel;

namespace Samanvay.Bpmn.Lint.Events;

/// <summary>An end that ends everything is not needed where nothing else can still run.</summary>
internal static class TerminationRule
{
    public static IEnumerable<Diagnostic> Check(LintScope scope) =>
        from end in scope.Nodes<EndEvent>()
        where end.Definitions.Any(definition => definition is TerminateEventDefinition) && !RunsBeside(scope)
        select LintScope.Warning("BPMN147", end,
            $"Nothing else can still run when {end.Label} is reached. Make it a plain end event.");

    // Where two tokens can come from.
    private static bool RunsBeside(LintScope scope) =>
        scope.Body.Nodes.Any(node => node switch
        {
            BoundaryEvent boundary => !boundary.CancelActivity,
            EventSubProcess handler => handler.Body.Nodes.OfType<StartEvent>().Any(start => !start.IsInterrupting),
            ExclusiveGateway => false,
            EventBasedGateway gateway => gateway.IsParallel,
            ActivityNode { CompletionQuantity: > 1 } => true,
            Gateway => node.Outgoing.Length > 1,
            _ => scope.Body.OutgoingOf(node).Count() > 1,
        }) || BeginsTwice(scope.Body);

    private static bool BeginsTwice(FlowScope body) =>
        !body.Nodes.Any(node => node is StartEvent)
        && body.Nodes.Count(node => node.Incoming.IsEmpty && node is not (BoundaryEvent or EventSubProcess)
            and not ActivityNode { IsForCompensation: true }) > 1;
}

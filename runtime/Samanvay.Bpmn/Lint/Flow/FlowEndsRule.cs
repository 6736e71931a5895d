using Samanvay.Bpmn.Model;
using Samanvay.Feel;

namespace Samanvay.Bpmn.Lint.Flow;

/// <summary>Sequence flows enter and leave only what can be entered and left: BPMN 2.0.2, 7.6.1 and
/// 10.3 to 10.6.</summary>
internal static class FlowEndsRule
{
    public static IEnumerable<Diagnostic> Check(LintScope scope)
    {
        foreach (var node in scope.Body.Nodes)
        {
            if (!node.Incoming.IsEmpty && Entrance(node) is { } entrance)
            {
                yield return LintScope.Error("BPMN104", node,
                    $"A sequence flow leads into {node.Label}, but {(Sentence)entrance}. Remove the flow.");
            }

            if (!node.Outgoing.IsEmpty && Exit(node) is { } exit)
            {
                yield return LintScope.Error("BPMN104", node,
                    $"A sequence flow leaves {node.Label}, but {(Sentence)exit}. Remove the flow.");
            }
        }
    }

    private static string? Entrance(FlowNode node) => node switch
    {
        StartEvent => "a start event begins by itself",
        BoundaryEvent => "an event on a border is entered from its step",
        EventSubProcess => "an event sub-process begins with its own start event",
        ReceiveTask { Instantiate: true } => "this step begins the procedure",
        EventBasedGateway { Instantiate: true } => "this gateway begins the procedure",
        IntermediateCatchEvent caught when IsLink(caught) => "a link is entered from the link of the same name",
        ActivityNode { IsForCompensation: true } => "it runs only when something is undone",
        _ => null,
    };

    private static string? Exit(FlowNode node) => node switch
    {
        EndEvent => "an end event ends",
        EventSubProcess => "an event sub-process returns to nothing",
        IntermediateThrowEvent thrown when IsLink(thrown) => "a link goes on at the link of the same name",
        ActivityNode { IsForCompensation: true } => "it runs only when something is undone",
        BoundaryEvent boundary when boundary.Definitions.OfType<CompensateEventDefinition>().Any() =>
            "compensation is joined to its handler by an association",
        _ => null,
    };

    private static bool IsLink(EventNode node) => node.Definitions.OfType<LinkEventDefinition>().Any();
}

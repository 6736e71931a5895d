using Samanvay.Bpmn.Model;

namespace Samanvay.Engine.Soundness;

/// <summary>Who catches what is thrown up through the scopes: errors, escalations and cancellations.</summary>
internal static class Catches
{
    /// <summary>The nearest catcher, from the inside out: an event sub-process of the scope, then the edge of the
    /// scope.</summary>
    public static Catcher? Catcher(Region from, ThrowEvent thrown)
    {
        for (var region = from; region is not null; region = region.Parent)
        {
            var beside = region.Body.Nodes.OfType<EventSubProcess>()
                .FirstOrDefault(node => node != from.Node && node.Body.Nodes.OfType<StartEvent>().Any(Catches));
            if (beside is not null) return new(region, beside);
            var edge = region.Node is { } scope ? region.Parent?.Edge(scope.Id).FirstOrDefault(Catches) : null;
            if (edge is not null) return new(region, edge);
        }

        return null;

        bool Catches(CatchEvent node) => thrown.Definitions.Any(definition => IsCaught(definition, node));
    }

    /// <summary>Whether something drawn in the scope throws what the event waits for; then nothing else
    /// does.</summary>
    public static bool IsThrownIn(FlowScope body, CatchEvent by) =>
        body.AllNodes().OfType<ThrowEvent>()
            .Any(thrown => thrown.Definitions.Any(definition => IsCaught(definition, by)));

    public static bool Compensation(CatchEvent node) =>
        node.Definitions.Any(definition => definition is CompensateEventDefinition);

    private static bool IsCaught(EventDefinition thrown, CatchEvent by) =>
        by.Definitions.Any(caught => IsCaught(thrown, caught));

    private static bool IsCaught(EventDefinition thrown, EventDefinition by) => (thrown, by) switch
    {
        (ErrorEventDefinition error, ErrorEventDefinition handler) =>
            handler.ErrorRef is null || handler.ErrorRef == error.ErrorRef,
        (EscalationEventDefinition escalation, EscalationEventDefinition handler) =>
            handler.EscalationRef is null || handler.EscalationRef == escalation.EscalationRef,
        (CancelEventDefinition, CancelEventDefinition) => true,
        _ => false,
    };
}

/// <param name="Scope">What is left when the catcher interrupts.</param>
/// <param name="By">A boundary event of the scope, or an event sub-process in it.</param>
internal sealed record Catcher(Region Scope, FlowNode By);

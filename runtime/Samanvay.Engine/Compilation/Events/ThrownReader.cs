using System.Collections.Immutable;
using Samanvay.Bpmn.Model;

namespace Samanvay.Engine.Compilation.Events;

/// <summary>Reads what an event throws.</summary>
internal static class ThrownReader
{
    /// <summary>Null where it throws nothing, or where it is refused.</summary>
    public static Thrown? Of(Scene scene, BodySite site, ThrowEvent node)
    {
        var thrown = node.Definitions.Select(definition => Of(scene, site, node, definition)).OfType<Thrown>()
            .ToImmutableArray();
        if (thrown.Length < 2) return thrown.FirstOrDefault();
        if (thrown.Count(each => each is ThrownCompensation) > 1 || thrown.Any(each => each is ThrownLink))
            TriggerReader.Refuse(scene, node, "joins a link, or two compensations, with other events");
        // What ends the token, or waits, comes after what only tells others.
        return new ThrownSeveral([.. thrown.OrderBy(each => each is
            ThrownCompensation or ThrownError or ThrownTermination or ThrownCancellation)]);
    }

    /// <summary>What a multi-instance activity throws by itself when one of its instances completes.</summary>
    public static Thrown? Implicit(Scene scene, Bpmn.Model.ActivityNode node, EventDefinition? definition)
    {
        switch (definition)
        {
            case null:
                return null;
            case SignalEventDefinition or MessageEventDefinition or EscalationEventDefinition or ErrorEventDefinition:
                return Plain(scene, node, definition);
            default:
                TriggerReader.Refuse(scene, node, $"throws {EventNames.Kind(definition)} while it repeats");
                return null;
        }
    }

    private static Thrown? Of(Scene scene, BodySite site, ThrowEvent node, EventDefinition definition)
    {
        switch (definition)
        {
            case LinkEventDefinition when node is IntermediateThrowEvent:
                return new ThrownLink();
            case CompensateEventDefinition compensation:
                return Compensation(scene, site, node, compensation);
            case TerminateEventDefinition when node is EndEvent:
                return new ThrownTermination();
            case CancelEventDefinition when node is EndEvent && site.Body.IsTransaction:
                return new ThrownCancellation();
            case CancelEventDefinition:
                TriggerReader.Refuse(scene, node, "cancels, but does not stand directly in a transaction");
                return null;
            case ErrorEventDefinition when node is not EndEvent:
                TriggerReader.Refuse(scene, node, "throws an error before the end of its branch");
                return null;
            default:
                return Plain(scene, node, definition);
        }
    }

    private static Thrown? Plain(Scene scene, FlowNode node, EventDefinition definition)
    {
        switch (definition)
        {
            case EscalationEventDefinition escalation:
                return new ThrownEscalation(EventNames.EscalationCode(scene, node, escalation.EscalationRef));
            case SignalEventDefinition signal:
                return EventNames.Signal(scene, node, signal.SignalRef) is { } name ? new ThrownSignal(name) : null;
            case MessageEventDefinition message:
                return EventNames.Message(scene, node, message.MessageRef) is { } sent ? new ThrownMessage(sent) : null;
            case ErrorEventDefinition error:
                if (EventNames.ErrorCode(scene, node, error.ErrorRef) is { } code) return new ThrownError(code);
                scene.Findings.Error(
                    EngineCodes.PartMissing, node.Id, $"'{node.Label}' throws no error; choose one.", "errorRef");
                return null;
            default:
                TriggerReader.Refuse(scene, node, $"throws {EventNames.Kind(definition)}");
                return null;
        }
    }

    // BPMN 2.0.2, tables 10.88 and 10.89: what is compensated must be visible: in the same scope, or, from inside an
    // event sub-process, in the scope that the event sub-process handles.
    private static ThrownCompensation? Compensation(
        Scene scene, BodySite site, ThrowEvent node, CompensateEventDefinition definition)
    {
        if (definition.ActivityRef is not { } activity) return new(null, definition.WaitForCompletion);
        for (var at = site; at is not null; at = at.Kind == BodyKind.EventSubProcess ? at.Outer : null)
        {
            if (at.Model.Find(activity) is Bpmn.Model.ActivityNode)
                return new(activity, definition.WaitForCompletion);
        }

        scene.Findings.Error(
            EngineCodes.DanglingReference, node.Id,
            $"'{node.Label}' compensates '{activity}', which is no activity beside it.", "activityRef");
        return null;
    }
}

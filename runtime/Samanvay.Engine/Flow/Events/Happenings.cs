using Samanvay.Engine.Compilation;
using Samanvay.Engine.Elements;

namespace Samanvay.Engine.Flow.Events;

/// <summary>An event that waited has happened, as a whole or in one of its parts.</summary>
internal static class Happenings
{
    // BPMN 2.0.2, tables 10.84 to 10.90: a parallel multiple event occurs when all of its parts have.
    public static void Happen(Turn turn, string element, Occurrence occurrence, int? part)
    {
        var node = turn.Process.Node(element);
        if (part is not { } number)
        {
            BehaviorTable.Occur(turn, node, occurrence);
            return;
        }

        Arming.DisarmPart(turn, element, occurrence, number);
        if (Arming.WaitsForParts(turn, element, occurrence))
        {
            Subscriptions.KeepPart(turn, element, occurrence, number);
            return;
        }

        var payload = Subscriptions.TakeParts(turn, element, occurrence);
        if (occurrence.Payload is { } last) payload = payload.Merge(last);
        if (Repeats(node)) Rearm(turn, node, occurrence);
        BehaviorTable.Occur(turn, node, occurrence with { Payload = payload });
    }

    /// <summary>Only what leaves its host running can happen again.</summary>
    public static bool Repeats(ExecutableNode node) => node switch
    {
        BoundaryEventNode boundary => !boundary.IsInterrupting,
        StartEventNode { Handler: { } handler } => !handler.IsInterrupting,
        _ => false,
    };

    private static void Rearm(Turn turn, ExecutableNode node, Occurrence occurrence)
    {
        var trigger = node is BoundaryEventNode boundary ? boundary.Trigger : ((StartEventNode)node).Trigger!;
        if (Arming.TryArm(turn, [new Arm(node, trigger)], occurrence.Token, occurrence.Scope) is { } failure
            && occurrence.Token is { } token)
        {
            Faults.Raise(turn, turn.Instance.Tokens[token], FaultStage.Leaving, failure);
        }
    }
}

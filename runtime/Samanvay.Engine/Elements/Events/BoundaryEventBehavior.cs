using Samanvay.Engine.Compilation;
using Samanvay.Engine.Flow;

namespace Samanvay.Engine.Elements.Events;

/// <summary>Catches at the edge of an activity; ends the activity, or starts a branch beside it (BPMN 2.0.2,
/// 13.5.3).</summary>
internal static class BoundaryEventBehavior
{
    public static void Enter(Turn turn, Token token) => Departure.Leave(turn, token);

    public static void Occur(Turn turn, BoundaryEventNode boundary, Occurrence occurrence)
    {
        var host = turn.Instance.Tokens[occurrence.Token!.Value];
        // The new token comes first: the scope must not look empty in between.
        var token = turn.Place(boundary, host.Scope, null);
        if (boundary.IsInterrupting) Interruption.Interrupt(turn, host, WithdrawalReason.Interrupted);
        var failure = occurrence.Payload is { } payload
            ? Variables.Map(turn, Site.Of(token), boundary.Result, payload)
            : null;
        Departure.Leave(turn, token, failure);
    }
}

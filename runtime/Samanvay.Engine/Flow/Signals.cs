using Samanvay.Feel.Values;

namespace Samanvay.Engine.Flow;

/// <summary>BPMN signals: a broadcast to whoever waits at that moment, here and in other instances (BPMN 2.0.2,
/// 10.5.1).</summary>
internal static class Signals
{
    public static void Throw(Turn turn, Token token, string name, FeelContext payload)
    {
        turn.Record(new SignalThrown(turn.Now, token.Id, token.Element, name));
        turn.Request(new BroadcastSignal(name, token.Element, payload.Names.Any() ? payload : null));
        turn.LetWait();
        Subscriptions.Deliver(turn, new(SubscriptionKind.Signal, name), payload);
    }

    public static Rejection? Deliver(Turn turn, DeliverSignal command) =>
        Subscriptions.Deliver(turn, new(SubscriptionKind.Signal, command.Name), command.Payload ?? FeelContext.Empty)
            ? null
            : new SignalNotAwaited(command.Name);
}

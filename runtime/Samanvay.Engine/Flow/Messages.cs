using Samanvay.Feel.Values;

namespace Samanvay.Engine.Flow;

/// <summary>Messages from outside and to outside, found by name and, where the element says so, by correlation
/// key.</summary>
internal static class Messages
{
    // BPMN 2.0.2, 8.4.11: a message goes to another participant; in its own process it is not received.
    public static void Throw(Turn turn, Token token, string name, FeelContext payload)
    {
        turn.Record(new MessageThrown(turn.Now, token.Id, token.Element, name, payload));
        turn.Request(new SendMessage(token.Id, token.Element, name, payload));
    }

    /// <summary>Who waits gets it; where nobody does yet, it is kept as long as the sender says.</summary>
    public static Rejection? Deliver(Turn turn, DeliverMessage command)
    {
        var payload = command.Payload ?? FeelContext.Empty;
        if (Subscriptions.Deliver(turn, new(SubscriptionKind.Message, command.Name, command.Key), payload)) return null;
        if (command.KeepUntil is not { } until || until <= turn.Now) return new MessageNotAwaited(command.Name);
        turn.Record(new MessageBuffered(
            turn.Now, new MessageId(turn.NextId), command.Name, payload, until) { Key = command.Key });
        return null;
    }

    /// <summary>Hands kept messages to what has begun to wait for them, the oldest first, each to one only.</summary>
    public static void Drain(Turn turn)
    {
        if (turn.Instance.Messages is not { } messages) return;
        foreach (var (id, message) in messages)
        {
            if (message.ExpiresAt <= turn.Now)
            {
                turn.Record(new MessageExpired(turn.Now, id));
                continue;
            }

            var address = new Address(SubscriptionKind.Message, message.Name, message.Key);
            if (Subscriptions.First(turn.Instance, address) is not { } waiting) continue;
            turn.Record(new BufferedMessageTaken(turn.Now, id, waiting.Id));
            Subscriptions.Receive(turn, waiting, message.Payload);
        }
    }
}

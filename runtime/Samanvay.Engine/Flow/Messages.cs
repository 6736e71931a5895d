using Samanvay.Feel.Values;

namespace Samanvay.Engine.Flow;

/// <summary>Messages from outside, found by name.</summary>
internal static class Messages
{
    public static Rejection? Deliver(Turn turn, DeliverMessage command) =>
        Subscriptions.Deliver(turn, SubscriptionKind.Message, command.Name, command.Payload ?? FeelContext.Empty)
            ? null
            : new MessageNotAwaited(command.Name);
}

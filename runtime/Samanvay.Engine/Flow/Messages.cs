using Samanvay.Engine.Compilation;
using Samanvay.Engine.Elements;
using Samanvay.Feel.Values;

namespace Samanvay.Engine.Flow;

internal static class Messages
{
    public static void Subscribe(Turn turn, MessageTrigger message, string element, TokenId? token, ScopeId scope)
    {
        foreach (var name in message.Names)
            turn.Record(new SubscriptionOpened(turn.Now, new(turn.NextId), name, element, token, scope));
    }

    // A situation changes once; whatever waits for that change must see it. So a message goes to every place of the instance
    // that waits for its name, in the order in which they began to wait, as long as they still do.
    public static Rejection? Deliver(Turn turn, DeliverMessage command)
    {
        var waiting = new List<MessageSubscription>();
        foreach (var (_, subscription) in turn.Instance.Subscriptions)
            if (subscription.Message == command.Name) waiting.Add(subscription);
        if (waiting.Count == 0) return new MessageNotAwaited(command.Name);
        var payload = command.Payload ?? FeelContext.Empty;
        foreach (var subscription in waiting)
        {
            if (!turn.Instance.Subscriptions.ContainsKey(subscription.Id)) continue;
            turn.Record(new MessageReceived(turn.Now, subscription.Id, command.Name, subscription.Element));
            var node = turn.Process.Node(subscription.Element);
            BehaviorTable.Occur(turn, node, new(subscription.Token, subscription.Scope, payload));
        }

        return null;
    }
}

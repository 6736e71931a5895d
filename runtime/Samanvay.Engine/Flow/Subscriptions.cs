using Samanvay.Engine.Compilation;
using Samanvay.Engine.Elements;
using Samanvay.Feel.Values;

namespace Samanvay.Engine.Flow;

/// <summary>Who waits for which name, and what happens when it comes.</summary>
internal static class Subscriptions
{
    public static void Open(Turn turn, Arm arm, TokenId? token, ScopeId scope)
    {
        if (arm.Trigger is SignalTrigger signal) Open(SubscriptionKind.Signal, signal.Name);
        if (arm.Trigger is not MessageTrigger message) return;
        foreach (var name in message.Names) Open(SubscriptionKind.Message, name);

        void Open(SubscriptionKind kind, string name) =>
            turn.Record(new SubscriptionOpened(turn.Now, new(turn.NextId), kind, name, arm.Event.Id)
            {
                Token = token,
                Scope = scope,
            });
    }

    // A situation changes once, and whatever waits for that change must see it. So not only a signal but also a message
    // goes to every place of the instance that waits for its name, in the order in which they began to, as long as they
    // still do.
    public static bool Deliver(Turn turn, SubscriptionKind kind, string name, FeelContext payload)
    {
        var waiting = new List<EventSubscription>();
        foreach (var (_, subscription) in turn.Instance.Subscriptions)
            if (subscription.Kind == kind && subscription.Name == name) waiting.Add(subscription);
        foreach (var subscription in waiting)
        {
            if (!turn.Instance.Subscriptions.ContainsKey(subscription.Id)) continue;
            turn.Record(Received(turn, subscription));
            var node = turn.Process.Node(subscription.Element);
            BehaviorTable.Occur(turn, node, new(subscription.Token, subscription.Scope, payload));
        }

        return waiting.Count > 0;
    }

    private static Fact Received(Turn turn, EventSubscription subscription) =>
        subscription.Kind == SubscriptionKind.Signal
        ? new SignalReceived(turn.Now, subscription.Id, subscription.Name, subscription.Element)
        : new MessageReceived(turn.Now, subscription.Id, subscription.Name, subscription.Element);
}

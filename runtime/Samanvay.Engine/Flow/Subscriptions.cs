using Samanvay.Engine.Compilation;
using Samanvay.Engine.Flow.Events;
using Samanvay.Feel.Values;

namespace Samanvay.Engine.Flow;

/// <summary>Who waits for which name, and what happens when it comes.</summary>
internal static class Subscriptions
{
    public static void Open(Turn turn, Arm arm, TokenId? token, ScopeId scope)
    {
        switch (arm.Trigger)
        {
            case SignalTrigger signal: Open(SubscriptionKind.Signal, signal.Name); break;
            case ConditionTrigger condition: Open(SubscriptionKind.Condition, condition.Condition.Text); break;
            case MessageTrigger message:
                var key = message.Key is { } expression ? KeyOf(turn, arm, token, scope, expression) : null;
                foreach (var name in message.Names) Open(SubscriptionKind.Message, name, key);
                break;
        }

        void Open(SubscriptionKind kind, string name, string? key = null) =>
            turn.Record(new SubscriptionOpened(turn.Now, new(turn.NextId), kind, name, arm.Event.Id)
            {
                Token = token,
                Scope = scope,
                Part = arm.Part,
                Key = key,
            });
    }

    // A situation changes once, and whatever waits for that change must see it. So not only a signal but also a message
    // goes to every place of the instance that waits for its name, in the order in which they began to, as long as they
    // still do.
    public static bool Deliver(Turn turn, Address address, FeelContext payload)
    {
        var waiting = new List<EventSubscription>();
        foreach (var (_, subscription) in turn.Instance.Subscriptions)
            if (address.Reaches(subscription)) waiting.Add(subscription);
        foreach (var subscription in waiting)
            if (turn.Instance.Subscriptions.ContainsKey(subscription.Id)) Receive(turn, subscription, payload);
        return waiting.Count > 0;
    }

    public static EventSubscription? First(ProcessInstance instance, Address address)
    {
        foreach (var (_, subscription) in instance.Subscriptions)
            if (address.Reaches(subscription)) return subscription;
        return null;
    }

    /// <summary>Keeps that one part of an event has come, until the others have.</summary>
    public static void KeepPart(Turn turn, string element, Occurrence occurrence, int part) =>
        turn.Record(new SubscriptionOpened(turn.Now, new(turn.NextId), SubscriptionKind.Arrived, "", element)
        {
            Token = occurrence.Token,
            Scope = occurrence.Scope,
            Part = part,
            Payload = occurrence.Payload,
        });

    /// <summary>What the parts that have come brought along.</summary>
    public static FeelContext TakeParts(Turn turn, string element, Occurrence occurrence)
    {
        var payload = FeelContext.Empty;
        foreach (var (id, each) in turn.Instance.Subscriptions)
        {
            if (each.Kind != SubscriptionKind.Arrived || !Waiting.Of(each).IsOf(element, occurrence)) continue;
            if (each.Payload is { } brought) payload = payload.Merge(brought);
            turn.Record(new SubscriptionClosed(turn.Now, id));
        }

        return payload;
    }

    public static void Receive(Turn turn, EventSubscription subscription, FeelContext payload)
    {
        turn.Record(Received(turn, subscription));
        Happenings.Happen(
            turn, subscription.Element, new(subscription.Token, subscription.Scope, payload), subscription.Part);
    }

    // A key that is no value matches what carries none.
    private static string? KeyOf(Turn turn, Arm arm, TokenId? token, ScopeId scope, ExecutableValue key)
    {
        var data = token is { } id ? turn.Instance.Tokens[id].Data : null;
        var value = turn.Evaluate(new Site(arm.Event.Id, scope, data), key).Value;
        return value is null or { IsNull: true } ? "" : value.ToString();
    }

    private static Fact Received(Turn turn, EventSubscription subscription) =>
        subscription.Kind == SubscriptionKind.Signal
        ? new SignalReceived(turn.Now, subscription.Id, subscription.Name, subscription.Element)
        : new MessageReceived(turn.Now, subscription.Id, subscription.Name, subscription.Element);
}

/// <summary>Whom something is for: who waits for this name and, where it asks for one, this key.</summary>
internal readonly record struct Address(SubscriptionKind Kind, string Name, string? Key = null)
{
    public bool Reaches(EventSubscription each) =>
        each.Kind == Kind && each.Name == Name && (each.Key is null || each.Key == (Key ?? ""));
}

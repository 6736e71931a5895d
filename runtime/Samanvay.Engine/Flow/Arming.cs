using Samanvay.Engine.Compilation;
using Samanvay.Feel.Values;

namespace Samanvay.Engine.Flow;

/// <summary>An event that is to wait, and for what.</summary>
internal readonly record struct Arm(ExecutableNode Event, Trigger Trigger);

/// <summary>Makes events wait and lets them be: messages are subscribed to, timers are set.</summary>
internal static class Arming
{
    /// <summary>All wait, or none does and the failure says why.</summary>
    /// <param name="token">Who waits; null where the events start event sub-processes of the scope.</param>
    public static Failure? TryArm(Turn turn, IEnumerable<Arm> arms, TokenId? token, ScopeId scope)
    {
        var ready = new List<(Arm Arm, DueTime? Due)>();
        foreach (var arm in arms)
        {
            if (arm.Trigger is not TimerTrigger timer)
            {
                ready.Add((arm, null));
                continue;
            }

            var due = DueTimes.Of(turn, new Site(arm.Event.Id, scope), timer, out var failure);
            if (failure is not null) return failure;
            ready.Add((arm, due));
        }

        foreach (var (arm, due) in ready)
        {
            if (due is { } time) Timers.Arm(turn, arm.Event.Id, token, scope, time);
            else Subscriptions.Open(turn, arm, token, scope);
        }

        return null;
    }

    /// <summary>Ends what waits for a token.</summary>
    public static void Disarm(Turn turn, Token token) =>
        Disarm(turn, token, static (Token owner, TokenId? waiting, ScopeId _) => waiting == owner.Id);

    /// <summary>Ends what waits to start event sub-processes of a scope.</summary>
    public static void Disarm(Turn turn, ScopeId scope) =>
        Disarm(turn, scope, static (ScopeId id, TokenId? waiting, ScopeId where) => waiting is null && where == id);

    private static void Disarm<TOwner>(Turn turn, TOwner owner, Func<TOwner, TokenId?, ScopeId, bool> isTheirs)
    {
        // The collections are immutable: recording while walking is safe, and the walk sees what was there at its
        // start.
        if (!turn.Instance.Timers.IsEmpty)
        {
            foreach (var (id, timer) in turn.Instance.Timers)
            {
                if (!isTheirs(owner, timer.Token, timer.Scope)) continue;
                turn.Record(new TimerCancelled(turn.Now, id));
                turn.Request(new CancelTimer(id));
            }
        }

        if (turn.Instance.Subscriptions.IsEmpty) return;
        foreach (var (id, subscription) in turn.Instance.Subscriptions)
        {
            if (isTheirs(owner, subscription.Token, subscription.Scope))
                turn.Record(new SubscriptionClosed(turn.Now, id));
        }
    }
}

/// <summary>An event that waited has happened.</summary>
/// <param name="Token">The token that waited; null where the event starts an event sub-process of the scope.</param>
/// <param name="Payload">What it brought, if anything.</param>
internal readonly record struct Occurrence(TokenId? Token, ScopeId Scope, FeelContext? Payload);

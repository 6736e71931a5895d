using Samanvay.Engine.Compilation;
using Samanvay.Feel.Values;

namespace Samanvay.Engine.Flow;

/// <summary>An event that is to wait, and for what.</summary>
internal readonly record struct Arm(ExecutableNode Event, Trigger Trigger)
{
    /// <summary>Which of several, where all of them are needed.</summary>
    public int? Part { get; init; }
}

/// <summary>Makes events wait and lets them be: messages are subscribed to, timers are set.</summary>
internal static class Arming
{
    /// <summary>All wait, or none does and the failure says why.</summary>
    /// <param name="token">Who waits; null where the events start event sub-processes of the scope.</param>
    public static Failure? TryArm(Turn turn, IEnumerable<Arm> arms, TokenId? token, ScopeId scope)
    {
        var ready = new List<(Arm Arm, DueTime? Due)>();
        foreach (var arm in arms.SelectMany(Parts))
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
            if (due is { } time) Timers.Arm(turn, arm, token, scope, time);
            else Subscriptions.Open(turn, arm, token, scope);
        }

        return null;
    }

    /// <summary>Ends what waits for a token.</summary>
    public static void Disarm(Turn turn, Token token) =>
        Disarm(turn, token.Id, static (TokenId owner, Waiting waiting) => waiting.Token == owner);

    /// <summary>Ends what waits to start event sub-processes of a scope.</summary>
    public static void Disarm(Turn turn, ScopeId scope) =>
        Disarm(turn, scope, static (ScopeId id, Waiting waiting) => waiting.Token is null && waiting.Scope == id);

    /// <summary>Ends one part of an event that needs several.</summary>
    public static void DisarmPart(Turn turn, string element, Occurrence occurrence, int part) =>
        Disarm(turn, new Waiting(element, occurrence.Token, occurrence.Scope, part),
            static (Waiting one, Waiting waiting) => waiting == one);

    /// <summary>Whether an event that needs several parts still waits for one.</summary>
    public static bool WaitsForParts(Turn turn, string element, Occurrence occurrence)
    {
        foreach (var (_, timer) in turn.Instance.Timers)
            if (Waiting.Of(timer) is { Part: not null } waiting && waiting.IsOf(element, occurrence)) return true;
        foreach (var (_, each) in turn.Instance.Subscriptions)
        {
            if (each.Kind != SubscriptionKind.Arrived
                && Waiting.Of(each) is { Part: not null } waiting && waiting.IsOf(element, occurrence))
            {
                return true;
            }
        }

        return false;
    }

    private static IEnumerable<Arm> Parts(Arm arm) => arm.Trigger is SeveralTriggers several
        ? several.Parts.Select((part, index) => new Arm(arm.Event, part) { Part = several.NeedsAll ? index : null })
        : [arm];

    private static void Disarm<TOwner>(Turn turn, TOwner owner, Func<TOwner, Waiting, bool> isTheirs)
    {
        // The collections are immutable: recording while walking is safe, and the walk sees what was there at its
        // start.
        if (!turn.Instance.Timers.IsEmpty)
        {
            foreach (var (id, timer) in turn.Instance.Timers)
            {
                if (!isTheirs(owner, Waiting.Of(timer))) continue;
                turn.Record(new TimerCancelled(turn.Now, id));
                turn.Request(new CancelTimer(id));
            }
        }

        if (turn.Instance.Subscriptions.IsEmpty) return;
        foreach (var (id, subscription) in turn.Instance.Subscriptions)
            if (isTheirs(owner, Waiting.Of(subscription))) turn.Record(new SubscriptionClosed(turn.Now, id));
    }
}

/// <summary>What timers and subscriptions have in common: which event waits, for whom and where.</summary>
internal readonly record struct Waiting(string Element, TokenId? Token, ScopeId Scope, int? Part)
{
    public static Waiting Of(ArmedTimer timer) => new(timer.Element, timer.Token, timer.Scope, timer.Part);

    public static Waiting Of(EventSubscription each) => new(each.Element, each.Token, each.Scope, each.Part);

    public bool IsOf(string element, Occurrence occurrence) =>
        Element == element && Token == occurrence.Token && Scope == occurrence.Scope;
}

/// <summary>An event that waited has happened.</summary>
/// <param name="Token">The token that waited; null where the event starts an event sub-process of the scope.</param>
/// <param name="Payload">What it brought, if anything.</param>
internal readonly record struct Occurrence(TokenId? Token, ScopeId Scope, FeelContext? Payload);

using System.Collections.Immutable;
using NodaTime;

namespace Samanvay.Engine.Situations.Alerts;

/// <summary>Turns alerts into levels. Pure: it is told the time, and asked when it wants to be told again.</summary>
public static class AlertEngine
{
    /// <summary>Takes one alert. What ended before it comes first, each change at its own instant.</summary>
    public static AlertMoved Receive(
        IReadOnlyList<AlertRule> rules, AlertBook book, AlertMessage message, Instant now)
    {
        var turn = new AlertTurn(rules, book);
        turn.Elapse(now);
        return turn.Done(turn.Take(message, now));
    }

    /// <summary>Does what is due by <paramref name="now"/>: alerts become effective, those that expire clear their
    /// level, and after the rule's delay the incident may be closed.</summary>
    public static AlertMoved Tick(IReadOnlyList<AlertRule> rules, AlertBook book, Instant now)
    {
        var turn = new AlertTurn(rules, book);
        turn.Elapse(now);
        return turn.Done(null);
    }

    /// <summary>When the first of what it tells becomes effective; none where that is when it was sent.</summary>
    public static Instant? EffectiveFrom(AlertMessage message) => AlertSight.From(message);

    /// <summary>CAP 1.2, section 3.2.2: the severities as a number that grows with them.</summary>
    public static int RankOf(string severity) => AlertSight.RankOf(severity);

    /// <summary>When <see cref="Tick"/> has something to do, if no alert comes before.</summary>
    public static Instant? NextDue(IReadOnlyList<AlertRule> rules, AlertBook book) =>
        new AlertTurn(rules, book).NextDue();
}

/// <param name="Outcome">Of the alert that was taken; none where only time went by.</param>
public sealed record AlertMoved(AlertBook Book, ImmutableArray<AlertTold> Told, AlertOutcome? Outcome)
{
    /// <summary>The places where the alert reaches a level, each with the episode of its watch.</summary>
    public ImmutableArray<AlertMark> Marks { get; init; } = [];
}

/// <param name="Number">Of all that was told of alerts in the city: no two have the same.</param>
/// <param name="Brief">Of the alert that did it: the one at hand, or one that became effective. None where something
/// ended.</param>
public sealed record AlertTold(SituationChange Change, long Number, int Episode, AlertBrief? Brief);

public sealed record AlertMark(string Rule, string Place, int Episode);

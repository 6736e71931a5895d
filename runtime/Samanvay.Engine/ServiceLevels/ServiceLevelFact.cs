using System.Collections.Immutable;
using System.Text.Json.Serialization;
using NodaTime;

namespace Samanvay.Engine.ServiceLevels;

/// <summary>What has happened to a clock or its ladder. Names are for ever; facts hold results, so that folding
/// needs no calendar.</summary>
[JsonDerivedType(typeof(ClockStarted), "clock-started")]
[JsonDerivedType(typeof(ClockPaused), "clock-paused")]
[JsonDerivedType(typeof(ClockResumed), "clock-resumed")]
[JsonDerivedType(typeof(ClockWarned), "clock-warned")]
[JsonDerivedType(typeof(ClockBreached), "clock-breached")]
[JsonDerivedType(typeof(BreachRetracted), "breach-retracted")]
[JsonDerivedType(typeof(BreachWaived), "breach-waived")]
[JsonDerivedType(typeof(ClockStopped), "clock-stopped")]
[JsonDerivedType(typeof(CompletionRepeated), "completion-repeated")]
[JsonDerivedType(typeof(ClockCancelled), "clock-cancelled")]
[JsonDerivedType(typeof(ClockReopened), "clock-reopened")]
[JsonDerivedType(typeof(ClockRetargeted), "clock-retargeted")]
[JsonDerivedType(typeof(DueRecalculated), "due-recalculated")]
[JsonDerivedType(typeof(StaleTimer), "stale-timer")]
[JsonDerivedType(typeof(LadderStarted), "ladder-started")]
[JsonDerivedType(typeof(LevelFired), "level-fired")]
[JsonDerivedType(typeof(LevelUnreachable), "level-unreachable")]
[JsonDerivedType(typeof(LadderAcknowledged), "ladder-acknowledged")]
[JsonDerivedType(typeof(ProgressNoted), "progress-noted")]
[JsonDerivedType(typeof(LadderReopened), "ladder-reopened")]
[JsonDerivedType(typeof(LadderReplaced), "ladder-replaced")]
[JsonDerivedType(typeof(LadderLooped), "ladder-looped")]
[JsonDerivedType(typeof(LadderExhausted), "ladder-exhausted")]
[JsonDerivedType(typeof(StoodDown), "stood-down")]
public abstract record ServiceLevelFact(ClockId Clock, Instant At);

/// <param name="At">When it was decided; the clock counts from <paramref name="StartedAt"/>, which may lie
/// before.</param>
public sealed record ClockStarted(ClockId Clock, Instant At, Instant StartedAt, ServiceLevel Level, string Subject)
    : ServiceLevelFact(Clock, At)
{
    public string? Owner { get; init; }

    public int? Severity { get; init; }

    public int Generation { get; init; }

    public required ClockSchedule Schedule { get; init; }

    public int CalendarVersion { get; init; } = 1;

    public ImmutableArray<PauseSpan> Pauses { get; init; } = [];

    public ClockId? Previous { get; init; }
}

public sealed record ClockPaused(ClockId Clock, Instant At, int Generation, PauseSpan Pause, ClockSchedule Schedule)
    : ServiceLevelFact(Clock, At);

/// <param name="Reason">The pause that ended; other pauses may still hold the clock.</param>
public sealed record ClockResumed(ClockId Clock, Instant At, int Generation, string Reason, ClockSchedule Schedule)
    : ServiceLevelFact(Clock, At)
{
    /// <summary>When the pause ended, where that was noticed later.</summary>
    public required Instant ResumedAt { get; init; }

    /// <summary>None when the pause ended by itself.</summary>
    public string? By { get; init; }
}

public sealed record ClockWarned(ClockId Clock, Instant At, int Generation, int Percent, Instant DueAt)
    : ServiceLevelFact(Clock, At)
{
    public bool Late { get; init; }

    public ImmutableArray<int> Skipped { get; init; } = [];
}

/// <param name="At">When it was noticed.</param>
public sealed record ClockBreached(ClockId Clock, Instant At, int Generation, Instant BreachedAt)
    : ServiceLevelFact(Clock, At);

/// <summary>The work had been done in time: nothing is deleted, this fact takes the breach back.</summary>
public sealed record BreachRetracted(ClockId Clock, Instant At, Instant BreachedAt, Instant CompletedAt)
    : ServiceLevelFact(Clock, At);

public sealed record BreachWaived(ClockId Clock, Instant At, string Reason, string By, string ApprovedBy)
    : ServiceLevelFact(Clock, At);

public sealed record ClockStopped(ClockId Clock, Instant At, int Generation, Instant CompletedAt, ClockOutcome Outcome)
    : ServiceLevelFact(Clock, At)
{
    public required ClockSchedule Schedule { get; init; }
}

/// <summary>A second completion: the first valid one counts, this one is evidence.</summary>
public sealed record CompletionRepeated(ClockId Clock, Instant At, Instant CompletedAt) : ServiceLevelFact(Clock, At);

public sealed record ClockCancelled(ClockId Clock, Instant At, int Generation, ClockOutcome Outcome, string Reason)
    : ServiceLevelFact(Clock, At);

public sealed record ClockReopened(ClockId Clock, Instant At, int Generation, ClockSchedule Schedule)
    : ServiceLevelFact(Clock, At);

public sealed record ClockRetargeted(
    ClockId Clock, Instant At, int Generation, ServiceLevel Level, ClockSchedule Schedule)
    : ServiceLevelFact(Clock, At)
{
    public int? Severity { get; init; }

    public int CalendarVersion { get; init; } = 1;
}

public sealed record DueRecalculated(
    ClockId Clock, Instant At, int Generation, ClockSchedule Schedule, int CalendarVersion)
    : ServiceLevelFact(Clock, At);

/// <summary>A timer of an older generation, or of a clock that no longer counts; dropped.</summary>
public sealed record StaleTimer(ClockId Clock, Instant At, int Generation, Instant ScheduledFor)
    : ServiceLevelFact(Clock, At);

using System.Collections.Immutable;
using System.Text.Json.Serialization;
using NodaTime;

namespace Samanvay.Engine.ServiceLevels;

/// <summary>Numbers come from the owner's counter and are never used twice.</summary>
[JsonConverter(typeof(ClockIdJsonConverter))]
public readonly record struct ClockId(int Value) : IComparable<ClockId>
{
    public static bool operator <(ClockId left, ClockId right) => left.Value < right.Value;

    public static bool operator >(ClockId left, ClockId right) => left.Value > right.Value;

    public static bool operator <=(ClockId left, ClockId right) => left.Value <= right.Value;

    public static bool operator >=(ClockId left, ClockId right) => left.Value >= right.Value;

    public int CompareTo(ClockId other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

[JsonConverter(typeof(JsonStringEnumConverter<ClockState>))]
public enum ClockState { Idle, Running, Paused, Stopped, Cancelled }

[JsonConverter(typeof(JsonStringEnumConverter<ClockOutcome>))]
public enum ClockOutcome { Met, MetLate, Breached, Cancelled, Waived }

/// <summary>Derived, never stored; in the order in which a roll-up takes the worst.</summary>
public enum ClockHealth { Closed, OnTrack, Paused, AtRisk, Breached }

/// <summary>One promise being measured. State and breach are apart: a breached clock runs on until the work is
/// done.</summary>
public sealed record ServiceClock
{
    public required ClockId Id { get; init; }

    public required ServiceLevel Level { get; init; }

    /// <summary>What is being measured, in the owner's words: a step, a stage, the incident.</summary>
    public required string Subject { get; init; }

    public string? Owner { get; init; }

    /// <summary>Raised by everything that moves the due instant, so that timers armed before are stale.</summary>
    public int Generation { get; init; }

    public ClockState State { get; init; }

    public int? Severity { get; init; }

    public Instant StartedAt { get; init; }

    public int CalendarVersion { get; init; } = 1;

    public ClockSchedule Schedule { get; init; } = ClockSchedule.Empty;

    public ImmutableArray<PauseSpan> Pauses { get; init; } = [];

    public Instant? StoppedAt { get; init; }

    /// <summary>The due instant that was missed, whenever it was noticed.</summary>
    public Instant? BreachedAt { get; init; }

    public Instant? DetectedAt { get; init; }

    public ClockOutcome? Outcome { get; init; }

    /// <summary>The clock that this one replaces after a reset or a fresh reopening.</summary>
    public ClockId? Previous { get; init; }

    [JsonIgnore]
    public bool Breached => BreachedAt is not null;

    /// <summary>No instant while the clock is paused: it is not known then.</summary>
    [JsonIgnore]
    public Instant? DueAt => State is ClockState.Paused or ClockState.Idle ? null : Schedule.DueAt;

    [JsonIgnore]
    public bool IsOpen => State is ClockState.Running or ClockState.Paused;

    /// <summary>A clock that waits for its start condition.</summary>
    public static ServiceClock Idle(
        ClockId id, ServiceLevel level, string subject, string? owner = null, int? severity = null) =>
        new() { Id = id, Level = level, Subject = subject, Owner = owner, Severity = severity };
}

/// <summary>The timetable of one generation. Facts carry it whole, so that replay needs no calendar.</summary>
public sealed record ClockSchedule
{
    public static ClockSchedule Empty { get; } = new();

    /// <summary>The target as open time.</summary>
    public Duration Target { get; init; }

    /// <summary>Since when time is being counted; none while it is not.</summary>
    public Instant? CountingSince { get; init; }

    /// <summary>Open time used before <see cref="CountingSince"/>.</summary>
    public Duration Elapsed { get; init; }

    /// <summary>Open time left at <see cref="CountingSince"/>.</summary>
    public Duration Remaining { get; init; }

    /// <summary>While paused: what it was before the pause.</summary>
    public Instant? DueAt { get; init; }

    public ImmutableArray<Warning> Warnings { get; init; } = [];

    public bool GraceApplied { get; init; }

    /// <summary>The calendar had no opening for over 400 days and was taken as 24x7: tell its keeper.</summary>
    public bool CalendarExhausted { get; init; }
}

/// <param name="Passed">The threshold lay behind when the timetable was made.</param>
/// <param name="Fired">Given, or overtaken by a higher one or by the breach.</param>
public sealed record Warning(int Percent, Instant At, bool Passed = false, bool Fired = false);

public sealed record PauseSpan(string Reason, Instant From, string By)
{
    public Instant? To { get; init; }

    public string? Evidence { get; init; }

    public string? ApprovedBy { get; init; }

    /// <summary>When the clock runs again by itself: as asked, or when the reason's total is used up.</summary>
    public Instant? AutoResumeAt { get; init; }
}

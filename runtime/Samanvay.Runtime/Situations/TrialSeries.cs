using System.Collections.Immutable;
using NodaTime;
using Samanvay.Engine.Situations;

namespace Samanvay.Runtime.Situations;

/// <summary>Readings that a rule is tried on: of one key, in the rule's units.</summary>
/// <param name="Name">As people know the device or the recording.</param>
/// <param name="Readings">In order of time.</param>
public sealed record TrialSeries(string Name, ImmutableArray<Observation> Readings)
{
    public required Instant From { get; init; }

    /// <summary>How long is watched; delays that end later are not seen.</summary>
    public required Instant Until { get; init; }

    /// <summary>There are more readings than are tried; the newest are here.</summary>
    public bool IsCut { get; init; }

    /// <summary>From here on each reading is still kept; before, <see cref="HourReadings"/> stand for what came of each
    /// hour. Absent where all is kept.</summary>
    public Instant? KeptFrom { get; init; }

    /// <summary>There were more readings in the hours than can be tried, so that fewer stand for them.</summary>
    public bool IsThinned { get; init; }

    /// <summary>Whether a part of it is told by its hours.</summary>
    public bool IsHourly => KeptFrom > From;

    /// <summary>The readings of the rule's own signal: what is drawn.</summary>
    public IEnumerable<Observation> Own => Readings.Where(reading => reading.Input is null);
}

/// <summary>What a rule did with a series.</summary>
/// <param name="Firings">Each from the first level raised until it was cleared, in order of time.</param>
/// <param name="Faults">Readings that were not believed, and silence.</param>
/// <param name="Figures">The number that the levels were judged on.</param>
public sealed record TrialResult(
    ImmutableArray<TrialFiring> Firings, ImmutableArray<TrialFault> Faults, ImmutableArray<TrialPoint> Figures)
{
    public int Judged { get; init; }

    /// <summary>All readings were judged.</summary>
    public bool IsWhole { get; init; } = true;
}

/// <param name="Value">That raised it.</param>
/// <param name="Level">The worst level reached.</param>
public sealed record TrialFiring(Instant At, decimal Value, string Level, int Severity)
{
    /// <summary>The worst figure while it lasted.</summary>
    public decimal Peak { get; init; }

    /// <summary>Absent where it still lasted at the end.</summary>
    public Instant? ClearedAt { get; init; }

    /// <summary>Levels raised and lowered, in order of time.</summary>
    public ImmutableArray<TrialStep> Steps { get; init; } = [];

    internal TrialFiring With(TrialStep step) => this with { Steps = Steps.Add(step) };

    internal bool Overlaps(TrialFiring other) =>
        At <= (other.ClearedAt ?? Instant.MaxValue) && other.At <= (ClearedAt ?? Instant.MaxValue);
}

/// <param name="Level">That holds from then on.</param>
public sealed record TrialStep(Instant At, string Level, int Severity)
{
    public bool IsRaise { get; init; }
}

public sealed record TrialFault(string Sensor, SensorFaultKind Kind, Instant At)
{
    /// <summary>What it said, if anything.</summary>
    public decimal? Value { get; init; }

    public Instant? RecoveredAt { get; init; }
}

/// <param name="Value">Nothing where nobody could say.</param>
public readonly record struct TrialPoint(Instant At, decimal? Value);

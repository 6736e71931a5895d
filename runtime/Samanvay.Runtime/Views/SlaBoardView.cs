using System.Collections.Immutable;
using NodaTime;
using Samanvay.Engine.Incidents;
using Samanvay.Engine.ServiceLevels;
using Samanvay.Runtime.Clock;

namespace Samanvay.Runtime.Views;

/// <summary>The promises: what runs now, and how well they were kept.</summary>
public sealed record SlaBoardView
{
    public required CityClockView Clock { get; init; }

    /// <summary>Open clocks, what is due first first.</summary>
    public required ImmutableArray<ClockView> Open { get; init; }

    /// <summary>Over all clocks since <see cref="Since"/>, by the agency's name.</summary>
    public required ImmutableArray<AgencyTally> Agencies { get; init; }

    public required SlaTally Total { get; init; }

    /// <summary>Clocks that started before are left out.</summary>
    public required Instant Since { get; init; }

    public Instant Now => Clock.Clock.Now;
}

/// <summary>A promise that is being measured.</summary>
/// <param name="StepName">Of the step, or of the procedure or incident as a whole.</param>
public sealed record ClockView(OperationId Operation, int Clock, string StepName, string Metric, ClockHealth Health)
{
    public string? IncidentTitle { get; init; }

    public IncidentSeverity? Severity { get; init; }

    public string? AgencyName { get; init; }

    public string? RoleName { get; init; }

    /// <summary>What the step is about, where it is done once for each of several.</summary>
    public string? About { get; init; }

    /// <summary>The step's own item; absent when the clock watches a run.</summary>
    public int? Item { get; init; }

    public required ClockState State { get; init; }

    public required Instant StartedAt { get; init; }

    /// <summary>Absent while the clock is paused.</summary>
    public Instant? DueAt { get; init; }

    public Instant? BreachedAt { get; init; }

    public bool LifeSafety { get; init; }

    /// <summary>The procedure is held: nothing of it can be completed, and the time runs on.</summary>
    public bool Held { get; init; }
}

public sealed record AgencyTally(string? Agency, string AgencyName, SlaTally Tally);

/// <summary>How promises ended.</summary>
/// <param name="BreachedOpen">Broken, and the work is still not done.</param>
public readonly record struct SlaTally(int Met, int MetLate, int BreachedOpen, int Cancelled)
{
    /// <summary>How many promises the compliance is about; a small number says little.</summary>
    public int Count => Met + MetLate + BreachedOpen;

    /// <summary>In percent; absent when nothing is decided yet.</summary>
    public decimal? Compliance => Count == 0 ? null : 100m * Met / Count;

    public static SlaTally operator +(SlaTally left, SlaTally right) => new(
        left.Met + right.Met, left.MetLate + right.MetLate, left.BreachedOpen + right.BreachedOpen,
        left.Cancelled + right.Cancelled);

    public static SlaTally Add(SlaTally left, SlaTally right) => left + right;
}

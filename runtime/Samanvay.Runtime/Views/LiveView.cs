using System.Collections.Immutable;
using NodaTime;
using Samanvay.Adapters;
using Samanvay.Engine.Incidents;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Clock;

namespace Samanvay.Runtime.Views;

/// <summary>The control room's screen: what happens in the city now.</summary>
public sealed record LiveView
{
    public required CityClockView Clock { get; init; }

    public required bool IsSample { get; init; }

    /// <summary>The most severe first; within a severity, what is due first.</summary>
    public required ImmutableArray<IncidentLine> Open { get; init; }

    /// <summary>The latest first.</summary>
    public required ImmutableArray<IncidentLine> Closed { get; init; }

    /// <summary>The wards as a GeoJSON FeatureCollection, each with <c>id</c> and <c>name</c>.</summary>
    public required string Wards { get; init; }

    /// <summary>Without wards there is no map to draw.</summary>
    public bool HasWards { get; init; }

    public required ImmutableArray<DeviceLine> Devices { get; init; }

    public Instant Now => Clock.Clock.Now;

    public double Speed => Clock.Clock.Speed;
}

/// <summary>An incident in a list and on the map.</summary>
public sealed record IncidentLine(
    OperationId Id, string Kind, string Title, IncidentSeverity Severity, Instant OpenedAt)
{
    public Instant? ClosedAt { get; init; }

    public string? WardName { get; init; }

    public double? Latitude { get; init; }

    public double? Longitude { get; init; }

    /// <summary>The level that its situation has reached, in the rule's words; absent when it is over.</summary>
    public string? Stage { get; init; }

    /// <summary>The earliest promise that still runs; in the past when it is broken.</summary>
    public Instant? NextDueAt { get; init; }

    /// <summary>It is of the gravest severity, and the asker has not yet said to have heard so.</summary>
    public bool Rings { get; init; }

    public int OpenSteps { get; init; }

    public int LateSteps { get; init; }

    public int Faults { get; init; }

    /// <summary>How many of its procedures are held.</summary>
    public int HeldRuns { get; init; }
}

/// <summary>The devices and what they last said.</summary>
public sealed record DevicesView(CityClockView Clock, ImmutableArray<DeviceLine> Devices);

/// <param name="Unit">Of <see cref="LastValue"/>, as the device sent it.</param>
public sealed record DeviceLine(string Id, string Name, string Signal, string Unit)
{
    public string? WardName { get; init; }

    public double? Latitude { get; init; }

    public double? Longitude { get; init; }

    /// <summary>Absent also when the device said that it can not measure.</summary>
    public decimal? LastValue { get; init; }

    public Instant? LastSeenAt { get; init; }

    /// <summary>Never heard, or not for longer than the rules that listen to it bear.</summary>
    public bool Silent { get; init; }

    /// <summary>How long the rules that listen to it wait for its next reading; absent where none listens.</summary>
    public Duration? Patience { get; init; }

    /// <summary>The last few readings, the latest first.</summary>
    public ImmutableArray<ReadingLine> Recent { get; init; } = [];
}

/// <param name="Basis">Whether the time is the device's own, or when the message was sent or arrived.</param>
public sealed record ReadingLine(Instant At, decimal? Value, string Unit, TimeBasis Basis);

public sealed record NotificationLine(long Id, Instant At, string Level, string Subject, string Body)
{
    /// <summary>The incident that the message leads to.</summary>
    public OperationId? Operation { get; init; }

    public Instant? ReadAt { get; init; }
}

/// <summary>Who is meant, with the name to show.</summary>
public sealed record PersonName(PersonId Id, string Name);

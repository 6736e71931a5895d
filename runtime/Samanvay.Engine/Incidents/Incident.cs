using System.Collections.Immutable;
using NodaTime;

namespace Samanvay.Engine.Incidents;

/// <summary>What happens in the city: it has a severity, a place and a stage of the situation that opened it.</summary>
public sealed record Incident
{
    /// <summary>The kind of thing that happens, for example <c>river-flood</c>; names the incident in lists.</summary>
    public required string Kind { get; init; }

    public required string Title { get; init; }

    public required IncidentSeverity Severity { get; init; }

    public required Place Place { get; init; }

    /// <summary>While the incident is open, a situation with this key joins it in place of opening another.</summary>
    public string? DedupeKey { get; init; }

    public required Instant OpenedAt { get; init; }

    /// <summary>The person who opened it by hand; absent when a situation did.</summary>
    public string? OpenedBy { get; init; }

    public Instant? ClosedAt { get; init; }

    /// <summary>The level each situation has reached, by rule id; a cleared situation is absent.</summary>
    public ImmutableSortedDictionary<string, ReachedLevel> Situations { get; init; } =
        ImmutableSortedDictionary.Create<string, ReachedLevel>(StringComparer.Ordinal);

    /// <summary>Of an incident of sensors: which rule still doubts which of them; absent where none does.</summary>
    public ImmutableSortedSet<string>? FaultySensors { get; init; }

    /// <summary>Who has acknowledged the alarm of the present severity.</summary>
    public ImmutableSortedSet<string> AlarmHeardBy
    {
        // A state that was stored before there was an alarm has none.
        get => field ?? ImmutableSortedSet.Create<string>(StringComparer.Ordinal);
        init;
    }

    public bool IsOpen => ClosedAt is null;
}

/// <summary>Life at risk now (S1) to planned or advice (S5).</summary>
public enum IncidentSeverity { S1 = 1, S2, S3, S4, S5 }

/// <summary>Where it happens. Latitude and longitude in degrees (WGS 84).</summary>
public sealed record Place(string? Ward, string? Asset, double? Latitude, double? Longitude)
{
    public static readonly Place Unknown = new(null, null, null, null);
}

/// <summary>The stage that a situation rule reports, since when.</summary>
public sealed record ReachedLevel(string Level, Instant Since);

using System.Collections.Immutable;
using System.Text.Json.Serialization;
using NodaTime;
using Samanvay.Engine.ServiceLevels;
using Samanvay.Engine.Situations.Windows;

namespace Samanvay.Engine.Situations;

/// <summary>The level machine of one rule and one key. All that a restart needs.</summary>
public sealed record SituationState
{
    public required string Rule { get; init; }

    public required string Key { get; init; }

    /// <summary>How many levels are raised; 0 is none.</summary>
    public int Raised { get; init; }

    /// <summary>Counts the times that it went from nothing to a level: one incident each, unless joined.</summary>
    public int Episode { get; init; }

    public Instant? RaisedAt { get; init; }

    /// <summary>Set from clearing until the next raise.</summary>
    public Instant? ClearedAt { get; init; }

    public Instant? ClosableAt { get; init; }

    /// <summary>One for each level of the rule, from mildest to worst.</summary>
    public required ImmutableArray<LevelHold> Holds { get; init; }

    /// <summary>In order of sensor.</summary>
    public ImmutableArray<SensorState> Sensors { get; init; } = [];

    /// <summary>The newest instant judged; an older reading changes nothing.</summary>
    public Instant? JudgedAt { get; init; }

    /// <summary>When a level last moved by lapse of time; nothing that is seen later is dated before it.</summary>
    public Instant? MovedAt { get; init; }

    /// <summary>As it was before the newest instant, for a second reading of that same instant.</summary>
    public ImmutableArray<LevelHold> HoldsBefore { get; init; } = [];

    public ImmutableArray<SensorState> SensorsBefore { get; init; } = [];

    /// <summary>Absent where the rule needs none.</summary>
    public SituationMemory? Memory { get; init; }

    /// <summary>Since when readings show less than the worst raised level, or, after clearing, than the
    /// mildest.</summary>
    [JsonIgnore]
    public Instant? BelowSince => this switch
    {
        { Raised: > 0 } => Holds[Raised - 1].BelowSince,
        { ClearedAt: not null } => Holds[0].BelowSince,
        _ => null,
    };

    internal SituationMemory Remembered => Memory ?? SituationMemory.Empty;

    internal SensorWindow? WindowOf(string? input, string sensor)
    {
        foreach (var window in Remembered.Windows)
            if (window.Sensor == sensor && window.Input == input) return window;
        return null;
    }

    internal SituationState Remember(SituationMemory memory) => this with { Memory = memory.IsEmpty ? null : memory };

    public static SituationState Calm(SituationRule rule, string key) => new()
    {
        Rule = rule.Id, Key = key, Holds = [.. rule.Levels.Select(level => new LevelHold(level.Name))],
    };
}

/// <param name="AboveReadings">Readings in a row at or beyond the level.</param>
public sealed record LevelHold(
    string Level, Instant? AboveSince = null, int AboveReadings = 0, Instant? BelowSince = null);

public sealed record SensorState(string Sensor)
{
    /// <summary>What it reads, as the rule names it; the rule's own signal when absent.</summary>
    public string? Input { get; init; }

    public SensorFaultKind? Fault { get; init; }

    /// <summary>The newest reading of any kind.</summary>
    public Instant? ReadAt { get; init; }

    /// <summary>The newest believed reading.</summary>
    public Instant? At { get; init; }

    public decimal Value { get; init; }

    /// <summary>Since when, and how often in a row, the same value came.</summary>
    public Instant? SameSince { get; init; }

    public int SameReadings { get; init; }

    /// <summary>A jump that waits for a second reading to agree with it.</summary>
    public Instant? SuspectAt { get; init; }

    public decimal SuspectValue { get; init; }

    /// <summary>Silence was noted since the newest believed reading.</summary>
    public bool Silent { get; init; }

    /// <summary>It is silent for planned work, which nobody is told of.</summary>
    public Instant? HushedUntil { get; init; }
}

/// <summary>Why a sensor is not believed.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SensorFaultKind>))]
public enum SensorFaultKind { Missing, OutOfRange, TooFast, Stuck, Silent, Disagrees }

public sealed record SituationMoved(SituationState State, ImmutableArray<SituationChange> Changes);

/// <summary>The stored form of machines and what they saw.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(InstantJsonConverter), typeof(DurationJsonConverter)])]
[JsonSerializable(typeof(SituationState))]
[JsonSerializable(typeof(SituationChange))]
[JsonSerializable(typeof(Observation))]
[JsonSerializable(typeof(Alerts.AlertBook))]
public sealed partial class SituationJson : JsonSerializerContext;

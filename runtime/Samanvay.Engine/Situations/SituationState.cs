using System.Collections.Immutable;
using System.Text.Json.Serialization;
using NodaTime;
using Samanvay.Engine.ServiceLevels;

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

    /// <summary>As it was before the newest instant, for a second reading of that same instant.</summary>
    public ImmutableArray<LevelHold> HoldsBefore { get; init; } = [];

    public ImmutableArray<SensorState> SensorsBefore { get; init; } = [];

    /// <summary>Since when readings show less than the worst raised level, or, after clearing, than the mildest.</summary>
    [JsonIgnore]
    public Instant? BelowSince => Raised > 0 ? Holds[Raised - 1].BelowSince : ClearedAt is null ? null : Holds[0].BelowSince;

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
    public SensorFaultKind? Fault { get; init; }

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
}

/// <summary>Why a sensor is not believed.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SensorFaultKind>))]
public enum SensorFaultKind { Missing, OutOfRange, TooFast, Stuck, Silent }

/// <summary>What a rule saw. Names are for ever.</summary>
[JsonDerivedType(typeof(LevelRaised), "level-raised")]
[JsonDerivedType(typeof(LevelLowered), "level-lowered")]
[JsonDerivedType(typeof(SituationCleared), "situation-cleared")]
[JsonDerivedType(typeof(SituationClosable), "situation-closable")]
[JsonDerivedType(typeof(SensorFault), "sensor-fault")]
[JsonDerivedType(typeof(SensorRecovered), "sensor-recovered")]
public abstract record SituationChange(string Rule, string Key, Instant At)
{
    /// <summary>The BPMN message that tells procedures of it, as in <c>river-level/raised/moderate</c>; none for sensors.</summary>
    [JsonIgnore]
    public virtual string? MessageName => null;
}

/// <summary>One for each level that is passed, from mildest to worst.</summary>
public sealed record LevelRaised(string Rule, string Key, Instant At, string Level, decimal Value)
    : SituationChange(Rule, Key, At)
{
    public required int Severity { get; init; }

    public required int Episode { get; init; }

    public override string MessageName => $"{Rule}/raised/{Level}";
}

/// <param name="Level">The level that is now the worst one.</param>
public sealed record LevelLowered(string Rule, string Key, Instant At, string Level, string From)
    : SituationChange(Rule, Key, At)
{
    public required int Severity { get; init; }

    /// <summary>The first reading below the level that was left; <see cref="SituationChange.At"/> is when that had lasted.</summary>
    public required Instant LeftAt { get; init; }

    public override string MessageName => $"{Rule}/lowered/{Level}";
}

/// <summary>Less than the mildest level for long enough: the recession begins.</summary>
public sealed record SituationCleared(string Rule, string Key, Instant At, string From, Instant LeftAt)
    : SituationChange(Rule, Key, At)
{
    public override string MessageName => $"{Rule}/cleared";
}

/// <summary>The signal no longer stands against closing the incident.</summary>
public sealed record SituationClosable(string Rule, string Key, Instant At, Instant LeftAt)
    : SituationChange(Rule, Key, At)
{
    public override string MessageName => $"{Rule}/closable";
}

/// <param name="Value">What it said, if anything.</param>
public sealed record SensorFault(string Rule, string Key, Instant At, string Sensor, SensorFaultKind Kind)
    : SituationChange(Rule, Key, At)
{
    public decimal? Value { get; init; }
}

public sealed record SensorRecovered(string Rule, string Key, Instant At, string Sensor, SensorFaultKind Kind)
    : SituationChange(Rule, Key, At);

public sealed record SituationMoved(SituationState State, ImmutableArray<SituationChange> Changes);

/// <summary>The stored form of rules, machines and what they saw.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(InstantJsonConverter), typeof(DurationJsonConverter)])]
[JsonSerializable(typeof(SituationState))]
[JsonSerializable(typeof(SituationRule))]
[JsonSerializable(typeof(SituationChange))]
[JsonSerializable(typeof(Observation))]
public sealed partial class SituationJson : JsonSerializerContext;

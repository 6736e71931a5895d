using System.Text.Json.Serialization;
using NodaTime;
using Samanvay.Engine.Situations.Conditions;

namespace Samanvay.Engine.Situations;

/// <summary>What a rule saw. Names are for ever.</summary>
[JsonDerivedType(typeof(LevelRaised), "level-raised")]
[JsonDerivedType(typeof(LevelLowered), "level-lowered")]
[JsonDerivedType(typeof(SituationCleared), "situation-cleared")]
[JsonDerivedType(typeof(SituationClosable), "situation-closable")]
[JsonDerivedType(typeof(SituationFlapping), "situation-flapping")]
[JsonDerivedType(typeof(StormBegan), "storm-began")]
[JsonDerivedType(typeof(StormEnded), "storm-ended")]
[JsonDerivedType(typeof(SensorFault), "sensor-fault")]
[JsonDerivedType(typeof(SensorRecovered), "sensor-recovered")]
public abstract record SituationChange(string Rule, string Key, Instant At)
{
    /// <summary>The BPMN message that tells procedures of it, as in <c>river-level/raised/moderate</c>; none
    /// for sensors and storms.</summary>
    [JsonIgnore]
    public string? MessageName => this switch
    {
        LevelRaised raised => $"{Rule}/raised/{raised.Level}",
        LevelLowered lowered => $"{Rule}/lowered/{lowered.Level}",
        SituationCleared => $"{Rule}/cleared",
        SituationClosable => $"{Rule}/closable",
        _ => null,
    };
}

/// <summary>One for each level that is passed, from mildest to worst.</summary>
public sealed record LevelRaised(string Rule, string Key, Instant At, string Level, decimal Value)
    : SituationChange(Rule, Key, At)
{
    public required int Severity { get; init; }

    /// <summary>Where a decision table was asked for the severity.</summary>
    public SeverityReason? SeverityBy { get; init; }

    public required int Episode { get; init; }
}

/// <param name="Level">The level that is now the worst one.</param>
public sealed record LevelLowered(string Rule, string Key, Instant At, string Level, string From)
    : SituationChange(Rule, Key, At)
{
    public required int Severity { get; init; }

    /// <summary>Where a decision table was asked for the severity.</summary>
    public SeverityReason? SeverityBy { get; init; }

    /// <summary>The first reading below the level that was left; <see cref="SituationChange.At"/> is when that
    /// had lasted.</summary>
    public required Instant LeftAt { get; init; }
}

/// <summary>Less than the mildest level for long enough: the recession begins.</summary>
public sealed record SituationCleared(string Rule, string Key, Instant At, string From, Instant LeftAt)
    : SituationChange(Rule, Key, At);

/// <summary>The signal no longer stands against closing the incident.</summary>
public sealed record SituationClosable(string Rule, string Key, Instant At, Instant LeftAt)
    : SituationChange(Rule, Key, At);

/// <summary>Raised so often that it is now lowered only after a longer calm.</summary>
public sealed record SituationFlapping(string Rule, string Key, Instant At, int Raises)
    : SituationChange(Rule, Key, At);

/// <summary>So many keys of the rule opened that those which follow belong to one storm.</summary>
public sealed record StormBegan(string Rule, string Key, Instant At, int Number, int Openings)
    : SituationChange(Rule, Key, At);

public sealed record StormEnded(string Rule, string Key, Instant At, int Number) : SituationChange(Rule, Key, At);

public sealed record SensorFault(string Rule, string Key, Instant At, string Sensor, SensorFaultKind Kind)
    : SituationChange(Rule, Key, At)
{
    /// <summary>What it said, if anything.</summary>
    public decimal? Value { get; init; }
}

public sealed record SensorRecovered(string Rule, string Key, Instant At, string Sensor, SensorFaultKind Kind)
    : SituationChange(Rule, Key, At);

using System.Collections.Immutable;
using System.Text.Json.Serialization;
using NodaTime;
using Samanvay.Engine.ServiceLevels;
using Samanvay.Engine.Situations.Packing;
using Samanvay.Engine.Situations.Windows;

namespace Samanvay.Engine.Situations;

/// <summary>The level machine of one rule and one key. All that a restart needs.</summary>
public sealed record SituationState
{
    private Moment RaisedAtMoment { get; init; }
    private Moment ClearedAtMoment { get; init; }
    private Moment ClosableAtMoment { get; init; }
    private Moment JudgedAtMoment { get; init; }
    private Moment MovedAtMoment { get; init; }

    public required string Rule { get; init; }

    public required string Key { get; init; }

    /// <summary>How many levels are raised; 0 is none.</summary>
    public int Raised { get; init; }

    /// <summary>Counts the times that it went from nothing to a level: one incident each, unless joined.</summary>
    public int Episode { get; init; }

    public Instant? RaisedAt { get => RaisedAtMoment; init => RaisedAtMoment = value; }

    /// <summary>Set from clearing until the next raise.</summary>
    public Instant? ClearedAt { get => ClearedAtMoment; init => ClearedAtMoment = value; }

    public Instant? ClosableAt { get => ClosableAtMoment; init => ClosableAtMoment = value; }

    /// <summary>One for each level of the rule, from mildest to worst.</summary>
    public required ImmutableArray<LevelHold> Holds { get; init; }

    /// <summary>In order of sensor.</summary>
    public ImmutableArray<SensorState> Sensors { get; init; } = [];

    /// <summary>The newest instant judged; an older reading changes nothing.</summary>
    public Instant? JudgedAt { get => JudgedAtMoment; init => JudgedAtMoment = value; }

    /// <summary>When a level last moved by lapse of time; nothing that is seen later is dated before it.</summary>
    public Instant? MovedAt { get => MovedAtMoment; init => MovedAtMoment = value; }

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

    internal void Pack(PackWriter to)
    {
        to.Put((Raised, Episode));
        to.Put((RaisedAtMoment, ClearedAtMoment, ClosableAtMoment, JudgedAtMoment, MovedAtMoment));
    }

    internal static SituationState Unpack(ref PackReader from, string rule, string key)
    {
        var (raised, episode) = from.Take<(int, int)>();
        var (raisedAt, clearedAt, closableAt, judgedAt, movedAt) =
            from.Take<(Moment, Moment, Moment, Moment, Moment)>();
        var holds = StatePack.Take(ref from, LevelHold.Unpack);
        var holdsBefore = StatePack.TakeBefore(ref from, holds, LevelHold.Unpack);
        var sensors = StatePack.Take(ref from, SensorState.Unpack);
        return new SituationState
        {
            Rule = rule, Key = key, Raised = raised, Episode = episode, RaisedAtMoment = raisedAt,
            ClearedAtMoment = clearedAt, ClosableAtMoment = closableAt, JudgedAtMoment = judgedAt,
            MovedAtMoment = movedAt, Holds = holds, HoldsBefore = holdsBefore, Sensors = sensors,
            SensorsBefore = StatePack.TakeBefore(ref from, sensors, SensorState.Unpack),
            Memory = StatePack.TakeMemory(ref from),
        };
    }
}

public sealed record LevelHold(string Level)
{
    private Moment AboveSinceMoment { get; init; }
    private Moment BelowSinceMoment { get; init; }

    public Instant? AboveSince { get => AboveSinceMoment; init => AboveSinceMoment = value; }

    /// <summary>Readings in a row at or beyond the level.</summary>
    public int AboveReadings { get; init; }

    public Instant? BelowSince { get => BelowSinceMoment; init => BelowSinceMoment = value; }

    internal static void Pack(PackWriter to, LevelHold hold)
    {
        to.Put(hold.Level);
        to.Put((hold.AboveSinceMoment, hold.BelowSinceMoment, hold.AboveReadings));
    }

    internal static LevelHold Unpack(ref PackReader from)
    {
        var (above, below, readings) = from.Take<(Moment, Moment, int)>();
        return new LevelHold(from.Name()!)
        {
            AboveSinceMoment = above, BelowSinceMoment = below, AboveReadings = readings,
        };
    }
}

public sealed record SensorState(string Sensor)
{
    private Moment ReadAtMoment { get; init; }
    private Moment AtMoment { get; init; }
    private Moment SameSinceMoment { get; init; }
    private Moment SuspectAtMoment { get; init; }
    private Moment HushedUntilMoment { get; init; }

    /// <summary>What it reads, as the rule names it; the rule's own signal when absent.</summary>
    public string? Input { get; init; }

    public SensorFaultKind? Fault { get; init; }

    /// <summary>The newest reading of any kind.</summary>
    public Instant? ReadAt { get => ReadAtMoment; init => ReadAtMoment = value; }

    /// <summary>The newest believed reading.</summary>
    public Instant? At { get => AtMoment; init => AtMoment = value; }

    public decimal Value { get; init; }

    /// <summary>Since when, and how often in a row, the same value came.</summary>
    public Instant? SameSince { get => SameSinceMoment; init => SameSinceMoment = value; }

    public int SameReadings { get; init; }

    /// <summary>A jump that waits for a second reading to agree with it.</summary>
    public Instant? SuspectAt { get => SuspectAtMoment; init => SuspectAtMoment = value; }

    public decimal SuspectValue { get; init; }

    /// <summary>Silence was noted since the newest believed reading.</summary>
    public bool Silent { get; init; }

    /// <summary>It is silent for planned work, which nobody is told of.</summary>
    public Instant? HushedUntil { get => HushedUntilMoment; init => HushedUntilMoment = value; }

    internal static void Pack(PackWriter to, SensorState sensor)
    {
        to.Put(sensor.Sensor);
        to.Put(sensor.Input);
        to.Put((sensor.Fault is not null, sensor.Fault.GetValueOrDefault(), sensor.Silent, sensor.SameReadings));
        to.Put((sensor.ReadAtMoment, sensor.AtMoment, sensor.SameSinceMoment, sensor.SuspectAtMoment));
        to.Put((sensor.HushedUntilMoment, sensor.Value, sensor.SuspectValue));
    }

    internal static SensorState Unpack(ref PackReader from)
    {
        var (name, input) = (from.Name()!, from.Name());
        var (isFaulty, fault, silent, sameReadings) = from.Take<(bool, SensorFaultKind, bool, int)>();
        var (readAt, at, sameSince, suspectAt) = from.Take<(Moment, Moment, Moment, Moment)>();
        var (hushedUntil, value, suspectValue) = from.Take<(Moment, decimal, decimal)>();
        return new SensorState(name)
        {
            Input = input, Fault = isFaulty ? fault : null, ReadAtMoment = readAt, AtMoment = at, Value = value,
            SameSinceMoment = sameSince, SameReadings = sameReadings, SuspectAtMoment = suspectAt,
            SuspectValue = suspectValue, Silent = silent, HushedUntilMoment = hushedUntil,
        };
    }
}

/// <summary>Why a sensor is not believed.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SensorFaultKind>))]
public enum SensorFaultKind { Missing, OutOfRange, TooFast, Stuck, Silent, Disagrees }

public readonly record struct SituationMoved(SituationState State, ImmutableArray<SituationChange> Changes);

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

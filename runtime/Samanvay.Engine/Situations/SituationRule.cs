using System.Collections.Immutable;
using System.Text.Json.Serialization;
using NodaTime;
using Samanvay.Engine.Situations.Conditions;
using Samanvay.Engine.Situations.Windows;

namespace Samanvay.Engine.Situations;

/// <summary>A rule with a city's numbers in it: which readings of a signal are which level, and when levels are
/// raised and lowered.</summary>
/// <remarks>
/// Readings are judged in the order of their own time. A reading that is older than one already judged for its
/// key changes nothing;
/// of several readings of one sensor at one instant the worst believable one counts, in whatever order they come.
/// What was not seen does not count: when every sensor of a key is silent or at fault, all running delays begin anew.
/// A rule that is settled judges an instant at once, when its readings had time to arrive.
/// </remarks>
public sealed record SituationRule
{
    /// <summary>No level and no limit lies beyond; all that is reckoned with them stays within what a number can
    /// hold.</summary>
    public const decimal NumberMax = 1e15m;

    private readonly OwnInput _own = new();

    /// <summary>No delay and no window is longer, wherever it comes from.</summary>
    public static Duration TimeMax { get; } = Duration.FromDays(3653);

    public required string Id { get; init; }

    public required string Signal { get; init; }

    public required string Unit { get; init; }

    public SituationKey Key { get; init; } = SituationKey.Gauge;

    public Direction Direction { get; init; } = Direction.Rising;

    /// <summary>From mildest to worst.</summary>
    public required ImmutableArray<SituationLevel> Levels { get; init; }

    /// <summary>Readings in a row that a level must hold before it is raised.</summary>
    public int ForReadings { get; init; } = 1;

    /// <summary>Time that a level must hold before it is raised.</summary>
    public Duration For { get; init; }

    /// <summary>A level is lowered when it was left for so long without a break.</summary>
    public Duration LowerAfter { get; init; }

    /// <summary>Counts from when the lowest level was left.</summary>
    public Duration? ClosableAfter { get; init; }

    public Duration CoolDown { get; init; }

    /// <summary>Join an open incident of the same rule and key instead of opening another.</summary>
    public bool Join { get; init; } = true;

    /// <summary>Silence that makes a sensor count as dead.</summary>
    public required Duration StaleAfter { get; init; }

    /// <summary>The signal is of reports or alarms: each counts, and their absence is no fault.</summary>
    public bool IsEvents { get; init; }

    public Measure Measure { get; init; } = Measure.Last;

    public Plausibility Plausible { get; init; } = new();

    public Quorum Quorum { get; init; } = new(1, 1);

    /// <summary>In order of name.</summary>
    public ImmutableArray<SituationInput> Inputs { get; init; } = [];

    /// <summary>Makes one number of the signal and its inputs; the signal's own when absent.</summary>
    public RuleExpression? Value { get; init; }

    /// <summary>What must have come true before, in this order.</summary>
    public ImmutableArray<SequenceStep> After { get; init; } = [];

    /// <summary>How long readings of one instant are waited for.</summary>
    public Duration Settle { get; init; }

    public ImmutableArray<MaintenanceWindow> Maintenance { get; init; } = [];

    /// <summary>Says how severe a level is; each level's own severity when absent.</summary>
    public SeverityTable? SeverityBy { get; init; }

    public Flapping? Flapping { get; init; }

    public StormLimit? Storm { get; init; }

    /// <summary>Readings wait until their instant can be judged as a whole.</summary>
    public bool IsSettled => IsEvents || Settle > Duration.Zero || !Inputs.IsEmpty || !After.IsEmpty;

    internal SituationInput Own => _own.Of(this);

    /// <summary>None when the rule does not read it, or no more.</summary>
    public SituationInput? SourceOf(string? input)
    {
        if (input is null) return Own;
        foreach (var source in Inputs)
            if (source.Name == input) return source;
        return null;
    }

    internal bool Reaches(SituationLevel level, decimal value) =>
        Direction == Direction.Rising ? value >= level.At : value <= level.At;

    internal bool Leaves(SituationLevel level, decimal value) =>
        Direction == Direction.Rising ? value < level.Clear : value > level.Clear;

    public bool IsWorse(decimal value, decimal than) => Direction == Direction.Rising ? value > than : value < than;
}

/// <param name="Clear">The level is left only beyond this value.</param>
public sealed record SituationLevel(string Name, decimal At, decimal Clear, int Severity)
{
    /// <summary>What must be true as well. The level is left when it is false, not when nobody can say.</summary>
    public RuleExpression? When { get; init; }
}

/// <summary>What one situation is about: each has its own level machine.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SituationKey>))]
public enum SituationKey { Gauge, Ward, Asset, City }

[JsonConverter(typeof(JsonStringEnumConverter<Direction>))]
public enum Direction { Rising, Falling }

/// <param name="RatePerHour">A faster change is doubted until the next, different reading agrees with it.</param>
public sealed record Plausibility(decimal? Min = null, decimal? Max = null, decimal? RatePerHour = null)
{
    public int StuckReadings { get; init; }

    public Duration StuckFor { get; init; }

    /// <summary>When the sensor's reading, as <c>value</c>, contradicts the rule's inputs.</summary>
    public RuleExpression? DisagreesWhen { get; init; }
}

/// <summary>A level counts when so many sensors of the key agree.</summary>
public sealed record Quorum(int AtLeast, int Of)
{
    /// <summary>How long a reading speaks for its sensor; until it is silent when absent.</summary>
    public Duration? Within { get; init; }

    public Confirmation? Confirmed { get; init; }
}

/// <summary>So few sensors are enough when the input has come to so many reports.</summary>
public sealed record Confirmation(string Input, int Reports, int Sensors);

/// <summary>Raised so often within a time, a level is held up for longer before it is lowered.</summary>
public sealed record Flapping(int Raises, Duration Within, Duration HoldFor);

/// <summary>One reading, in the rule's unit.</summary>
/// <param name="Key">The gauge, ward or asset.</param>
/// <param name="Value">None when the sensor says that it has none.</param>
public sealed record Observation(string Key, string Sensor, Instant At, decimal? Value)
{
    /// <summary>The rule's own signal when absent.</summary>
    public string? Input { get; init; }
}

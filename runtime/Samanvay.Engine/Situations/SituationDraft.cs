using System.Collections.Immutable;
using NodaTime;
using Samanvay.Dmn;
using Samanvay.Engine.Situations.Windows;
using Samanvay.Feel;
using Samanvay.Feel.Values;

namespace Samanvay.Engine.Situations;

/// <summary>A rule as a playbook carries it: numbers and durations may still be FEEL over the playbook's
/// parameters.</summary>
public sealed record SituationDraft
{
    public required string Id { get; init; }

    public required string Signal { get; init; }

    public required string Unit { get; init; }

    public required SituationKey Key { get; init; }

    public required Direction Direction { get; init; }

    public required ImmutableArray<DraftLevel> Levels { get; init; }

    public bool Join { get; init; } = true;

    public int StuckReadings { get; init; }

    public required Quorum Quorum { get; init; }

    public bool IsEvents { get; init; }

    public DraftMeasure Measure { get; init; } = new(MeasureKind.Last);

    /// <summary>In order of name.</summary>
    public ImmutableArray<DraftInput> Inputs { get; init; } = [];

    /// <summary>How many steps come before a level.</summary>
    public int Steps { get; init; }

    public ImmutableArray<MaintenanceWindow> Maintenance { get; init; } = [];

    /// <summary>The decision that says how severe a level is; each level's own severity when absent.</summary>
    public string? SeverityBy { get; init; }

    /// <summary>0 where the rule has no such limit.</summary>
    public int FlappingRaises { get; init; }

    public int StormOpenings { get; init; }

    /// <summary>By field: expressions that are evaluated at every reading.</summary>
    internal ImmutableSortedDictionary<string, FeelExpression> Conditions { get; init; } =
        ImmutableSortedDictionary<string, FeelExpression>.Empty;

    /// <summary>By field, as <c>levels[0].at</c>.</summary>
    internal ImmutableSortedDictionary<string, SituationValue> Values { get; init; } =
        ImmutableSortedDictionary<string, SituationValue>.Empty;

    /// <summary>The parameters that the rule reads.</summary>
    public IReadOnlySet<string> Parameters => Values.Values
        .SelectMany(value => value.Expression?.FreeNames ?? Enumerable.Empty<string>())
        .Concat(Conditions.Values.SelectMany(condition => condition.FreeNames).Except(Seen))
        .ToImmutableSortedSet(StringComparer.Ordinal);

    /// <summary>What expressions name of the readings.</summary>
    internal IEnumerable<string> Seen => Inputs.Select(input => input.Name).Append(Evidence.Own);

    /// <summary>Puts a city's parameters in. Bind again when one of them changes.</summary>
    /// <param name="parameters">With the city's values.</param>
    /// <param name="decisions">Among which the one for severities is looked up.</param>
    /// <param name="file">For the places of problems.</param>
    public Parsed<SituationRule> Bind(
        FeelContext parameters, IReadOnlyList<DecisionModel> decisions, string? file = null) =>
        new SituationBinding(this, parameters, file).Bind(decisions);

    /// <summary>A rule that asks no decision.</summary>
    public Parsed<SituationRule> Bind(FeelContext parameters, string? file = null) => Bind(parameters, [], file);
}

public sealed record DraftLevel(string Name, int Severity);

/// <param name="AtLeast">As the figure needs when absent.</param>
public sealed record DraftMeasure(MeasureKind Of, int Readings = 0, int? AtLeast = null);

public sealed record DraftInput(string Name, string Signal, string Unit)
{
    public bool IsEvents { get; init; }

    public required DraftMeasure Measure { get; init; }

    public required Nearness Near { get; init; }

    public Combination Take { get; init; }

    public int StuckReadings { get; init; }
}

/// <summary>A number, a duration or an expression for one, and the place where it stands.</summary>
internal sealed record SituationValue(
    string Field, decimal? Number = null, Duration? Time = null, FeelExpression? Expression = null);

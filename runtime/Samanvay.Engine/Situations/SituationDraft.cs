using System.Collections.Immutable;
using NodaTime;
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

    /// <summary>By field, as <c>levels[0].at</c>.</summary>
    internal ImmutableSortedDictionary<string, SituationValue> Values { get; init; } =
        ImmutableSortedDictionary<string, SituationValue>.Empty;

    /// <summary>The parameters that the rule reads.</summary>
    public IReadOnlySet<string> Parameters => Values.Values
        .SelectMany(value => value.Expression?.FreeNames ?? Enumerable.Empty<string>())
        .ToImmutableSortedSet(StringComparer.Ordinal);

    /// <summary>Puts a city's parameters in. Bind again when one of them changes.</summary>
    public Parsed<SituationRule> Bind(FeelContext parameters, string? file = null) =>
        new SituationBinding(this, parameters, file).Bind();
}

public sealed record DraftLevel(string Name, int Severity);

/// <summary>A number, a duration or an expression for one, and the place where it stands.</summary>
internal sealed record SituationValue(
    string Field, decimal? Number = null, Duration? Time = null, FeelExpression? Expression = null);

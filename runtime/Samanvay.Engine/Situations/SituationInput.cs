using System.Text.Json.Serialization;
using NodaTime;
using Samanvay.Engine.Situations.Windows;

namespace Samanvay.Engine.Situations;

/// <summary>A signal that a rule reads: its own, or another that is joined to the key by place.</summary>
public sealed record SituationInput
{
    /// <summary>As the rule's expressions name it; the rule's own signal has none.</summary>
    public string? Name { get; init; }

    public required string Signal { get; init; }

    public required string Unit { get; init; }

    public Direction Direction { get; init; } = Direction.Rising;

    public Measure Measure { get; init; } = Measure.Last;

    /// <summary>Silence that makes a sensor count as dead; events have none.</summary>
    public Duration? StaleAfter { get; init; }

    public Plausibility Plausible { get; init; } = new();

    public Nearness Near { get; init; } = new(NearKind.Key);

    /// <summary>How the figures of several sensors become one.</summary>
    public Combination Take { get; init; } = Combination.Max;

    /// <summary>Reports and alarms: each counts, and their absence is no fault.</summary>
    [JsonIgnore]
    public bool IsEvents => StaleAfter is null;

    internal bool IsWorse(decimal value, decimal than) => Direction == Direction.Rising ? value > than : value < than;
}

/// <summary>Which sensors of an input belong to a key.</summary>
/// <param name="Metres">For <see cref="NearKind.Radius"/>: as the crow flies, from any device of the key.</param>
public sealed record Nearness(NearKind Kind, int Metres = 0);

[JsonConverter(typeof(JsonStringEnumConverter<NearKind>))]
public enum NearKind { Key, Ward, Asset, City, Radius }

[JsonConverter(typeof(JsonStringEnumConverter<Combination>))]
public enum Combination { Max, Min, Avg, Sum }

/// <summary>A rule's own signal as one of its inputs, made once: every reading asks for it.</summary>
/// <remarks>A copy of a rule shares this with it, so it says of which rule it is.</remarks>
internal sealed class OwnInput : IEquatable<OwnInput>
{
    private Made? _made;

    public SituationInput Of(SituationRule rule)
    {
        if (_made is { } made && ReferenceEquals(made.Rule, rule)) return made.Input;
        var input = new SituationInput
        {
            Signal = rule.Signal, Unit = rule.Unit, Direction = rule.Direction, Measure = rule.Measure,
            Plausible = rule.Plausible, StaleAfter = rule.IsEvents ? null : rule.StaleAfter,
        };
        _made = new Made(rule, input);
        return input;
    }

    /// <summary>It tells nothing that the rule itself does not.</summary>
    public bool Equals(OwnInput? other) => other is not null;

    public override bool Equals(object? obj) => Equals(obj as OwnInput);

    public override int GetHashCode() => 0;

    private sealed class Made(SituationRule rule, SituationInput input)
    {
        public SituationRule Rule => rule;

        public SituationInput Input => input;
    }
}

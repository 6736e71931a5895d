using System.Collections.Immutable;
using NodaTime;
using Samanvay.Engine.Situations.Conditions;
using Samanvay.Engine.Situations.Windows;

namespace Samanvay.Engine.Situations;

/// <summary>What a machine remembers only where its rule has windows, settles readings, follows a sequence or
/// watches for storms.</summary>
public sealed record SituationMemory
{
    internal static readonly SituationMemory Empty = new();

    /// <summary>In order of input and sensor.</summary>
    public ImmutableArray<SensorWindow> Windows { get; init; } = [];

    /// <summary>Readings that are not yet judged, in order of instant, input and sensor.</summary>
    public ImmutableArray<Observation> Waiting { get; init; } = [];

    /// <summary>One for each step of the rule's sequence.</summary>
    public ImmutableArray<StepHold> Steps { get; init; } = [];

    /// <summary>The newest raises, as many as make a flapping machine.</summary>
    public ImmutableArray<Instant> Raises { get; init; } = [];

    public Instant? FlappingSince { get; init; }

    /// <summary>Of the rule as a whole; only in the state that stands for all of its keys.</summary>
    public StormState? Storm { get; init; }

    internal bool IsEmpty => Windows.IsEmpty && Waiting.IsEmpty && Steps.IsEmpty && Raises.IsEmpty
        && FlappingSince is null && Storm is null;

    // Levels that are passed at one instant are one raise.
    internal SituationMemory Raised(Flapping flapping, Instant at)
    {
        ImmutableArray<Instant> raises = [.. Raises.Where(raise => raise != at && raise > at - flapping.Within), at];
        if (raises.Length > flapping.Raises) raises = raises.RemoveRange(0, raises.Length - flapping.Raises);
        return this with
        {
            Raises = raises, FlappingSince = FlappingSince ?? (raises.Length == flapping.Raises ? at : null),
        };
    }

    /// <summary>Without what a new version of the rule no longer reads.</summary>
    internal SituationMemory Fitted(SituationRule rule)
    {
        var hasSteps = Steps.IsEmpty || Steps.Length == rule.After.Length;
        if (hasSteps && IsFitting(rule)) return this;
        return this with
        {
            Windows = [.. Windows.Where(window => IsRead(rule, window))],
            Waiting = [.. Waiting.Where(reading => rule.SourceOf(reading.Input) is not null)],
            Steps = hasSteps ? Steps : [],
        };
    }

    private static bool IsRead(SituationRule rule, SensorWindow window) =>
        rule.SourceOf(window.Input) is { Measure.HasWindow: true };

    // Asked twice for every reading, so nothing is made for it.
    private bool IsFitting(SituationRule rule)
    {
        foreach (var window in Windows)
            if (!IsRead(rule, window)) return false;
        foreach (var reading in Waiting)
            if (rule.SourceOf(reading.Input) is null) return false;
        return true;
    }
}

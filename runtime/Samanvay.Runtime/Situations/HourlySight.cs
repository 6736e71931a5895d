using System.Collections.Immutable;
using NodaTime;
using Samanvay.Engine.Situations;
using Samanvay.Engine.Situations.Windows;

namespace Samanvay.Runtime.Situations;

/// <summary>What a trial can not say to the letter where only what came of each hour is kept.</summary>
public enum HourlyGuess
{
    /// <summary>When in its hour a value was read.</summary>
    Moment,

    /// <summary>The figure: its window is shorter than an hour, or counts readings, or needs each of them.</summary>
    Figure,

    /// <summary>Whether a level held for so long, or for so many readings in a row.</summary>
    Hold,

    /// <summary>Whether a reading changed too fast, or was stuck.</summary>
    Doubt,

    /// <summary>Silence that was shorter than an hour.</summary>
    Silence,

    /// <summary>Sums, numbers and averages, for fewer readings stand for those that came.</summary>
    Thinned,
}

public static class HourlySight
{
    private static readonly Duration Hour = Duration.FromHours(1);

    /// <summary>Whether the rule's figure is exact at each full hour.</summary>
    public static bool IsExact(SituationRule rule, TrialSeries series) =>
        rule.Inputs.Select(input => input.Measure).Append(rule.Measure)
            .All(measure => IsExact(measure, series.IsThinned));

    /// <summary>In the order in which people should know.</summary>
    public static ImmutableArray<HourlyGuess> Of(SituationRule rule, TrialSeries series)
    {
        var guesses = ImmutableArray.CreateBuilder<HourlyGuess>();
        guesses.Add(HourlyGuess.Moment);
        if (!IsExact(rule, series)) guesses.Add(HourlyGuess.Figure);
        if (rule.ForReadings > 1 || rule.For > Duration.Zero) guesses.Add(HourlyGuess.Hold);
        if (rule.Plausible.RatePerHour is not null || rule.Plausible.StuckReadings > 0) guesses.Add(HourlyGuess.Doubt);
        if (!rule.IsEvents && rule.StaleAfter < Hour) guesses.Add(HourlyGuess.Silence);
        if (series.IsThinned) guesses.Add(HourlyGuess.Thinned);
        return guesses.ToImmutable();
    }

    private static bool IsExact(Measure measure, bool isThinned) => measure switch
    {
        { HasWindow: false } => true,
        { Readings: > 0 } or { Of: MeasureKind.Stddev } => false,
        { Of: MeasureKind.Avg or MeasureKind.Sum or MeasureKind.Count } when isThinned => false,
        _ => measure.Over >= Hour,
    };
}

using Samanvay.Engine.Situations;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Situations;

namespace Samanvay.Designer.Pages.Rules;

public sealed partial class RulePage
{
    // A new rule begins where so many of the readings lie below.
    private const int UsualPercent = 95;

    private TrialWish? _wish;
    private TrialSeries? _series;
    private TrialView? _view;
    private TrialComparison? _compared;
    private Refusal? _trialRefusal;
    private (TrialWish Wish, string Rule)? _readFor;
    private int _asked;
    private bool _isLooking;
    private bool _isHeld;
    private bool _isProposed;
    private (TrialSeries Series, TrialResult Result)? _inForce;

    private async Task WishAsync(TrialWish wish)
    {
        (_wish, _series, _view, _readFor) = (wish, null, null, null);
        await LookAsync();
    }

    // While one trial runs, a line may move on: only where it stands when the trial has ended is tried next.
    private async Task LookAsync(bool isHeld = false)
    {
        (_asked, _isHeld) = (_asked + 1, isHeld);
        if (_isLooking || !_mayTry || _work is null || _work.File.IsAboutAlerts) return;
        _isLooking = true;
        try
        {
            for (var asked = 0; asked != _asked;)
            {
                asked = _asked;
                await TryAsync();
                StateHasChanged();
            }
        }
        catch (Exception stopped) when (_left.IsCancellationRequested
            && stopped is OperationCanceledException or ObjectDisposedException)
        {
            // Nobody is looking any more.
        }
        finally
        {
            _isLooking = false;
        }
    }

    private async Task TryAsync()
    {
        var (work, wish) = (_work!, _wish!);
        var rule = work.Reading.Rule;
        if (rule is not null && !await ReadAsync(work, (rule, wish))) return;
        if (_series is not { } series) return;
        TrialResult? result = null;
        if (rule is not null)
        {
            var answer = await desk.TryAsync(_asker!, rule, series, _left.Token);
            _trialRefusal = (answer as Refused<TrialResult>)?.Reason;
            result = (answer as Granted<TrialResult>)?.Value;
        }

        var inForce = await InForceAsync(work, rule, series);
        if (_wish != wish) return;
        _compared = result is null || inForce is null ? null : TrialComparison.Between(inForce, result);
        // While the trial ran the line may have moved on: it stays where the hand has it now.
        var levels = (_work ?? work).Levels;
        var before = _view is { } drawn && drawn.Series == series ? drawn : new TrialView(series, levels, "");
        _view = before with
        {
            Levels = levels, Unit = rule?.Unit ?? work.File["unit"] ?? "", Zone = _zone, Rule = rule, Result = result,
            InForce = inForce, CanMove = work.CanEdit,
            HasFigure = rule is { } tried && (tried.Measure.HasWindow || tried.Value is not null
                || tried.Quorum.AtLeast > 1 || tried.IsEvents),
            Axis = _isHeld && ReferenceEquals(before, _view) ? before.Axis : AxisOf(levels, series, result),
        };
    }

    private static TrialAxis AxisOf(
        IEnumerable<SituationLevel> levels, TrialSeries series, TrialResult? result) => TrialAxis.Of(
        series.Own.Select(reading => reading.Value).Concat((result?.Figures ?? []).Select(point => point.Value))
            .OfType<decimal>().Concat(levels.SelectMany(level => new[] { level.At, level.Clear })));

    /// <summary>Whether there are readings to try the rule on; they are read again only when another device or signal
    /// is asked for, which may be while they are being read.</summary>
    private async Task<bool> ReadAsync(RuleWork work, (SituationRule Rule, TrialWish Wish) of)
    {
        var inputs = of.Rule.Inputs.Select(input => $"{input.Name} {input.Signal} {input.Unit} {input.Near}");
        var readFor = (of.Wish, string.Join('\n', [of.Rule.Signal, of.Rule.Unit, $"{of.Rule.Key}", .. inputs]));
        if (_series is not null && _readFor == readFor) return true;
        if (of.Wish.Read(T["rules.source.table"]) is not { } source) return false;
        var answer = await desk.SeriesAsync(_asker!, work.Bench, (of.Rule, source), _left.Token);
        _trialRefusal = (answer as Refused<TrialSeries>)?.Reason;
        _series = (answer as Granted<TrialSeries>)?.Value;
        _readFor = readFor;
        if (_series is null) _view = null;
        else if (_isNew && !_isProposed) await ProposeAsync(_series);
        return _series is not null && of.Wish == _wish;
    }

    // What somebody has written meanwhile is not moved.
    private Task ProposeAsync(TrialSeries series)
    {
        _isProposed = true;
        decimal[] values = [.. series.Own.Select(reading => reading.Value).OfType<decimal>().Order()];
        if (values.Length == 0 || _work is not { } work || work.File != work.Bench.File) return Task.CompletedTask;
        var usual = decimal.Round(values[values.Length * UsualPercent / 100], 2);
        return work.MoveAsync(0, usual, false);
    }

    private async Task<TrialResult?> InForceAsync(RuleWork work, SituationRule? rule, TrialSeries series)
    {
        // On readings of another signal or in another unit there is nothing to compare.
        if (rule is null || work.Bench.InForce is not { } inForce
            || (inForce.Signal, inForce.Unit) != (rule.Signal, rule.Unit))
        {
            return null;
        }

        if (_inForce is { } known && known.Series == series) return known.Result;
        var answer = await desk.TryAsync(_asker!, inForce, series, _left.Token);
        if (answer is not Granted<TrialResult> { Value: var result }) return null;
        _inForce = (series, result);
        return result;
    }
}

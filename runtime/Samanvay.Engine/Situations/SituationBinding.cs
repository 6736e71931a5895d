using System.Collections.Immutable;
using NodaTime;
using Samanvay.Dmn;
using Samanvay.Feel;
using Samanvay.Feel.Values;

namespace Samanvay.Engine.Situations;

/// <summary>Evaluates a draft's expressions and checks what can only be checked with numbers.</summary>
internal sealed partial class SituationBinding(SituationDraft draft, FeelContext parameters, string? file)
{
    private const int StalePeriods = 3;
    private const int ForReadingsMax = 100;

    private readonly ImmutableArray<Diagnostic>.Builder _problems = ImmutableArray.CreateBuilder<Diagnostic>();

    // Parameters do not depend on time; the evaluation has to be given one all the same.
    private readonly FeelScope _scope = new(parameters, Instant.FromUnixTimeTicks(0), DateTimeZone.Utc);

    public Parsed<SituationRule> Bind(IReadOnlyList<DecisionModel> decisions)
    {
        var rule = new SituationRule
        {
            Id = draft.Id, Signal = draft.Signal, Unit = draft.Unit, Key = draft.Key, Direction = draft.Direction,
            Levels = [.. draft.Levels.Select(Level)], ForReadings = ForReadings(), For = Time("for") ?? Duration.Zero,
            LowerAfter = Time("lowerAfter") ?? Duration.Zero, ClosableAfter = Time("closableAfter"),
            CoolDown = Time("coolDown") ?? Duration.Zero, Join = draft.Join, StaleAfter = Stale("") ?? Duration.Zero,
            IsEvents = draft.IsEvents, Measure = Measure("", draft.Measure),
            Plausible = Plausible("plausible", draft.StuckReadings),
            Quorum = draft.Quorum with { Within = Time("quorum.within") },
            Inputs = [.. draft.Inputs.Select(Input)], Value = Condition("value"), After = [.. Steps()],
            Settle = Time("settle") ?? Duration.Zero, Maintenance = draft.Maintenance,
            Flapping = Flapping(), Storm = Storm(), SeverityBy = SeverityBy(decisions),
        };
        if (!HasErrors) Check(rule);
        if (!HasErrors) CheckReach(rule);
        return new(HasErrors ? null : rule, _problems.ToImmutable());
    }

    private bool HasErrors => _problems.Any(problem => problem.Severity == Severity.Error);

    private int ForReadings()
    {
        var readings = Number("for.readings") ?? 1;
        if (readings is >= 1 and <= ForReadingsMax && decimal.IsInteger(readings)) return (int)readings;
        Report("for.readings", $"Write a whole number from 1 to {ForReadingsMax}.");
        return 1;
    }

    private SituationLevel Level(DraftLevel level, int index)
    {
        var at = Number($"levels[{index}].at") ?? 0;
        return new(level.Name, at, Number($"levels[{index}].clear") ?? at, level.Severity)
        {
            When = Condition($"levels[{index}].when"),
        };
    }

    private void Check(SituationRule rule)
    {
        CheckTimes(rule);
        CheckInputs(rule);
        foreach (var (before, level) in rule.Levels.Zip(rule.Levels.Skip(1)))
        {
            if (rule.IsWorse(level.At, before.At)) continue;
            Report("levels", $"Level {level.Name} must begin beyond level {before.Name} ({before.At} {rule.Unit}), " +
                $"but begins at {level.At} {rule.Unit}. Correct the thresholds or their parameters.");
        }

        foreach (var level in rule.Levels.Where(level => rule.IsWorse(level.Clear, level.At)))
            Report("levels", $"Level {level.Name} would be left at {level.Clear} before it is reached at {level.At}.");
    }

    private decimal? Number(string field)
    {
        if (!draft.Values.TryGetValue(field, out var value)) return null;
        if (value.Expression is not { } expression) return value.Number;
        if (Evaluate(field, expression) is FeelNumber number && number.ToDecimal() is { } found
            && Math.Abs(found) <= SituationRule.NumberMax)
        {
            return found;
        }

        if (Evaluate(field, expression) is FeelNumber) Report(field, SituationReader.TooLarge);
        else Report(field, $"\"{expression.Text}\" does not give a number. Check the parameters that it names.");
        return null;
    }

    private Duration? Time(string field)
    {
        if (!draft.Values.TryGetValue(field, out var value)) return null;
        var time = value.Time;
        if (value.Expression is { } expression)
        {
            time = (Evaluate(field, expression) as FeelDaysDuration)?.ToDuration();
            if (time is null)
            {
                Report(field, $"\"{expression.Text}\" does not give a duration. Check the parameters that it names.");
                return null;
            }
        }

        if (time >= Duration.Zero && time <= SituationRule.TimeMax) return time;
        if (time < Duration.Zero) Report(field, "A duration here can not be negative.");
        else Report(field, "A duration here is ten years at most.");
        return null;
    }

    private FeelValue Evaluate(string field, FeelExpression expression)
    {
        foreach (var name in expression.FreeNames.Except(parameters.Names, StringComparer.Ordinal))
            Report(field, $"{name} is no parameter of the playbook. Add it there, or use one that is.");
        return expression.Evaluate(_scope).Value;
    }

    private void Report(string field, Sentence message) => _problems.Add(Diagnostic.Error(
        "SIT003", $"Situation {draft.Id}, {field}: {message}", new Location(file, draft.Id, field)));
}

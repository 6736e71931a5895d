using Samanvay.Engine.Situations.Windows;
using Samanvay.Feel;

namespace Samanvay.Engine.Situations;

internal sealed partial class SituationBinding
{
    // What lies beyond all believable readings is no error, for a city may still change its parameters.
    private void CheckReach(SituationRule rule)
    {
        if (rule.Value is not null || rule.Measure.Of is not (
            MeasureKind.Last or MeasureKind.Avg or MeasureKind.Min or MeasureKind.Max))
        {
            return;
        }

        var isRising = rule.Direction == Direction.Rising;
        var (mildest, worst) = isRising
            ? (rule.Plausible.Min, rule.Plausible.Max) : (rule.Plausible.Max, rule.Plausible.Min);
        for (var index = 0; index < rule.Levels.Length; index++)
        {
            var level = rule.Levels[index];
            if (worst is { } end && rule.IsWorse(level.At, end)) Warn($"levels[{index}].at", Never(rule, level, end));
            else if (mildest is { } start && level.When is null && !rule.IsWorse(level.At, start))
                Warn($"levels[{index}].at", Always(rule, level, start));
            else if (mildest is { } calm && level.When is null && !rule.IsWorse(level.Clear, calm))
                Warn($"levels[{index}].clear", Stays(rule, level, calm));
        }
    }

    private static Sentence Never(SituationRule rule, SituationLevel level, decimal end)
    {
        if (rule.Direction == Direction.Rising)
        {
            return $"Level {level.Name} begins at {level.At} {rule.Unit}, but readings above {end} are taken for a "
                + $"fault of the sensor: it is never reached. Correct one of the two.";
        }

        return $"Level {level.Name} begins at {level.At} {rule.Unit}, but readings below {end} are taken for a fault "
            + $"of the sensor: it is never reached. Correct one of the two.";
    }

    private static Sentence Always(SituationRule rule, SituationLevel level, decimal start) =>
        $"Level {level.Name} begins at {level.At} {rule.Unit}, and no believable reading is milder than {start}: every "
            + $"reading reaches it. Correct one of the two.";

    private static Sentence Stays(SituationRule rule, SituationLevel level, decimal start) =>
        $"Level {level.Name} is left beyond {level.Clear} {rule.Unit}, and no believable reading is milder than "
            + $"{start}: once reached, it is never left. Correct one of the two.";

    private void Warn(string field, Sentence message) => _problems.Add(Diagnostic.Warning(
        "SIT005", $"Situation {draft.Id}, {field}: {message}", new Location(file, draft.Id, field)));
}

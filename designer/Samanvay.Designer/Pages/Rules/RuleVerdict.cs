using Samanvay.Designer.Localization;
using Samanvay.Engine.Situations;
using Samanvay.Runtime.Situations;

namespace Samanvay.Designer.Pages.Rules;

/// <summary>What a trial came to, in a sentence.</summary>
internal static class RuleVerdict
{
    /// <param name="time">How the time of the series is called; its dates when absent.</param>
    public static string Say(Texts texts, TrialView view, TrialComparison? compared, string? time)
    {
        if (view.Result is not { } result) return texts["rules.verdict.problems"];
        var when = time ?? texts["rules.between", RuleWords.Moment(view.Series.From, view.Zone),
            RuleWords.Moment(view.Series.Until, view.Zone)];
        if (view.Points.Count == 0) return texts["rules.verdict.empty", when, view.Series.Name];
        var said = texts[
            "rules.verdict." + Many(result.Firings.Length), result.Firings.Length, when, view.Series.Name];
        if (view.ReadBetween is { } read)
        {
            said += " " + texts["rules.verdict.partly", RuleWords.Moment(read.Start, view.Zone),
                RuleWords.Moment(read.End, view.Zone)];
        }

        if (view.InForce is not { } inForce || compared is null) return said;
        if (inForce.Firings.IsEmpty && result.Firings.IsEmpty) return $"{said} {texts["rules.verdict.neither"]}";
        var before = texts["rules.verdict.before." + Many(inForce.Firings.Length), inForce.Firings.Length];
        return $"{said} {before} {ShiftWords.Of(texts, compared, result.Firings.Length)}";
    }

    /// <summary>What the curve shows, for who does not see it.</summary>
    public static string Range(Texts texts, TrialView view)
    {
        decimal[] values = [.. view.Points.Select(point => point.Value).OfType<decimal>()];
        return values.Length == 0 ? "" : texts[
            "rules.summary.range", values.Length, RuleWords.Number(values.Min()), RuleWords.Number(values.Max()),
            view.Unit, RuleWords.Number(values[^1])];
    }

    public static IEnumerable<string> Notes(Texts texts, TrialView view)
    {
        if (view.Series.IsCut || view.Result is { IsWhole: false })
            yield return texts["rules.note.cut", RuleTrial.ReadingsMax];
        if (view is { Rule: { } rule, Series: { IsHourly: true, KeptFrom: { } kept } series })
        {
            yield return texts["rules.hourly.note", RuleWords.Moment(kept, view.Zone)];
            if (HourlySight.IsExact(rule, series)) yield return texts["rules.hourly.exact", Exact(texts, rule)];
            yield return texts["rules.hourly.guess", string.Join("; ", HourlySight.Of(rule, series)
                .Select(guess => texts["rules.hourly.guess." + guess.ToString().ToLowerInvariant()]))];
        }

        if (view.Result is { } result) yield return texts["rules.note.judged", result.Judged];
    }

    private static string Exact(Texts texts, SituationRule rule) => rule.Measure.HasWindow
        ? texts["rules.hourly.exact.figure", RuleWords.Figure(texts, rule)] : texts["rules.hourly.exact.level"];

    private static string Many(int count) => count switch { 0 => "none", 1 => "one", _ => "many" };
}

using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Samanvay.Designer.Localization;
using Samanvay.Engine.ServiceLevels;
using Samanvay.Engine.Situations;
using Samanvay.Engine.Situations.Alerts;
using Samanvay.Engine.Situations.Windows;
using Samanvay.Feel;
using Samanvay.Runtime.Procedures;
using Samanvay.Runtime.Situations;

namespace Samanvay.Designer.Pages.Rules;

/// <summary>A rule in sentences, with the city's numbers in them.</summary>
internal static class RuleWords
{
    public static string Address(ProcedureId procedure, string path) =>
        $"/rules/{Uri.EscapeDataString(procedure.Value)}/"
            + Uri.EscapeDataString(Path.GetFileNameWithoutExtension(path));

    public static string NameOf(RuleLine line) =>
        line.File["title"] ?? line.File["id"] ?? Path.GetFileNameWithoutExtension(line.Path);

    /// <summary>Of the input of a field.</summary>
    public static string Id(string field) =>
        "f-" + field.Replace('[', '-').Replace('.', '-').Replace("]", "", StringComparison.Ordinal);

    /// <summary>A problem beside its field, which need not be named there.</summary>
    public static Sentence AtField(Diagnostic problem) => problem.Said is
        { Template: "{0}: {1}" or "Situation {0}, {1}: {2}", Values: [.., Sentence about] } ? about : problem.Said;

    public static string Number(decimal value) => value.ToString("0.####", CultureInfo.CurrentCulture);

    public static string Say(Texts texts, Duration length)
    {
        if (length == Duration.Zero) return texts["rules.atonce"];
        var parts = new PeriodBuilder
        {
            Days = length.Days, Hours = length.Hours, Minutes = length.Minutes, Seconds = length.Seconds,
        };
        return DurationWords.Say(texts, PeriodPattern.Roundtrip.Format(parts.Build()))!;
    }

    public static string Moment(Instant at, DateTimeZone zone) =>
        at.InZone(zone).ToString("d MMM yyyy, HH:mm", CultureInfo.CurrentCulture);

    /// <summary>A length in words as rules write it: in hours, for a day is not always as long. What is no length, or
    /// longer than any rule takes, stays as it is written, so that it can be shown with what is wrong about
    /// it.</summary>
    public static string Time(Texts texts, string text)
    {
        var iso = DurationWords.Read(texts, text);
        if (PeriodPattern.NormalizingIso.Parse(iso) is not { Success: true, Value: var period }
            || period.Years != 0 || period.Months != 0)
        {
            return text;
        }

        var hours = (((decimal)period.Weeks * 7) + period.Days) * 24 + period.Hours;
        var plain = string.Create(
            CultureInfo.InvariantCulture, $"PT{hours}H{period.Minutes}M{period.Seconds}.{period.Milliseconds:000}S");
        return ClockText.TryParseDuration(plain, out var length) ? ClockText.Format(length) : text;
    }

    public static IEnumerable<string> Of(Texts texts, SituationRule rule)
    {
        var key = texts["rules.key." + rule.Key.ToString().ToLowerInvariant()];
        yield return texts["rules.say.watches", rule.Signal, rule.Unit, key];
        yield return rule.Measure.HasWindow
            ? texts["rules.say.window", Figure(texts, rule)] : texts["rules.say.last"];
        foreach (var level in rule.Levels) yield return Level(texts, rule, level);
        yield return Raising(texts, rule);
        yield return rule.LowerAfter == Duration.Zero
            ? texts["rules.say.lowered.once"] : texts["rules.say.lowered", Say(texts, rule.LowerAfter)];
        if (rule.ClosableAfter is { } closable) yield return texts["rules.say.closable", Say(texts, closable)];
        if (rule.CoolDown > Duration.Zero) yield return texts["rules.say.cooldown", Say(texts, rule.CoolDown)];
        yield return texts[rule.Join ? "rules.say.joins" : "rules.say.opens"];
        foreach (var said in Doubt(texts, rule)) yield return said;
        foreach (var said in Around(texts, rule)) yield return said;
    }

    public static IEnumerable<string> Of(Texts texts, AlertRule alert)
    {
        yield return texts["rules.say.alert." + alert.Place.ToString().ToLowerInvariant()];
        if (alert.When is { } when) yield return texts["rules.say.alert.when", when.Text];
        foreach (var level in alert.Levels)
        {
            yield return level.When is { } condition
                ? texts["rules.say.alert.level.when", level.Name, level.Severity, condition.Text]
                : texts["rules.say.alert.level", level.Name, level.Severity];
        }
    }

    /// <summary>What is judged, as in "the average over 6 h".</summary>
    public static string Figure(Texts texts, SituationRule rule)
    {
        var of = texts["rules.measure." + rule.Measure.Of.ToString().ToLowerInvariant()];
        return rule.Measure switch
        {
            { Of: MeasureKind.Last } => of,
            { Readings: > 0 and var readings } => texts["rules.figure.readings", of, readings],
            var measure => texts["rules.figure", of, Say(texts, measure.Over)],
        };
    }

    private static string Level(Texts texts, SituationRule rule, SituationLevel level)
    {
        var way = rule.Direction == Direction.Rising ? "rising" : "falling";
        var said = texts[
            "rules.say.level." + way, level.Name, level.Severity, Number(level.At), rule.Unit, Number(level.Clear)];
        return level.When is { } when ? $"{said} {texts["rules.say.level.when", when.Text]}" : said;
    }

    private static string Raising(Texts texts, SituationRule rule) =>
        rule.For > Duration.Zero ? texts["rules.say.for", Say(texts, rule.For)]
        : rule.ForReadings > 1 ? texts["rules.say.for.readings", rule.ForReadings]
        : texts["rules.say.for.once"];

    private static IEnumerable<string> Doubt(Texts texts, SituationRule rule)
    {
        if (!rule.IsEvents) yield return texts["rules.say.stale", Say(texts, rule.StaleAfter)];
        var plausible = rule.Plausible;
        if (plausible.Min is not null || plausible.Max is not null)
        {
            yield return texts[
                "rules.say.range", plausible.Min is { } min ? Number(min) : "−∞",
                plausible.Max is { } max ? Number(max) : "∞", rule.Unit];
        }

        if (plausible.RatePerHour is { } rate) yield return texts["rules.say.rate", Number(rate), rule.Unit];
        if (plausible.StuckReadings > 0)
            yield return texts["rules.say.stuck", plausible.StuckReadings, Say(texts, plausible.StuckFor)];
        if (plausible.DisagreesWhen is { } disagrees) yield return texts["rules.say.disagrees", disagrees.Text];
        if (rule.Quorum is { AtLeast: > 1 } quorum) yield return texts["rules.say.quorum", quorum.AtLeast, quorum.Of];
    }

    private static IEnumerable<string> Around(Texts texts, SituationRule rule)
    {
        foreach (var input in rule.Inputs) yield return texts["rules.say.input", input.Name, input.Signal, input.Unit];
        if (rule.Value is { } value) yield return texts["rules.say.value", value.Text];
        foreach (var step in rule.After) yield return texts["rules.say.after", step.When.Text, Say(texts, step.Within)];
        if (rule.Settle > Duration.Zero) yield return texts["rules.say.settle", Say(texts, rule.Settle)];
        if (!rule.Maintenance.IsEmpty) yield return texts["rules.say.maintenance", rule.Maintenance.Length];
        if (rule.Flapping is { } flapping)
        {
            yield return texts[
                "rules.say.flapping", flapping.Raises, Say(texts, flapping.Within), Say(texts, flapping.HoldFor)];
        }

        if (rule.Storm is { } storm) yield return texts["rules.say.storm", storm.Openings, Say(texts, storm.Within)];
        if (rule.SeverityBy is not null) yield return texts["rules.say.severity"];
    }
}

using NodaTime;
using Samanvay.Designer.Localization;
using Samanvay.Runtime.Situations;

namespace Samanvay.Designer.Pages.Rules;

/// <summary>What a changed rule does otherwise, in words.</summary>
internal static class ShiftWords
{
    /// <param name="count">How often the changed rule fires.</param>
    public static string Of(Texts texts, TrialComparison compared, int count)
    {
        var said = Told(texts, compared, count).ToList();
        return said.Count == 0 ? texts["rules.verdict.same"] : string.Join(' ', said);
    }

    /// <summary>How one firing differs, as in "begins 2 h earlier, reaches danger instead of low".</summary>
    public static string Of(Texts texts, TrialShift shift) => string.Join(", ", Parts(texts, shift));

    private static IEnumerable<string> Told(Texts texts, TrialComparison compared, int count)
    {
        if (compared.New.Length > 0) yield return texts["rules.verdict.new", compared.New.Length];
        if (compared.Gone.Length > 0) yield return texts["rules.verdict.gone", compared.Gone.Length];
        if (compared.Split > 0) yield return texts["rules.verdict.split", compared.Split];
        if (compared.Joined > 0) yield return texts["rules.verdict.joined", compared.Joined];
        if (compared.Moved is [var only])
            yield return texts[count == 1 ? "rules.verdict.moved.only" : "rules.verdict.moved.one", Of(texts, only)];
        else if (compared.Moved.Length > 0)
            yield return texts["rules.verdict.moved", string.Join(", ", Counted(texts, compared.Moved))];
    }

    private static IEnumerable<string> Parts(Texts texts, TrialShift shift)
    {
        if (shift.Begins != Duration.Zero)
        {
            yield return texts[
                shift.Begins < Duration.Zero ? "rules.shift.begins.earlier" : "rules.shift.begins.later",
                Length(texts, shift.Begins)];
        }

        if (shift.Ends is { } ends && ends != Duration.Zero)
        {
            yield return texts[
                ends < Duration.Zero ? "rules.shift.ends.earlier" : "rules.shift.ends.later", Length(texts, ends)];
        }

        if (shift.EndsOnlyOnce)
            yield return texts[shift.Now.ClearedAt is null ? "rules.shift.lasts" : "rules.shift.ends"];
        if (shift.Now.Level != shift.Before.Level)
            yield return texts["rules.shift.level", shift.Now.Level, shift.Before.Level];
        else if (shift.ReachesOther)
            yield return texts["rules.shift.severity", shift.Now.Severity, shift.Before.Severity];
        else if (shift.Begins == Duration.Zero && shift.Now.ClearedAt == shift.Before.ClearedAt)
            yield return texts["rules.shift.steps"];
    }

    private static IEnumerable<string> Counted(Texts texts, IReadOnlyCollection<TrialShift> moved)
    {
        foreach (var (key, count) in new[]
        {
            ("rules.shift.many.begins.earlier", moved.Count(shift => shift.Begins < Duration.Zero)),
            ("rules.shift.many.begins.later", moved.Count(shift => shift.Begins > Duration.Zero)),
            ("rules.shift.many.ends.earlier", moved.Count(EndsEarlier)),
            ("rules.shift.many.ends.later", moved.Count(EndsLater)),
            ("rules.shift.many.level", moved.Count(shift => shift.ReachesOther)),
            ("rules.shift.many.steps", moved.Count(shift => shift.HasOtherSteps && !shift.ReachesOther
                && shift.Begins == Duration.Zero && shift.Now.ClearedAt == shift.Before.ClearedAt)),
        })
        {
            if (count > 0) yield return texts[key, count];
        }
    }

    private static bool EndsEarlier(TrialShift shift) =>
        shift.Ends < Duration.Zero || (shift.EndsOnlyOnce && shift.Now.ClearedAt is not null);

    private static bool EndsLater(TrialShift shift) =>
        shift.Ends > Duration.Zero || (shift.EndsOnlyOnce && shift.Now.ClearedAt is null);

    private static string Length(Texts texts, Duration length) =>
        RuleWords.Say(texts, length < Duration.Zero ? -length : length);
}

using Samanvay.Feel;
using Samanvay.Runtime.Situations;

namespace Samanvay.Runtime.Procedures.Review.Files;

/// <summary>Compares the rules of two situations setting by setting, called as their form calls them. Levels and other
/// signals are told apart by their names.</summary>
internal static class SituationDiff
{
    public static IEnumerable<Difference> Between(string? before, string? after)
    {
        var (old, young) = (Settings(before), Settings(after));
        var title = Title(after ?? before!);
        if (before is null) return Whole(title, young);
        if (after is null) return [NamedWords.Removed(title)];
        return old.Count == 0 || young.Count == 0 ? [] : Groups(title, old, young);
    }

    private static Sentence Title(string text)
    {
        var file = new RuleFile(text);
        return $"Rule “{file["title"] ?? file["id"] ?? ""}”";
    }

    // What is there on one side only is told as a whole.
    private static IEnumerable<Difference> Groups(
        Sentence title, Dictionary<string, RuleSetting> before, Dictionary<string, RuleSetting> after)
    {
        var (known, now) = (Parts(before), Parts(after));
        foreach (var part in known.Where(part => !now.Contains(part)))
            yield return NamedWords.Removed($"{title}: {RuleLabels.OfPart(part)}", Says(before, part));
        foreach (var part in now.Where(part => !known.Contains(part)))
            yield return NamedWords.Added($"{title}: {RuleLabels.OfPart(part)}", Says(after, part));
        var both = known.Intersect(now).ToHashSet();
        foreach (var one in NamedWords.Between(title, Words(before, both), Words(after, both))) yield return one;
        var (order, orderNow) = (Order(known, both), Order(now, both));
        if (!order.SequenceEqual(orderNow))
        {
            yield return new(DifferenceKind.Changed, null, null,
                $"{title}: the order of the levels changed from {string.Join(", ", order)} to "
                    + $"{string.Join(", ", orderNow)}.");
        }
    }

    // Of a new rule everything is judged: its own settings first, then each level and signal.
    private static IEnumerable<Difference> Whole(Sentence title, Dictionary<string, RuleSetting> settings)
    {
        yield return settings.Count == 0 ? NamedWords.Added(title) : NamedWords.Added(title, Says(settings, ""));
        foreach (var part in Parts(settings))
            yield return NamedWords.Added($"{title}: {RuleLabels.OfPart(part)}", Says(settings, part));
    }

    private static List<string> Parts(Dictionary<string, RuleSetting> settings) =>
        [.. settings.Values.Select(setting => setting.Part).Where(part => part.Length > 0).Distinct()];

    private static IEnumerable<string> Order(List<string> parts, HashSet<string> both) => parts
        .Where(part => both.Contains(part) && part.StartsWith("levels[", StringComparison.Ordinal))
        .Select(part => part["levels[".Length..^1]);

    private static Sentence Says(Dictionary<string, RuleSetting> settings, string part) => NamedWords.Joined(
        settings.Values.Where(setting => setting.Part == part)
            .Select(setting => (Sentence)$"{RuleLabels.Of(setting.Field)}: {setting.Value}"));

    private static Dictionary<string, SettingWords> Words(
        Dictionary<string, RuleSetting> settings, HashSet<string> both) => settings
            .Where(setting => setting.Value.Part.Length == 0 || both.Contains(setting.Value.Part))
            .ToDictionary(setting => setting.Key, setting => setting.Value.Words, StringComparer.Ordinal);

    private static Dictionary<string, RuleSetting> Settings(string? text)
    {
        var settings = new Dictionary<string, RuleSetting>(StringComparer.Ordinal);
        if (text is null) return settings;
        var file = new RuleFile(text);
        foreach (var field in file.AllFields())
        {
            var setting = RuleSetting.Of(file, field);
            settings[$"{setting.Part}.{setting.Field}"] = setting;
        }

        return settings;
    }
}

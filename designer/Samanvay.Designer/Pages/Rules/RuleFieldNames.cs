using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;
using Samanvay.Designer.Localization;
using Samanvay.Feel;

namespace Samanvay.Designer.Pages.Rules;

/// <summary>How the settings of a rule are called: beside their fields, and where something stands against
/// them.</summary>
internal static partial class RuleFieldNames
{
    private static readonly FrozenDictionary<string, string> Labels = new Dictionary<string, string>
    {
        ["levels"] = "rules.levels", ["levels.name"] = "rules.level.name", ["levels.at"] = "rules.level.at",
        ["levels.clear"] = "rules.level.clear", ["levels.severity"] = "rules.level.severity",
        ["levels.when"] = "rules.condition", ["severityBy"] = "rules.severityby",
        ["signal"] = "rules.signal", ["unit"] = "rules.unit", ["events"] = "rules.events",
        ["period"] = "rules.period", ["key"] = "rules.key", ["direction"] = "rules.direction",
        ["measure"] = "rules.window", ["measure.of"] = "rules.measure", ["measure.over"] = "rules.measure.over",
        ["measure.readings"] = "rules.measure.readings", ["measure.atLeast"] = "rules.measure.atleast",
        ["value"] = "rules.value", ["for"] = "rules.for", ["for.readings"] = "rules.for.count",
        ["lowerAfter"] = "rules.lowerafter", ["closableAfter"] = "rules.closableafter",
        ["coolDown"] = "rules.cooldown", ["join"] = "rules.join", ["settle"] = "rules.settle",
        ["staleAfter"] = "rules.staleafter", ["plausible"] = "rules.doubt", ["plausible.min"] = "rules.min",
        ["plausible.max"] = "rules.max", ["plausible.ratePerHour"] = "rules.rate",
        ["plausible.stuck"] = "rules.stuck.readings", ["plausible.stuck.readings"] = "rules.stuck.readings",
        ["plausible.stuck.for"] = "rules.stuck.for", ["plausible.disagreesWhen"] = "rules.disagrees",
        ["quorum"] = "rules.quorum", ["quorum.atLeast"] = "rules.quorum.atleast", ["quorum.of"] = "rules.quorum.of",
        ["quorum.within"] = "rules.quorum.within", ["quorum.confirmed"] = "rules.confirmed",
        ["quorum.confirmed.input"] = "rules.confirmed.input",
        ["quorum.confirmed.reports"] = "rules.confirmed.reports",
        ["quorum.confirmed.sensors"] = "rules.confirmed.sensors", ["inputs"] = "rules.inputs",
        ["near"] = "rules.near", ["near.metres"] = "rules.near.metres", ["take"] = "rules.take",
        ["after"] = "rules.after", ["after.when"] = "rules.condition", ["after.within"] = "rules.step.within",
        ["flapping"] = "rules.flapping", ["flapping.raises"] = "rules.flapping.raises",
        ["flapping.within"] = "rules.within", ["flapping.holdFor"] = "rules.flapping.hold",
        ["storm"] = "rules.storm", ["storm.openings"] = "rules.storm.openings", ["storm.within"] = "rules.within",
        ["storm.calmFor"] = "rules.storm.calm", ["maintenance"] = "rules.maintenance",
        ["maintenance.from"] = "rules.work.from", ["maintenance.until"] = "rules.work.until",
        ["maintenance.key"] = "rules.work.key", ["maintenance.sensor"] = "rules.work.sensor",
        ["title"] = "rules.about.title", ["description"] = "rules.about.description", ["id"] = "rules.new.id",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    // What has several, by how one of them is called: its number from one, or its name.
    private static readonly FrozenDictionary<string, string> Ones = new Dictionary<string, string>
    {
        ["levels"] = "rules.level", ["after"] = "rules.step", ["maintenance"] = "rules.work",
        ["inputs"] = "rules.input",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    // Settings of the same name within a group are told apart by it.
    private static readonly string[] Groups = ["quorum", "flapping", "storm"];

    /// <summary>Within its group; a setting that no form has is named as it is written.</summary>
    public static string LabelOf(Texts texts, string field) =>
        Labels.TryGetValue(ItemOf(field)?.Setting ?? field, out var label) ? texts[label] : field;

    /// <summary>Wherever it stands, as in "Level 1, Begins at".</summary>
    public static string Of(Texts texts, string field)
    {
        if (ItemOf(field) is { } item)
        {
            var one = texts[Ones[item.List], item.Which];
            return item.Setting is null ? one : $"{one}, {LabelOf(texts, field)}";
        }

        return Array.Find(Groups, group => field.StartsWith(group + ".", StringComparison.Ordinal)) is { } within
            ? $"{texts[Labels[within]]}, {LabelOf(texts, field)}" : LabelOf(texts, field);
    }

    /// <summary>A problem that names its setting as the form does.</summary>
    public static Diagnostic Named(Texts texts, Diagnostic problem) =>
        problem.Location.Field is { Length: > 0 } field
            ? problem with { Said = $"{Of(texts, field)}: {RuleWords.AtField(problem)}" }
            : problem;

    // The settings of another signal are called as the rule's own.
    private static (string List, string Which, string? Setting)? ItemOf(string field)
    {
        if (Item().Match(field) is not { Success: true } item || !Ones.ContainsKey(item.Groups["list"].Value))
            return null;
        var (list, rest) = (item.Groups["list"].Value, item.Groups["rest"]);
        var which = item.Groups["name"] is { Success: true, Value: var name } ? name
            : (int.Parse(item.Groups["index"].ValueSpan, CultureInfo.InvariantCulture) + 1)
                .ToString(CultureInfo.InvariantCulture);
        return (list, which, !rest.Success ? null : list == "inputs" ? rest.Value : $"{list}.{rest.Value}");
    }

    [GeneratedRegex(@"^(?<list>[a-z]+)(\[(?<index>\d{1,6})\]|\.(?<name>[^.\[\]]+))(\.(?<rest>.+))?\z",
        RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 100)]
    private static partial Regex Item();
}

using System.Collections.Frozen;
using System.Globalization;
using Samanvay.Feel;

namespace Samanvay.Runtime.Procedures.Review.Files;

/// <summary>What the form of a rule calls its settings.</summary>
internal static class RuleLabels
{
    /// <summary>The settings, the key of their label among the texts of the form, and the label.</summary>
    public static FrozenDictionary<string, (string Key, string Label)> All { get; } =
        new Dictionary<string, (string Key, string Label)>
        {
            ["name"] = ("rules.level.name", "Name"),
            ["at"] = ("rules.level.at", "Begins at"),
            ["clear"] = ("rules.level.clear", "Left beyond"),
            ["severity"] = ("rules.level.severity", "Severity (1 to 5)"),
            ["when"] = ("rules.condition", "Condition (FEEL)"),
            ["severityBy"] = ("rules.severityby", "Severity"),
            ["signal"] = ("rules.signal", "Signal"),
            ["unit"] = ("rules.unit", "Unit"),
            ["events"] = ("rules.events", "It comes"),
            ["period"] = ("rules.period", "Read every"),
            ["key"] = ("rules.key", "One situation for each"),
            ["direction"] = ("rules.direction", "Worse is"),
            ["measure.of"] = ("rules.measure", "Figure of a sensor"),
            ["measure.over"] = ("rules.measure.over", "Over how long"),
            ["measure.readings"] = ("rules.measure.readings", "Over how many readings"),
            ["measure.atLeast"] = ("rules.measure.atleast", "At least so many readings"),
            ["value"] = ("rules.value", "Or a number made of it (FEEL)"),
            ["for"] = ("rules.for", "For so long"),
            ["for.readings"] = ("rules.for.count", "So many readings"),
            ["lowerAfter"] = ("rules.lowerafter", "Lowered after"),
            ["closableAfter"] = ("rules.closableafter", "May be closed after"),
            ["coolDown"] = ("rules.cooldown", "Rest after clearing"),
            ["join"] = ("rules.join", "When one is open already"),
            ["settle"] = ("rules.settle", "Wait for late readings"),
            ["staleAfter"] = ("rules.staleafter", "Silent after"),
            ["plausible.min"] = ("rules.min", "Lowest believable"),
            ["plausible.max"] = ("rules.max", "Highest believable"),
            ["plausible.ratePerHour"] = ("rules.rate", "Fastest believable change"),
            ["plausible.stuck.readings"] = ("rules.stuck.readings", "Stuck: identical readings"),
            ["plausible.stuck.for"] = ("rules.stuck.for", "Stuck: over at least"),
            ["plausible.disagreesWhen"] = ("rules.disagrees", "Doubted when (FEEL)"),
            ["quorum.atLeast"] = ("rules.quorum.atleast", "At least"),
            ["quorum.of"] = ("rules.quorum.of", "Of"),
            ["quorum.within"] = ("rules.quorum.within", "Read within"),
            ["quorum.confirmed.input"] = ("rules.confirmed.input", "Other signal"),
            ["quorum.confirmed.reports"] = ("rules.confirmed.reports", "Reports at least"),
            ["quorum.confirmed.sensors"] = ("rules.confirmed.sensors", "Then enough sensors"),
            ["near"] = ("rules.near", "Of devices"),
            ["near.metres"] = ("rules.near.metres", "Distance"),
            ["take"] = ("rules.take", "Of several devices"),
            ["within"] = ("rules.step.within", "At most so long before"),
            ["flapping.raises"] = ("rules.flapping.raises", "Raised so often"),
            ["flapping.within"] = ("rules.within", "Within"),
            ["flapping.holdFor"] = ("rules.flapping.hold", "Held up for"),
            ["storm.openings"] = ("rules.storm.openings", "So many open"),
            ["storm.within"] = ("rules.within", "Within"),
            ["storm.calmFor"] = ("rules.storm.calm", "Over after quiet for"),
            ["from"] = ("rules.work.from", "From"),
            ["until"] = ("rules.work.until", "Until"),
            ["sensor"] = ("rules.work.sensor", "Only this sensor"),
            ["title"] = ("rules.about.title", "Name for people"),
            ["description"] = ("rules.about.description", "Description"),
        }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>What is chosen of a list: the setting and what stands in the file, the key of the words, and they
    /// themselves.</summary>
    public static FrozenDictionary<string, (string Key, string Label)> Choices { get; } =
        new Dictionary<string, (string Key, string Label)>
        {
            ["key=gauge"] = ("rules.key.gauge", "sensor"),
            ["key=ward"] = ("rules.key.ward", "ward"),
            ["key=asset"] = ("rules.key.asset", "asset"),
            ["key=city"] = ("rules.key.city", "city"),
            ["direction=rising"] = ("rules.direction.rising", "higher"),
            ["direction=falling"] = ("rules.direction.falling", "lower"),
            ["join=true"] = ("rules.join.true", "join it"),
            ["join=false"] = ("rules.join.false", "open another"),
            ["events=true"] = ("rules.events.true", "now and then, as reports"),
            ["events=false"] = ("rules.events.false", "regularly, as readings"),
        }.ToFrozenDictionary(StringComparer.Ordinal);

    public static Sentence Of(string field) => All.TryGetValue(field, out var known) ? known.Label : field;

    public static Sentence Value(string field, string written) =>
        Choices.TryGetValue($"{field}={written}", out var known) ? known.Label : written;

    /// <param name="part">As <c>levels[high]</c> or <c>after[0]</c>.</param>
    public static Sentence OfPart(string part)
    {
        var open = part.IndexOf('[', StringComparison.Ordinal);
        var name = part[(open + 1)..^1];
        if (part.StartsWith("levels[", StringComparison.Ordinal)) return $"Level “{name}”";
        if (part.StartsWith("inputs[", StringComparison.Ordinal)) return $"Signal “{name}”";
        var number = int.Parse(name, CultureInfo.InvariantCulture) + 1;
        if (part.StartsWith("after[", StringComparison.Ordinal)) return $"Condition {number}";
        return $"Work {number}";
    }
}

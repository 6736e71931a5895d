using System.Collections.Frozen;
using System.Text.Json;
using NodaTime;
using Samanvay.Adapters.Measures;
using Samanvay.Adapters.Places;
using Samanvay.Adapters.Text;
using Samanvay.Feel.Values;

namespace Samanvay.Adapters.NgsiLd;

/// <summary>One attribute of an entity, or one of several that share a name (clause 4.5.5).</summary>
/// <param name="Value">Plain; null where it was deleted.</param>
/// <param name="Dataset">Which of several it is; absent for the one that counts where nothing is said.</param>
internal sealed record NgsiLdAttribute(string Name, FeelValue Value, string? Dataset)
{
    private const string Deleted = "urn:ngsi-ld:null";
    private const string Clause = "ETSI GS CIM 009, clause 4.5.2";

    // Clause 4.5.2 and the clauses after it: each type of attribute and where it holds its value.
    private static readonly FrozenDictionary<string, string> Members = new Dictionary<string, string>
    {
        ["Property"] = "value",
        ["GeoProperty"] = "value",
        ["Relationship"] = "object",
        ["LanguageProperty"] = "languageMap",
        ["VocabProperty"] = "vocab",
        ["JsonProperty"] = "json",
        ["ListProperty"] = "valueList",
        ["ListRelationship"] = "objectList",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    // In this order it is looked for where no type tells it.
    private static readonly string[] MemberNames =
        ["value", "object", "languageMap", "vocab", "json", "valueList", "objectList"];

    /// <summary>With its dataset, where it is one of several.</summary>
    public string FullName => Dataset is null ? Name : $"{Name}#{Dataset}";

    public decimal? Number { get; init; }

    /// <summary>What it counts as where its value is no number.</summary>
    public decimal? Other { get; init; }

    public string Place { get; init; } = "";

    public string? Unit { get; init; }

    public Instant? ObservedAt { get; init; }

    public GeoArea? Shape { get; init; }

    public static IEnumerable<NgsiLdAttribute> Read(
        string name, JsonPlace value, Findings findings, IncomingLimits limits)
    {
        var parts = Instances(value).ToList();
        return parts.Select(part => One(NgsiLdNames.Short(name), part.Value, part.Dataset, findings, limits))
            .OfType<NgsiLdAttribute>();
    }

    // Several at once: a list of attributes (clause 4.5.5), or in the simplified form an object by dataset (4.5.4).
    private static IEnumerable<(JsonPlace Value, string? Dataset)> Instances(JsonPlace value)
    {
        if (value.IsArray && value.Items().Any() && value.Items().All(item => MemberOf(item) is not null))
            return value.Items().Select(item => (item, item.TextOf("datasetId")));
        if (value.IsObject && value["dataset"] is { IsObject: true } sets && value.Element.GetPropertyCount() == 1)
        {
            return sets.Properties().Select(entry =>
                (entry.Value, entry.Name == "@none" ? null : (string?)entry.Name));
        }

        return [(value, value.TextOf("datasetId"))];
    }

    private static NgsiLdAttribute? One(
        string name, JsonPlace place, string? dataset, Findings findings, IncomingLimits limits)
    {
        var type = place.TextOf("type");
        var member = MemberOf(place);
        if (type is not null && Members.TryGetValue(type, out var wanted) && !place.Has(wanted))
        {
            findings.Refuse(
                RefusalCodes.AttributeMissing, Clause, $"A {type} holds {wanted}.", place.Pointer);
            return null;
        }

        if (member == "value" && type is not null && !Members.ContainsKey(type))
        {
            findings.Refuse(
                RefusalCodes.BadAttribute, Clause,
                $"{type} is no type of an attribute in NGSI-LD: it is Property, GeoProperty, Relationship and their "
                    + $"like. A broker of NGSI v2 has an adapter of its own.", place.At("type"));
            return null;
        }

        var observed = member is null ? null : TimeOf(place);
        if (observed is { IsWrong: true })
        {
            findings.Refuse(
                RefusalCodes.BadTime, "ETSI GS CIM 009, clause 4.6.3",
                "observedAt must be a time with its zone, such as 2026-07-01T06:00:00Z.", place.At("observedAt"));
            return null;
        }

        // A value of null is no value of JSON-LD; a device that sends it says that it has none.
        if ((member is null ? place : place[member]) is not { } content)
            return new NgsiLdAttribute(name, FeelValue.Null, dataset);
        return Of(name, content, dataset, findings, limits) is { } read
            ? read with { ObservedAt = observed?.Time, Unit = member is null ? null : UnitOf(place) }
            : null;
    }

    private static NgsiLdAttribute? Of(
        string name, JsonPlace content, string? dataset, Findings findings, IncomingLimits limits)
    {
        if (IsDeleted(content)) return new NgsiLdAttribute(name, FeelValue.Null, dataset);
        var shape = GeoJson.Is(content) ? GeoJson.Read(content, findings, limits) : null;
        if (content.Kind == JsonValueKind.Number && Numbers.Read(content) is null)
        {
            findings.Refuse(
                RefusalCodes.BadValue, Clause, $"{name} is a number beyond what any sensor reads.", content.Pointer);
            return null;
        }

        if (content.ToFeel() is { } value)
        {
            return new NgsiLdAttribute(name, value, dataset)
            {
                Number = Numbers.Read(content), Other = Numbers.OfTruth(content), Shape = shape,
                Place = content.Pointer,
            };
        }

        findings.Refuse(
            RefusalCodes.TooLarge, IncomingLimits.Clause, $"{name} is larger than a value may be.", content.Pointer);
        return null;
    }

    // Clause 4.5.2.3 (concise): what an attribute is follows from the member that it has.
    private static string? MemberOf(JsonPlace place)
    {
        if (!place.IsObject || GeoJson.Is(place)) return null;
        if (place.TextOf("type") is { } type && Members.TryGetValue(type, out var member)) return member;
        return Array.Find(MemberNames, place.Has);
    }

    private static bool IsDeleted(JsonPlace content) => content.Text == Deleted
        || (content.IsObject && content.Element.GetPropertyCount() == 1 && content.TextOf("@none") == Deleted);

    private static (Instant? Time, bool IsWrong)? TimeOf(JsonPlace place)
    {
        if (place["observedAt"] is not { } told) return null;
        var time = told.Text is { } text ? Moment.Read(text) : null;
        return (time, time is null);
    }

    private static string? UnitOf(JsonPlace place) =>
        place["unitCode"]?.TextOrNumber is { } code ? Recommendation20.ToUcum(NgsiLdNames.Short(code)) : null;
}

using System.Collections.Immutable;
using System.Text.Json;
using NodaTime;
using Samanvay.Adapters.Places;
using Samanvay.Adapters.Text;
using Samanvay.Feel.Values;

namespace Samanvay.Adapters.Iudx;

/// <summary>Reads messages of an IUDX resource server: flat JSON, one reading of a resource or a list.</summary>
/// <remarks>It is not normalised NGSI-LD, though the API lives under that name. Units stand in the catalogue and not in
/// the message: the device's own holds.</remarks>
public static class IudxReader
{
    private const string Clause = "IUDX resource server 4.0, latest entity";
    private const string Vocabulary = "IUDX vocabulary, TimeSeriesAggregation";

    private static readonly string[] OfItself = ["id", "type", "@context", "observationDateTime"];

    // What the vocabulary calls the members of a value over a period; the value of the moment counts as the property.
    private static readonly string[] Aggregates =
        ["instValue", "avgOverTime", "minOverTime", "maxOverTime", "totalOverTime"];

    public static Reading Read(Incoming message)
    {
        var (root, problem) = JsonBody.Read(message);
        if (problem is not null) return Findings.Refused(problem);
        var findings = new Findings();
        var place = root!.Value;
        if (!place.IsArray)
        {
            findings.Keep(() => One(place, findings, message.Limits));
            return findings.ToReading();
        }

        if (!findings.AreTooMany(place, "readings", message.Limits))
            foreach (var item in place.Items()) findings.Keep(() => One(item, findings, message.Limits));
        return findings.ToReading();
    }

    private static EntityReport? One(JsonPlace item, Findings findings, IncomingLimits limits)
    {
        if (!item.IsObject)
        {
            findings.Refuse(RefusalCodes.NotAnEvent, Clause, "A reading is a JSON object.", item.Pointer);
            return null;
        }

        var id = item.TextOf("id");
        if (string.IsNullOrWhiteSpace(id) || id.Length > limits.NameMax)
        {
            findings.Refuse(
                RefusalCodes.AttributeMissing, Clause, "id is missing: it names the resource.", item.At("id"));
        }

        var time = item.TextOf("observationDateTime") is { } text ? Moment.Read(text) : null;
        if (time is null)
        {
            findings.Refuse(
                RefusalCodes.BadTime, Clause,
                "observationDateTime must be there and have its zone, such as 2026-07-01T06:00:00+05:30.",
                item.At("observationDateTime"));
        }

        var location = item["location"] is { } geometry ? GeoJson.Read(geometry, findings, limits) : null;
        var attributes = item.ToFeel() as FeelContext;
        if (attributes is null)
        {
            findings.Refuse(
                RefusalCodes.TooLarge, IncomingLimits.Clause, "The reading is larger than a value may be.",
                item.Pointer);
        }

        if (id is null || time is not { } at || attributes is null) return null;
        return new EntityReport(
            new EventKey(id, Moment.Write(at)), id, TypeOf(item), Without(attributes),
            Observations(item, id, at, location?.Point, findings))
        {
            Location = location,
            Others = Others(item, id, at, location?.Point),
        };
    }

    // The vocabulary does not tell a number from a text that holds one, and resources send both.
    private static ImmutableArray<Observation> Others(JsonPlace item, string id, Instant time, GeoPoint? location) =>
    [
        .. from entry in item.Properties()
           where !OfItself.Contains(entry.Name)
           from value in Values(entry.Name, entry.Value)
           where value.Value.Kind is not (JsonValueKind.Number or JsonValueKind.Null)
           select new Observation(
               new EventKey(id, $"{value.Name}@{Moment.Write(time)}"), id, value.Name, time,
               value.Value.Text is { } text ? Numbers.Read(text) : Numbers.OfTruth(value.Value))
           {
               Location = location, IsOther = true, Place = value.Value.Pointer,
           },
    ];

    private static ImmutableArray<Observation> Observations(
        JsonPlace item, string id, Instant time, GeoPoint? location, Findings findings) =>
    [
        .. from entry in item.Properties()
           where !OfItself.Contains(entry.Name)
           from value in Values(entry.Name, entry.Value)
           let number = Number(value, findings)
           where number is not null
           select new Observation(
               new EventKey(id, $"{value.Name}@{Moment.Write(time)}"), id, value.Name, time, number)
           {
               Location = location,
           },
    ];

    private static IEnumerable<(string Name, JsonPlace Value)> Values(string name, JsonPlace value)
    {
        var isWhole = !value.IsObject || !Array.Exists(Aggregates, value.Has);
        return isWhole
            ? [(name, value)]
            : from aggregate in Aggregates
              let member = value[aggregate]
              where member is not null
              select (aggregate == "instValue" ? name : $"{name}.{aggregate}", member.Value);
    }

    private static decimal? Number((string Name, JsonPlace Value) value, Findings findings)
    {
        if (value.Value.Kind != JsonValueKind.Number) return null;
        if (Numbers.Read(value.Value) is { } number) return number;
        findings.Refuse(
            RefusalCodes.BadValue, Vocabulary, $"{value.Name} is a number beyond what any sensor reads.",
            value.Value.Pointer);
        return null;
    }

    private static string TypeOf(JsonPlace item) =>
        item["type"] is not { } type ? ""
        : type.IsArray ? type.Items().Select(each => each.Text).FirstOrDefault() ?? ""
        : type.Text ?? "";

    private static FeelContext Without(FeelContext attributes) => FeelContext.Of(
        attributes.Entries.Where(entry => !OfItself.Contains(entry.Key)));
}

using System.Collections.Immutable;
using NodaTime;
using Samanvay.Adapters.Places;
using Samanvay.Adapters.Text;
using Samanvay.Feel.Values;

namespace Samanvay.Adapters.NgsiLd;

/// <summary>One entity, in whichever of the representations of clause 4.5 it is written.</summary>
internal static class NgsiLdEntity
{
    private const string Clause = "ETSI GS CIM 009, clause 4.5.1";

    // Clauses 4.4 and 4.8: what an entity says of itself, beside its attributes.
    private static readonly string[] OfItself =
        ["id", "type", "scope", "@context", "createdAt", "modifiedAt", "deletedAt", "expiresAt"];

    // Clauses 5.2.9 and 5.2.12: these have an id and a type as well.
    private static readonly string[] NotEntities = ["Subscription", "ContextSourceRegistration"];

    // The data models that cities share write the time of the whole entity under these names.
    private static readonly string[] WholeTimes = ["observationDateTime", "dateObserved"];

    public static EntityReport? Read(JsonPlace item, NgsiLdMessage message, Findings findings)
    {
        if (!item.IsObject)
        {
            findings.Refuse(RefusalCodes.NotAnEvent, Clause, "An entity is a JSON object.", item.Pointer);
            return null;
        }

        // Clause 4.5.16: in GeoJSON the attributes are the feature's properties.
        var isFeature = item.TextOf("type") == "Feature";
        var body = isFeature ? item["properties"] ?? item : item;
        var id = Id(item, message, findings);
        var type = Type(body, findings);
        if (id is null || type is null) return null;
        if (NotEntities.Contains(type))
        {
            findings.Refuse(
                RefusalCodes.NotAnEvent, "ETSI GS CIM 009, clause 5.3.1",
                $"This is a {type}: it asks for messages and tells nothing. Send the notification.", item.Pointer);
            return null;
        }

        var attributes = body.Properties().Where(entry => !OfItself.Contains(entry.Name))
            .SelectMany(entry => NgsiLdAttribute.Read(entry.Name, entry.Value, findings, message.Limits))
            .ToImmutableArray();
        var isDeleted = body["deletedAt"] is not null;
        var time = WholeTime(attributes);
        // A notification names what is in it; an entity that came alone is named by its time.
        var mark = message.Notification
            ?? (time is { } known ? Moment.Write(known) : ArrivalKey.Of(message.At, item));
        return new EntityReport(
            new EventKey(id, mark), id, type,
            FeelContext.Of(attributes.Select(each => KeyValuePair.Create(each.FullName, each.Value))),
            isDeleted ? [] : Observations(id, attributes, time, mark, message))
        {
            Others = isDeleted ? [] : Others(id, attributes, time, mark, message),
            Location = attributes.FirstOrDefault(each => each is { Name: "location", Shape: not null })?.Shape
                ?? attributes.FirstOrDefault(each => each.Shape is not null)?.Shape
                ?? (isFeature && item["geometry"] is { } geometry && GeoJson.Is(geometry)
                    ? GeoJson.Read(geometry, findings, message.Limits)
                    : null),
            IsDeleted = isDeleted,
        };
    }

    private static string? Id(JsonPlace item, NgsiLdMessage message, Findings findings)
    {
        if (item.TextOf("id") is { } id && NgsiLdNames.IsUri(id, message.Limits)) return id;
        findings.Refuse(
            RefusalCodes.BadAttribute, Clause,
            "id must be there and be a URI, such as urn:ngsi-ld:Device:pump-7.", item.At("id"));
        return null;
    }

    private static string? Type(JsonPlace body, Findings findings)
    {
        // Clause 4.5.1: one type or several.
        var type = body["type"];
        var names = type is { IsArray: true } list ? [.. list.Items().Select(each => each.Text)] : new[] { type?.Text };
        if (names is { Length: > 0 } && Array.TrueForAll(names, name => !string.IsNullOrWhiteSpace(name)))
            return NgsiLdNames.Short(names[0]!);

        findings.Refuse(
            RefusalCodes.AttributeMissing, Clause, "type must be there: an entity is of a type.", body.At("type"));
        return null;
    }

    private static ImmutableArray<Observation> Observations(
        string id, ImmutableArray<NgsiLdAttribute> attributes, Instant? whole, string mark, NgsiLdMessage message)
    {
        var location = attributes.FirstOrDefault(each => each is { Name: "location" })?.Shape?.Point;
        return
        [
            .. attributes.Where(each => each.Number is not null).Select(each =>
                One(id, each, whole, mark, message) with { Value = each.Number, Location = location }),
        ];
    }

    // Clause 4.5.2: a value is a JSON value of its own type, so digits in quotes are a text.
    private static ImmutableArray<Observation> Others(
        string id, ImmutableArray<NgsiLdAttribute> attributes, Instant? whole, string mark, NgsiLdMessage message) =>
    [
        .. attributes.Where(each => each is { Number: null, Value: not FeelNull }).Select(each =>
            One(id, each, whole, mark, message) with { Value = each.Other, IsOther = true, Place = each.Place }),
    ];

    private static Observation One(
        string id, NgsiLdAttribute attribute, Instant? whole, string mark, NgsiLdMessage message)
    {
        var time = attribute.ObservedAt ?? whole;
        var at = time is { } known ? Moment.Write(known) : mark;
        return new Observation(
            new EventKey(id, $"{attribute.FullName}@{at}"), id, attribute.Name, time ?? message.At, null,
            attribute.Unit)
        {
            Basis = time is null ? message.Basis : TimeBasis.Observed,
        };
    }

    private static Instant? WholeTime(ImmutableArray<NgsiLdAttribute> attributes) => (
        from name in WholeTimes
        from each in attributes
        where each.Name == name && each.Value is FeelString
        select Moment.Read(((FeelString)each.Value).Value)).FirstOrDefault(time => time is not null);
}

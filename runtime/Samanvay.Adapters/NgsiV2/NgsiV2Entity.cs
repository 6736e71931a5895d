using System.Collections.Immutable;
using System.Text.Json;
using NodaTime;
using Samanvay.Adapters.Measures;
using Samanvay.Adapters.Places;
using Samanvay.Adapters.Text;
using Samanvay.Feel.Values;

namespace Samanvay.Adapters.NgsiV2;

/// <summary>One entity, normalised or as key and value.</summary>
internal static class NgsiV2Entity
{
    private const string Clause = "FIWARE NGSI v2, JSON Entity Representation";
    private const string Attributes = "FIWARE NGSI v2, JSON Attribute Representation";

    // The time of the whole entity, as agents and the shared data models write it.
    private static readonly string[] WholeTimes = ["TimeInstant", "observationDateTime", "dateObserved"];

    public static EntityReport? Read(JsonPlace item, Incoming message, Findings findings)
    {
        var id = Id(item, findings);
        if (id is null) return null;
        var parts = item.Properties().Where(entry => entry.Name is not ("id" or "type" or "@context"))
            .Select(entry => Part(entry.Name, entry.Value, findings, message.Limits)).OfType<Attribute>()
            .ToImmutableArray();
        var whole = (
            from name in WholeTimes
            from part in parts
            where part.Name == name && part.Value is FeelString
            select Moment.Read(((FeelString)part.Value).Value)).FirstOrDefault(time => time is not null);
        var shape = parts.FirstOrDefault(part => part is { Name: "location", Shape: not null })?.Shape
            ?? parts.FirstOrDefault(part => part.Shape is not null)?.Shape;
        var mark = whole is { } known ? Moment.Write(known) : ArrivalKey.Of(message.ReceivedAt, item);
        return new EntityReport(
            new EventKey(id, mark), id, item.TextOf("type") ?? "Thing",
            FeelContext.Of(parts.Select(part => KeyValuePair.Create(part.Name, part.Value))),
            [
                .. from part in parts
                   where part.Number is not null
                   select One(id, part, whole, mark, message) with { Value = part.Number, Location = shape?.Point },
            ])
        {
            Location = shape,
            Others =
            [
                .. from part in parts
                   where part is { Number: null, Value: not FeelNull }
                   select One(id, part, whole, mark, message) with
                   {
                       Value = part.Other, IsOther = true, Place = part.Place,
                   },
            ],
        };
    }

    private static Observation One(string id, Attribute part, Instant? whole, string mark, Incoming message)
    {
        var time = part.Time ?? whole;
        var at = time is { } told ? Moment.Write(told) : mark;
        return new Observation(
            new EventKey(id, $"{part.Name}@{at}"), id, part.Name, time ?? message.ReceivedAt, null, part.Unit)
        {
            Basis = time is null ? TimeBasis.Arrived : TimeBasis.Observed,
        };
    }

    private static string? Id(JsonPlace item, Findings findings)
    {
        if (!item.IsObject)
        {
            findings.Refuse(RefusalCodes.NotAnEvent, Clause, "An entity is a JSON object.", item.Pointer);
            return null;
        }

        if (item.TextOf("id") is { } id && NgsiV2Reader.IsIdentifier(id)) return id;
        findings.Refuse(
            RefusalCodes.BadAttribute, "FIWARE NGSI v2, Field syntax restrictions",
            "id must be there, in plain ASCII without blanks, &, ?, / and #.", item.At("id"));
        return null;
    }

    private static Attribute? Part(string name, JsonPlace place, Findings findings, IncomingLimits limits)
    {
        // Normalised: an object with a value. A structured value of the short form may have one too, but then no type.
        var isWhole = place.IsObject && place.Has("value") && (place.Has("type") || place.Has("metadata"));
        var content = isWhole ? place["value"] : place;
        if (content is not { } value) return new Attribute(name, FeelValue.Null);
        var shape = Shape(place.TextOf("type"), value, findings, limits);
        if (value.Kind == JsonValueKind.Number && Numbers.Read(value) is null)
        {
            findings.Refuse(
                RefusalCodes.BadValue, Attributes, $"{name} is a number beyond what any sensor reads.", value.Pointer);
            return null;
        }

        if (value.ToFeel() is not { } plain)
        {
            findings.Refuse(
                RefusalCodes.TooLarge, IncomingLimits.Clause, $"{name} is larger than a value may be.", value.Pointer);
            return null;
        }

        var metadata = isWhole ? place["metadata"] : null;
        return new Attribute(name, plain)
        {
            Number = Numbers.Read(value),
            Other = Numbers.OfTruth(value),
            Place = value.Pointer,
            Shape = shape,
            Unit = metadata?["unitCode"]?["value"]?.TextOrNumber is { } code ? Recommendation20.ToUcum(code) : null,
            Time = Time(metadata, findings),
        };
    }

    // Geospatial properties: geo:point is latitude first, geo:json is GeoJSON and longitude first.
    private static GeoArea? Shape(string? type, JsonPlace value, Findings findings, IncomingLimits limits)
    {
        if (GeoJson.Is(value)) return GeoJson.Read(value, findings, limits);
        if (type != "geo:point") return null;
        if (value.Text?.Split(',') is [var north, var east]
            && Numbers.Read(north.Trim()) is { } latitude && Numbers.Read(east.Trim()) is { } longitude
            && new GeoPoint((double)latitude, (double)longitude) is { IsOnEarth: true } point)
        {
            return new GeoArea { Points = [point] };
        }

        findings.Refuse(
            RefusalCodes.BadPlace, "FIWARE NGSI v2, Simple Location Format",
            "A geo:point must be latitude, longitude in degrees on this earth.", value.Pointer);
        return null;
    }

    private static Instant? Time(JsonPlace? metadata, Findings findings)
    {
        if ((metadata?["TimeInstant"] ?? metadata?["timestamp"])?["value"] is not { } told) return null;
        if (told.Text is { } text && Moment.Read(text) is { } time) return time;
        findings.Refuse(
            RefusalCodes.BadTime, "FIWARE NGSI v2, Special Metadata (DateTime)",
            "The time of this attribute must have its zone, such as 2026-07-01T06:00:00Z.", told.Pointer);
        return null;
    }

    private sealed record Attribute(string Name, FeelValue Value)
    {
        public decimal? Number { get; init; }

        /// <summary>What it counts as where its value is no number.</summary>
        public decimal? Other { get; init; }

        public string Place { get; init; } = "";

        public GeoArea? Shape { get; init; }

        public string? Unit { get; init; }

        public Instant? Time { get; init; }
    }
}

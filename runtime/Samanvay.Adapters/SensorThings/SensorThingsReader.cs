using System.Text.Json;
using NodaTime;
using Samanvay.Adapters.Places;
using Samanvay.Adapters.Text;

namespace Samanvay.Adapters.SensorThings;

/// <summary>Reads observations of the OGC SensorThings API 1.1 (18-088): alone as MQTT sends them, in a page of a
/// collection, or inside the datastream or the thing that they belong to.</summary>
/// <remarks>Over MQTT the datastream is not told with the observation, only in the topic: it is taken from the header
/// <c>mqtt-topic</c>, and unit and place are then the device's own.</remarks>
public static class SensorThingsReader
{
    public const string TopicHeader = "mqtt-topic";

    private const string Clause = "OGC 18-088, section 8.2.7";

    public static Reading Read(Incoming message)
    {
        var (root, problem) = JsonBody.Read(message);
        if (problem is not null) return Findings.Refused(problem);
        var findings = new Findings();
        var topic = message.Headers.GetValueOrDefault(TopicHeader);
        var stream = Datastream.Unknown with { Id = Datastream.IdOfTopic(topic) };
        var before = findings.Items.Count;
        Walk(root!.Value, stream, message, findings);
        if (findings.Items.Count == before && findings.Count == 0 && !IsPage(root.Value))
        {
            findings.Refuse(
                RefusalCodes.NotAnEvent, Clause,
                "There is no observation in this. Send an Observation, or what holds Observations.", "");
        }

        return findings.ToReading();
    }

    private static bool IsPage(JsonPlace place) => place["value"] is { IsArray: true };

    // Section 9.3: a page holds its entities in value; deep ones hold theirs under the plural of their name.
    private static void Walk(JsonPlace place, Datastream stream, Incoming message, Findings findings)
    {
        if (place["value"] is { IsArray: true } page)
        {
            Many(page, stream.OfPage(place), message, findings);
        }
        else if (place.IsArray)
        {
            Many(place, stream, message, findings);
        }
        else if (!place.IsObject)
        {
            findings.Refuse(RefusalCodes.NotAnEvent, Clause, "An observation is a JSON object.", place.Pointer);
        }
        else if (place["Datastreams"] is { IsArray: true } streams)
        {
            var located = stream with { Location = LocationOf(place, message, findings) ?? stream.Location };
            foreach (var each in streams.Items()) Walk(each, located, message, findings);
        }
        else if (DataArray.Is(place))
        {
            Table(place, stream, message, findings);
        }
        else if (place["Observations"] is { IsArray: true } observations)
        {
            Many(observations, Datastream.Read(place, stream), message, findings);
        }
        else if (place.Has("result") || place.Has("phenomenonTime"))
        {
            findings.Keep(() => One(place, stream, message, findings));
        }

        // A datastream or a thing on its way through a page may have no observations.
        else if (!place.Has("unitOfMeasurement") && !place.Has("Locations"))
        {
            findings.Refuse(
                RefusalCodes.NotAnEvent, Clause, "This is no observation: it has no result.", place.Pointer);
        }
    }

    private static void Table(JsonPlace table, Datastream outer, Incoming message, Findings findings)
    {
        var stream = table["Datastream"] is { } inner ? Datastream.Read(inner, outer) : outer.LinkedBy(table);
        foreach (var row in DataArray.Rows(table, findings, message.Limits))
            findings.Keep(() => One(row, stream, message, findings));
    }

    private static void Many(JsonPlace list, Datastream stream, Incoming message, Findings findings)
    {
        if (findings.AreTooMany(list, "observations", message.Limits)) return;
        foreach (var item in list.Items()) Walk(item, stream, message, findings);
    }

    private static Observation? One(JsonPlace item, Datastream outer, Incoming message, Findings findings)
    {
        var stream = item["Datastream"] is { } inner ? Datastream.Read(inner, outer) : outer.LinkedBy(item);
        if (item["result"] is not { } result)
        {
            findings.Refuse(
                RefusalCodes.DataMissing, Clause, "result is missing: it is the value that was seen.",
                item.At("result"));
            return null;
        }

        var value = ValueOf(result);
        if (value is null && result.Kind is JsonValueKind.Number)
        {
            findings.Refuse(
                RefusalCodes.BadValue, Clause, "result is a number beyond what any sensor reads.", result.Pointer);
            return null;
        }

        var before = findings.Count;
        var phenomenon = TimeOf(item, "phenomenonTime", findings);
        var reported = TimeOf(item, "resultTime", findings);
        if (findings.Count > before) return null;
        var time = phenomenon ?? reported;
        var at = time ?? message.ReceivedAt;
        var id = item["@iot.id"]?.TextOrNumber ?? item["@iot.selfLink"]?.Text
            ?? (time is { } known ? $"@{Moment.Write(known)}" : ArrivalKey.Of(at, item));
        return new Observation(
            new EventKey(stream.Source, id), stream.Id ?? "", stream.Property, at, value, stream.Unit)
        {
            Basis = phenomenon is not null ? TimeBasis.Observed : time is not null ? TimeBasis.Sent : TimeBasis.Arrived,
            IsOther = value is null,
            Place = value is null ? result.Pointer : "",
            Location = stream.Location,
        };
    }

    // Of what type a result is its datastream says, so a number may be written as a text. A category or an object is no
    // value that a rule could count with.
    private static decimal? ValueOf(JsonPlace result) => result.Text is { } text
        ? Numbers.Read(text)
        : Numbers.OfTruth(result) ?? Numbers.Read(result);

    // Section 8.2.7: an instant or an interval, of which the end is when the value was known.
    private static Instant? TimeOf(JsonPlace item, string name, Findings findings)
    {
        if (item[name] is not { } told) return null;
        var parts = (told.Text ?? "").Split('/');
        var times = parts.Select(Moment.ReadIso).ToList();
        if (parts.Length <= 2 && times.TrueForAll(time => time is not null) && times[0] <= times[^1]) return times[^1];
        findings.Refuse(
            RefusalCodes.BadTime, Clause,
            $"{name} must be a time with its zone, or two of them with a slash between.", told.Pointer);
        return null;
    }

    private static GeoPoint? LocationOf(JsonPlace thing, Incoming message, Findings findings)
    {
        if (thing["Locations"] is not { IsArray: true } locations) return null;
        foreach (var each in locations.Items())
        {
            if (each["location"] is not { } location) continue;
            var geometry = location.TextOf("type") == "Feature" ? location["geometry"] ?? location : location;
            return GeoJson.Read(geometry, findings, message.Limits)?.Point;
        }

        return null;
    }
}

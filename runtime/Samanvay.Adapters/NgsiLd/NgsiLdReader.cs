using NodaTime;
using Samanvay.Adapters.Text;

namespace Samanvay.Adapters.NgsiLd;

/// <summary>Reads notifications of NGSI-LD (ETSI GS CIM 009), and what stands in their <c>data</c> alone: an entity, a
/// list of them, or GeoJSON features; normalised, concise or simplified.</summary>
public static class NgsiLdReader
{
    private const string Clause = "ETSI GS CIM 009, clause 5.3.1";

    public static Reading Read(Incoming message)
    {
        var (root, problem) = JsonBody.Read(message);
        if (problem is not null) return Findings.Refused(problem);
        var findings = new Findings();
        var place = root!.Value;
        if (place.TextOf("type") == "Notification") Notification(place, message, findings);
        else Data(place, new NgsiLdMessage(message.ReceivedAt, TimeBasis.Arrived, null, message.Limits), findings);
        return findings.ToReading();
    }

    private static void Notification(JsonPlace root, Incoming message, Findings findings)
    {
        var before = findings.Count;
        foreach (var name in (string[])["id", "subscriptionId"])
        {
            if (root.TextOf(name) is { } text && NgsiLdNames.IsUri(text, message.Limits)) continue;
            findings.Refuse(
                RefusalCodes.AttributeMissing, Clause, $"{name} must be there and be a URI.", root.At(name));
        }

        var notified = root.TextOf("notifiedAt") is { } time ? Moment.Read(time) : null;
        if (notified is null)
        {
            findings.Refuse(
                RefusalCodes.BadTime, "ETSI GS CIM 009, clause 4.6.3",
                "notifiedAt must be there and be a time with its zone, such as 2026-07-01T06:00:00Z.",
                root.At("notifiedAt"));
        }

        if (root["data"] is not { } data)
        {
            findings.Refuse(
                RefusalCodes.DataMissing, Clause, "data is missing: a notification holds entities.", root.At("data"));
            return;
        }

        if (findings.Count > before) return;
        Data(data, new NgsiLdMessage(notified!.Value, TimeBasis.Sent, root.TextOf("id"), message.Limits), findings);
    }

    private static void Data(JsonPlace data, NgsiLdMessage message, Findings findings)
    {
        if (data.TextOf("type") == "FeatureCollection" && data["features"] is { IsArray: true } features)
        {
            Many(features, message, findings);
            return;
        }

        if (data.IsArray) Many(data, message, findings);
        else findings.Keep(() => NgsiLdEntity.Read(data, message, findings));
    }

    private static void Many(JsonPlace list, NgsiLdMessage message, Findings findings)
    {
        if (findings.AreTooMany(list, "entities", message.Limits)) return;
        foreach (var item in list.Items()) findings.Keep(() => NgsiLdEntity.Read(item, message, findings));
    }
}

/// <summary>What an entity inherits from the message that it came in.</summary>
/// <param name="At">Stands in where an attribute tells no time.</param>
/// <param name="Notification">Its id; absent where entities came alone.</param>
internal sealed record NgsiLdMessage(Instant At, TimeBasis Basis, string? Notification, IncomingLimits Limits);

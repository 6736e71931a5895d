using System.Collections.Immutable;
using System.Text.Json;
using System.Xml.Linq;
using NodaTime;
using Samanvay.Adapters.Places;
using Samanvay.Adapters.Text;
using Samanvay.Feel;

namespace Samanvay.Adapters.Open311;

/// <summary>One entry of a server's answer, the same from XML as from JSON. An empty field says nothing.</summary>
internal sealed record Open311Record(
    string Place, ImmutableSortedDictionary<string, string> Fields, ImmutableArray<string> Questions)
{
    private const string Requests = "GeoReport v2, GET Service Requests";
    private const string Services = "GeoReport v2, GET Service List";
    private const string Dates = "GeoReport v2, Date/Time format";

    public static Open311Record Of(XElement element) => new(
        XmlBody.PathOf(element),
        Sorted(element.Elements().Where(child => !child.HasElements)
            .Select(child => (child.Name.LocalName, child.Value.Trim()))),
        [
            .. element.Elements("attributes").Elements("attribute").Elements("code").Select(code => code.Value.Trim()),
        ]);

    public static Open311Record Of(JsonPlace item) => new(
        item.Pointer,
        Sorted(item.IsObject
            ? item.Properties().Select(entry => (entry.Name, (TextOf(entry.Value) ?? "").Trim()))
            : []),
        item["attributes"] is { IsArray: true } questions
            ? [.. questions.Items().Select(each => each["code"]?.TextOrNumber).OfType<string>()]
            : []);

    public Received? ToReceived(Findings findings, IncomingLimits limits)
    {
        if (Fields.Values.Any(text => text.Length > limits.TextMax))
            return Wrong(RefusalCodes.TooLarge, IncomingLimits.Clause, "A text is too long.", "", findings);
        if (Find("status") is not null || Find("requested_datetime") is not null) return Request(findings);
        if (Find("service_request_id") is { } id)
            return new ServiceReceipt(new EventKey("open311/receipts", id), id, Find("token"), Find("service_notice"));
        if (Find("token") is { } token)
            return new ServiceReceipt(new EventKey("open311/tokens", token), null, token, Find("service_notice"));
        if (Find("service_code") is { } code)
        {
            return new OfferedService(
                new EventKey("open311/services", code), code, Find("service_name"), Find("group"), Questions);
        }

        return Wrong(
            RefusalCodes.AttributeMissing, Services,
            "There is neither a request, a receipt nor a service in this: service_code and service_request_id are "
                + "missing.", "service_code", findings);
    }

    private ServiceRequest? Request(Findings findings)
    {
        var before = findings.Count;
        var id = Needed("service_request_id", findings);
        var code = Needed("service_code", findings);
        var status = Needed("status", findings);
        if (status is not (null or "open" or "closed"))
        {
            Wrong(RefusalCodes.BadAttribute, Requests,
                "status must be open or closed. Map other states to one of them.", "status", findings);
        }

        var (requested, updated, expected) = (
            Time("requested_datetime", findings), Time("updated_datetime", findings),
            Time("expected_datetime", findings));
        var location = Location(findings);
        if (findings.Count > before) return null;
        var edition = updated ?? requested;
        return new ServiceRequest(
            new EventKey("open311/requests", edition is { } at ? $"{id}@{Moment.Write(at)}" : $"{id}:{status}"), code!)
        {
            RequestId = id,
            ServiceName = Find("service_name"),
            Status = status!,
            StatusNotes = Find("status_notes"),
            Description = Find("description"),
            Location = location,
            Address = Find("address"),
            AddressId = Find("address_id"),
            MediaUrl = Find("media_url"),
            Agency = Find("agency_responsible"),
            RequestedAt = requested,
            UpdatedAt = updated,
            ExpectedAt = expected,
        };
    }

    private string? Find(string name) => Fields.TryGetValue(name, out var text) && text.Length > 0 ? text : null;

    private string? Needed(string name, Findings findings)
    {
        if (Find(name) is { } text) return text;
        Wrong(RefusalCodes.AttributeMissing, Requests, $"{name} is missing. Every request has one.", name, findings);
        return null;
    }

    private Instant? Time(string name, Findings findings)
    {
        if (Find(name) is not { } text) return null;
        if (Moment.Read(text) is { } time) return time;
        Wrong(RefusalCodes.BadTime, Dates,
            $"{name} must be a time with its zone, such as 2026-07-01T06:00:00+05:30.", name, findings);
        return null;
    }

    private GeoPoint? Location(Findings findings)
    {
        var (north, east) = (Find("lat"), Find("long"));
        if (north is null && east is null) return null;
        if (Coordinates.Read(north, east) is { } point) return point;
        Wrong(RefusalCodes.BadPlace, Requests,
            "lat and long must both be there, in degrees of WGS 84.", "lat", findings);
        return null;
    }

    private Received? Wrong(string code, string clause, Sentence message, string field, Findings findings)
    {
        findings.Refuse(code, clause, message, field.Length == 0 ? Place : $"{Place}/{field}");
        return null;
    }

    private static string? TextOf(JsonPlace value) => value.Kind switch
    {
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => value.TextOrNumber,
    };

    private static ImmutableSortedDictionary<string, string> Sorted(IEnumerable<(string Name, string Text)> fields) =>
        fields.GroupBy(field => field.Name).ToImmutableSortedDictionary(
            group => group.Key, group => group.First().Text, StringComparer.Ordinal);
}

using System.Collections.Immutable;
using System.Xml.Linq;

namespace Samanvay.Adapters.Cap;

/// <summary>CAP 1.2, sections 3.2.2 to 3.2.4.</summary>
internal static class CapInfoReader
{
    public static CapInfo? Read(XElement element, Findings findings, IncomingLimits limits)
    {
        CapCheck.Shape(element, findings);
        CheckParts(element, findings);
        var fields = new CapFields(element, findings, limits);
        var info = new CapInfo(fields.Text("language") ?? "en-US", fields.Required("event") ?? "")
        {
            Categories = fields.Texts("category"),
            Urgency = fields.Text("urgency") ?? "",
            Severity = fields.Text("severity") ?? "",
            Certainty = fields.Text("certainty") ?? "",
            ResponseTypes = fields.Texts("responseType"),
            Audience = fields.Text("audience"),
            EventCodes = fields.Pairs("eventCode"),
            Effective = fields.Time("effective"),
            Onset = fields.Time("onset"),
            Expires = fields.Time("expires"),
            SenderName = fields.Text("senderName"),
            Headline = fields.Text("headline"),
            Description = fields.Text("description"),
            Instruction = fields.Text("instruction"),
            Web = fields.Text("web"),
            Contact = fields.Text("contact"),
            Parameters = fields.Pairs("parameter"),
            Resources = Resources(element, findings, limits),
            Areas =
            [
                .. element.Elements(element.Name.Namespace + "area").Select(area => Area(area, findings, limits)),
            ],
        };
        return info;
    }

    // Codes, parameters and resources; an area is checked where it is read.
    private static void CheckParts(XElement element, Findings findings)
    {
        foreach (var part in element.Elements().Where(part => part.Name.LocalName != "area"))
        {
            if (!CapSchema.Of(part).IsEmpty) CapCheck.Shape(part, findings);
        }
    }

    private static ImmutableArray<CapResource> Resources(XElement element, Findings findings, IncomingLimits limits) =>
    [
        .. from resource in element.Elements(element.Name.Namespace + "resource")
           let fields = new CapFields(resource, findings, limits)
           select new CapResource(fields.Text("resourceDesc") ?? "", fields.Text("mimeType"), fields.Text("uri")),
    ];

    private static CapArea Area(XElement element, Findings findings, IncomingLimits limits)
    {
        CapCheck.Shape(element, findings);
        CheckParts(element, findings);
        var fields = new CapFields(element, findings, limits);
        var (altitude, ceiling) = (fields.Number("altitude"), fields.Number("ceiling"));
        if (ceiling is not null && altitude is null)
        {
            findings.Refuse(
                RefusalCodes.BadAttribute, "CAP 1.2, section 3.2.4",
                "ceiling stands without altitude: together they are a range of heights.", element);
        }

        return new CapArea(fields.Required("areaDesc") ?? "", CapShapes.Read(element, findings, limits))
        {
            Geocodes = fields.Pairs("geocode"),
            Altitude = altitude,
            Ceiling = ceiling,
        };
    }
}

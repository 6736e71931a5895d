using System.Xml.Linq;
using Samanvay.Adapters.Text;

namespace Samanvay.Adapters.Open311;

/// <summary>Reads Open311 GeoReport v2: a request that a form hands in, and the lists that a server answers with, in
/// XML or JSON.</summary>
public static class Open311Reader
{
    private const string Form = "application/x-www-form-urlencoded";
    private const string Clause = "GeoReport v2, Formats";

    public static Reading Read(Incoming message) => message.MediaType switch
    {
        Form => FormRequest.Read(message),
        "application/json" => Json(message),
        "text/xml" or "application/xml" => Xml(message),
        _ => Findings.Refused(new Refusal(
            RefusalCodes.MediaType, Clause, $"Say what the body is: {Form}, text/xml or application/json.", "")),
    };

    private static Reading Json(Incoming message)
    {
        var (root, problem) = JsonBody.Read(message);
        if (problem is not null) return Findings.Refused(problem);
        var place = root!.Value;
        var records = place.IsArray
            ? place.Items().Take(message.Limits.ItemsMax + 1).Select(Open311Record.Of).ToList()
            : [Open311Record.Of(place)];
        return Read(records, message);
    }

    private static Reading Xml(Incoming message)
    {
        var (root, problem) = XmlBody.Read(message);
        if (problem is not null) return Findings.Refused(problem);
        var elements = root!.Name.LocalName switch
        {
            "service_requests" => root.Elements("request"),
            "services" => root.Elements("service"),
            "service_definition" => (IEnumerable<XElement>)[root],
            _ => null,
        };
        return elements is null
            ? Findings.Refused(new Refusal(
                RefusalCodes.NotAnEvent, Clause,
                "The outermost element must be service_requests, services or service_definition.",
                XmlBody.PathOf(root)))
            : Read([.. elements.Take(message.Limits.ItemsMax + 1).Select(Open311Record.Of)], message);
    }

    private static Reading Read(List<Open311Record> records, Incoming message)
    {
        if (records.Count > message.Limits.ItemsMax)
        {
            return Findings.Refused(new Refusal(RefusalCodes.EventCount, IncomingLimits.Clause,
                $"There are more than {message.Limits.ItemsMax} entries.", ""));
        }

        var findings = new Findings();
        foreach (var record in records) findings.Keep(() => record.ToReceived(findings, message.Limits));
        return findings.ToReading();
    }
}

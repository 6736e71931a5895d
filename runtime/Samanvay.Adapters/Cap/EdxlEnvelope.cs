using System.Collections.Frozen;
using System.Xml.Linq;

namespace Samanvay.Adapters.Cap;

/// <summary>Alerts in an envelope of EDXL-DE 1.0. What the envelope says of itself holds for all in it: an exercise
/// stays one, whatever the alert says.</summary>
internal static class EdxlEnvelope
{
    public static readonly XNamespace Distribution = "urn:oasis:names:tc:emergency:EDXL:DE:1.0";

    private const string Clause = "EDXL-DE 1.0, section 3.2 (EDXLDistribution)";
    private const string ContentClause = "EDXL-DE 1.0, section 3.2 (contentObject)";

    private static readonly string[] Required =
        ["distributionID", "senderID", "dateTimeSent", "distributionStatus", "distributionType"];

    private static readonly FrozenDictionary<string, CapStatus> Statuses = new Dictionary<string, CapStatus>
    {
        ["Actual"] = CapStatus.Actual,
        ["Exercise"] = CapStatus.Exercise,
        ["System"] = CapStatus.System,
        ["Test"] = CapStatus.Test,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static void Read(XElement envelope, Findings findings, IncomingLimits limits)
    {
        foreach (var name in Required.Where(name => envelope.Element(Distribution + name) is null))
        {
            findings.Refuse(
                RefusalCodes.AttributeMissing, Clause, $"{name} is missing. Every envelope needs it.",
                envelope);
        }

        var said = envelope.Element(Distribution + "distributionStatus")?.Value.Trim();
        // What is not known to be real must not act as if it were.
        var status = Statuses.GetValueOrDefault(said ?? "", CapStatus.Draft);
        if (status == CapStatus.Draft)
        {
            findings.Refuse(
                RefusalCodes.BadAttribute, Clause, "distributionStatus must be Actual, Exercise, System or Test.",
                envelope);
        }

        var objects = envelope.Elements(Distribution + "contentObject").Take(limits.ItemsMax + 1).ToList();
        if (objects.Count > limits.ItemsMax)
        {
            findings.Refuse(RefusalCodes.EventCount, IncomingLimits.Clause,
                $"The envelope has more than {limits.ItemsMax} contents.", "");
            return;
        }

        foreach (var each in objects) Content(each, status, findings, limits);
    }

    private static void Content(XElement content, CapStatus status, Findings findings, IncomingLimits limits)
    {
        var xml = content.Element(Distribution + "xmlContent");
        if (xml is null && content.Element(Distribution + "nonXMLContent") is not null) return;
        if (xml?.Elements(Distribution + "embeddedXMLContent").Any(embedded => embedded.HasElements) != true)
        {
            findings.Refuse(
                RefusalCodes.DataMissing, ContentClause,
                "There is nothing in this content. Send the alert in it, or leave it out.", content);
            return;
        }

        foreach (var alert in xml.Descendants().Where(CapReader.IsCap))
            findings.Keep(() => CapReader.Alert(alert, status, findings, limits));
    }
}

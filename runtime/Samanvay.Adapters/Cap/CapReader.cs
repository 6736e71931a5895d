using System.Collections.Immutable;
using System.Xml.Linq;
using Samanvay.Adapters.Text;

namespace Samanvay.Adapters.Cap;

/// <summary>Reads alerts of the Common Alerting Protocol: alone, in a feed (Atom, RSS) or in an EDXL-DE
/// envelope.</summary>
/// <remarks>A signature is neither checked nor in the way: whose key the message came with says whom it is
/// from.</remarks>
public static class CapReader
{
    public static Reading Read(Incoming message)
    {
        var (root, problem) = XmlBody.Read(message);
        if (problem is not null) return Findings.Refused(problem);
        var findings = new Findings();
        switch (root!.Name.LocalName)
        {
            case "alert" when IsCap(root):
                findings.Keep(() => Alert(root, null, findings, message.Limits));
                break;

            case "feed" when root.Name.Namespace == CapFeed.Atom:
                CapFeed.ReadAtom(root, findings, message.Limits);
                break;

            case "rss":
                CapFeed.ReadRss(root, findings, message.Limits);
                break;

            case "EDXLDistribution" when root.Name.Namespace == EdxlEnvelope.Distribution:
                EdxlEnvelope.Read(root, findings, message.Limits);
                break;

            default:
                findings.Refuse(
                    RefusalCodes.NotAnEvent, "CAP 1.2, section 4.2",
                    "The outermost element must be alert of CAP 1.2, or a feed or an envelope of such alerts.",
                    root);
                break;
        }

        return findings.ToReading();
    }

    internal static bool IsCap(XElement element) => element.Name.LocalName == "alert"
        && (element.Name.Namespace == CapSchema.Cap12 || element.Name.Namespace == CapSchema.Cap11);

    internal static CapAlert? Alert(
        XElement element, CapStatus? envelope, Findings findings, IncomingLimits limits)
    {
        var before = findings.Count;
        CapCheck.Shape(element, findings);
        var fields = new CapFields(element, findings, limits);
        var sent = fields.Time("sent");
        var infos = element.Elements(element.Name.Namespace + "info")
            .Select(info => CapInfoReader.Read(info, findings, limits)).ToImmutableArray();
        var (identifier, sender) = (fields.Name("identifier"), fields.Name("sender"));
        var references = CapReferences.Read(element, findings);
        var addresses = CapWords.Read(fields.Text("addresses"));
        CheckScope(element, fields, addresses, findings);
        if (findings.Count > before || sent is not { } moment || identifier is null || sender is null) return null;
        return new CapAlert(CapReferences.KeyOf(sender, identifier, moment), identifier, sender, moment)
        {
            Status = Enum.Parse<CapStatus>(fields.Text("status")!),
            MessageType = Enum.Parse<CapMessageType>(fields.Text("msgType")!),
            Scope = Enum.Parse<CapScope>(fields.Text("scope")!),
            EnvelopeStatus = envelope,
            Source = fields.Text("source"),
            Restriction = fields.Text("restriction"),
            Addresses = addresses,
            Codes = fields.Texts("code"),
            Note = fields.Text("note"),
            References = references,
            Incidents = CapWords.Read(fields.Text("incidents")),
            Infos = [.. infos.OfType<CapInfo>()],
            Text = element.ToString(SaveOptions.DisableFormatting),
        };
    }

    private static void CheckScope(
        XElement element, CapFields fields, ImmutableArray<string> addresses, Findings findings)
    {
        if (fields.Text("scope") == "Private" && addresses.IsEmpty)
        {
            findings.Refuse(
                RefusalCodes.AttributeMissing, "CAP 1.2, section 3.2.1",
                "addresses is missing: a private alert says for whom it is.", element);
        }

        if (fields.Text("scope") == "Restricted" && fields.Text("restriction") is null)
        {
            findings.Refuse(
                RefusalCodes.AttributeMissing, "CAP 1.2, section 3.2.1",
                "restriction is missing: a restricted alert says who may have it.", element);
        }
    }
}

using System.Xml.Linq;

namespace Samanvay.Adapters.Cap;

/// <summary>An alert that a feed only points to: it is to be fetched and read on its own.</summary>
public sealed record CapLink(EventKey Key, string Address, string Title) : Received(Key);

/// <summary>Alerts in a feed: Atom (RFC 4287) or RSS 2.0. Each entry stands for itself.</summary>
/// <remarks>A feed is only the way to the alerts: of its own rules those are asked that are needed to find and to
/// recognise them. Its author is not, for the alert has its sender. Links lead to alerts by what they are, not by how
/// they end: some authorities' do not end in .xml.</remarks>
internal static class CapFeed
{
    public static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    private const string FeedClause = "RFC 4287, section 4.1.1";
    private const string EntryClause = "RFC 4287, section 4.1.2";
    private const string RssClause = "RSS 2.0, channel";
    private const string ItemClause = "RSS 2.0, item";

    public static void ReadAtom(XElement feed, Findings findings, IncomingLimits limits)
    {
        foreach (var name in (string[])["id", "title", "updated"]) One(feed, Atom + name, FeedClause, findings);
        foreach (var entry in Bounded(feed.Elements(Atom + "entry"), findings, limits))
        {
            foreach (var name in (string[])["id", "title", "updated"]) One(entry, Atom + name, EntryClause, findings);
            var links = entry.Elements(Atom + "link").ToList();
            var content = entry.Element(Atom + "content");
            var address = AddressOf(links) ?? (string?)content?.Attribute("src");
            if (links.Count == 0 && content is null)
            {
                findings.Refuse(
                    RefusalCodes.DataMissing, EntryClause,
                    "The entry has neither content nor a link, so there is no way to its alert.",
                    entry);
            }
            else
            {
                var key = new EventKey(ValueOf(feed, Atom + "id"), ValueOf(entry, Atom + "id"));
                var way = new CapLink(key, address ?? "", ValueOf(entry, Atom + "title"));
                Take(entry, content, way, findings, limits);
            }
        }
    }

    public static void ReadRss(XElement rss, Findings findings, IncomingLimits limits)
    {
        if (rss.Element("channel") is not { } channel)
        {
            findings.Refuse(RefusalCodes.DataMissing, RssClause, "channel is missing.", rss);
            return;
        }

        foreach (var name in (string[])["title", "link", "description"]) One(channel, name, RssClause, findings);
        foreach (var item in Bounded(channel.Elements("item"), findings, limits))
        {
            if (item.Element("title") is null && item.Element("description") is null)
            {
                findings.Refuse(
                    RefusalCodes.AttributeMissing, ItemClause, "The item has neither title nor description.",
                    item);
                continue;
            }

            var address = ValueOf(item, "link");
            var id = ValueOf(item, "guid") is { Length: > 0 } guid ? guid : address;
            var way = new CapLink(new EventKey(ValueOf(channel, "link"), id), address, ValueOf(item, "title"));
            Take(item, item, way, findings, limits);
        }
    }

    // The alert itself where it is there, else the way to it.
    private static void Take(
        XElement entry, XElement? content, CapLink way, Findings findings, IncomingLimits limits)
    {
        var alerts = content?.Descendants().Where(CapReader.IsCap).ToList() ?? [];
        foreach (var alert in alerts) findings.Keep(() => CapReader.Alert(alert, null, findings, limits));
        if (alerts.Count > 0) return;
        if (way.Address.Length > 0)
        {
            findings.Items.Add(way);
            return;
        }

        findings.Refuse(
            RefusalCodes.DataMissing, "CAP 1.2, section 4.2",
            "The entry holds no alert and leads to none. Put the alert into it, or a link to it.",
            entry);
    }

    // A link that is said to be CAP goes first, then the entry's own page.
    private static string? AddressOf(List<XElement> links) => (
        from link in links
        let address = (string?)link.Attribute("href")
        where address is { Length: > 0 }
        let type = (string?)link.Attribute("type") ?? ""
        let relation = (string?)link.Attribute("rel") ?? "alternate"
        orderby type.Contains("cap+xml", StringComparison.OrdinalIgnoreCase) ? 0 : relation == "alternate" ? 1 : 2
        select address).FirstOrDefault();

    private static IEnumerable<XElement> Bounded(
        IEnumerable<XElement> entries, Findings findings, IncomingLimits limits)
    {
        var all = entries.Take(limits.ItemsMax + 1).ToList();
        if (all.Count <= limits.ItemsMax) return all;
        findings.Refuse(RefusalCodes.EventCount, IncomingLimits.Clause,
            $"The feed has more than {limits.ItemsMax} entries; the first are taken.",
            all[^1]);
        return all.Take(limits.ItemsMax);
    }

    private static void One(XElement parent, XName name, string clause, Findings findings)
    {
        if (parent.Elements(name).Count() == 1) return;
        findings.Refuse(
            RefusalCodes.AttributeMissing, clause, $"{name.LocalName} must be there exactly once.",
            parent);
    }

    private static string ValueOf(XElement parent, XName name) => parent.Element(name)?.Value.Trim() ?? "";
}

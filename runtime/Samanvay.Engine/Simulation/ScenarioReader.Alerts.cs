using System.Collections.Immutable;
using System.Text.Json;
using Samanvay.Engine.Situations.Alerts;

namespace Samanvay.Engine.Simulation;

public sealed partial class ScenarioReader
{
    // CAP 1.2, section 3.2.1: only Actual is meant in earnest.
    private static readonly string[] Statuses = ["Actual", "Exercise", "System", "Test", "Draft"];

    private static readonly string[] MessageTypes = ["Alert", "Update", "Cancel", "Ack", "Error"];

    private IEnumerable<ScenarioAlert> Alerts()
    {
        var items = Items(_root, "alerts").ToList();
        var keys = items.Select(KeyOf).ToList();
        return items.Zip(keys, (item, key) => Alert(item, key, keys));
    }

    private ScenarioAlert Alert(JsonElement item, AlertKey key, List<AlertKey> known)
    {
        var status = OneOf(Statuses, item, "status", "Actual");
        var type = OneOf(MessageTypes, item, "msgType", "Alert");
        var message = new AlertMessage(key, type switch
        {
            "Update" => AlertMessageKind.Update,
            "Cancel" => AlertMessageKind.Cancel,
            _ => AlertMessageKind.Alert,
        })
        {
            Acts = status == "Actual" && type is "Alert" or "Update" or "Cancel",
            References = [.. Words(item, "references").Select(identifier => Referred(identifier, key, known))],
            Parts = [.. Items(item, "info").Select(Part)],
            Sender = key.Source,
        };
        return new ScenarioAlert(At(item) ?? throw new FormatException($"the alert '{key.Identifier}' never arrives."),
            message with { Brief = Brief(item, message) });
    }

    private AlertKey KeyOf(JsonElement item) => new(
        Text(item, "sender") ?? "",
        Text(item, "identifier") ?? throw new FormatException("an alert has no identifier."),
        Text(item, "sent") is { } sent ? Moment(sent) : At(item) ?? _start);

    // A slip of the pen would otherwise be an update of nothing.
    private static AlertKey Referred(string identifier, AlertKey by, List<AlertKey> known)
    {
        var index = known.FindIndex(key => (key.Source, key.Identifier) == (by.Source, identifier));
        return index >= 0
            ? known[index]
            : throw new FormatException(
                $"'{by.Identifier}' refers to '{identifier}', which is no alert of its sender.");
    }

    private AlertPart Part(JsonElement info)
    {
        var area = info.TryGetProperty("area", out var told) ? told : default;
        var isPlaced = area.ValueKind == JsonValueKind.Object;
        return new AlertPart(Text(info, "event") ?? throw new FormatException("an alert names no event."))
        {
            Language = Text(info, "language") ?? "en-US",
            Categories = Words(info, "category"),
            Urgency = Text(info, "urgency") ?? "Unknown",
            Severity = Text(info, "severity") ?? "Unknown",
            Certainty = Text(info, "certainty") ?? "Unknown",
            Responses = Words(info, "responseType"),
            SenderName = Text(info, "senderName"),
            Headline = Text(info, "headline"),
            Effective = Text(info, "effective") is { } effective ? Moment(effective) : null,
            Onset = Text(info, "onset") is { } onset ? Moment(onset) : null,
            Expires = Text(info, "expires") is { } expires ? Moment(expires) : null,
            Area = isPlaced ? Text(area, "areaDesc") ?? "" : "",
            IsHere = !isPlaced || !area.TryGetProperty("here", out var here) || here.GetBoolean(),
            Wards = isPlaced ? Words(area, "wards") : [],
        };
    }

    // Procedures are told the part in English, or else the first.
    private static AlertBrief Brief(JsonElement item, AlertMessage message)
    {
        if (message.Parts.IsEmpty) return new AlertBrief(message.Key.Identifier, "");
        var index = Math.Max(0, message.Parts.ToList().FindIndex(
            part => part.Language.StartsWith("en", StringComparison.OrdinalIgnoreCase)));
        var (part, info) = (message.Parts[index], Items(item, "info").ElementAt(index));
        return new AlertBrief(message.Key.Identifier, part.Event)
        {
            Headline = part.Headline, Description = Text(info, "description"), Instruction = Text(info, "instruction"),
            Severity = part.Severity, Urgency = part.Urgency, Certainty = part.Certainty,
            Sender = part.SenderName ?? message.Sender, Area = part.Area, Onset = part.Onset, Expires = part.Expires,
        };
    }

    private static string OneOf(string[] words, JsonElement item, string name, string byDefault)
    {
        var word = Text(item, name) ?? byDefault;
        return words.Contains(word, StringComparer.Ordinal)
            ? word
            : throw new FormatException($"{name} is one of {string.Join(", ", words)}, not '{word}'.");
    }

    private static ImmutableArray<string> Words(JsonElement item, string name) =>
        [.. Items(item, name).Select(word => word.GetString() ?? "")];
}

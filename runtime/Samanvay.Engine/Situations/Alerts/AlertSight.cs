using System.Collections.Immutable;
using NodaTime;
using Samanvay.Feel.Values;

namespace Samanvay.Engine.Situations.Alerts;

/// <summary>What a rule's expressions see of an alert, and the levels that it finds.</summary>
internal static class AlertSight
{
    /// <summary>The names that expressions may use beside the playbook's parameters.</summary>
    public static readonly ImmutableArray<string> Names =
    [
        "event", "category", "categories", "urgency", "severity", "certainty", "responses", "sender", "senderName",
        "headline", "area", "language", "codes", "sent", "effective", "onset", "expires",
    ];

    public static int RankOf(string severity) => severity switch
    {
        "Extreme" => 4,
        "Severe" => 3,
        "Moderate" => 2,
        "Minor" => 1,
        _ => 0,
    };

    /// <summary>The worst level of each part at each place that it reaches, and until when.</summary>
    public static ImmutableArray<AlertHit> Hits(IEnumerable<AlertRule> rules, AlertMessage message) =>
    [
        .. (from rule in rules
            from part in message.Parts
            where part.IsHere
            let level = LevelOf(rule, message, part)
            where level is not null
            from place in PlacesOf(rule, part)
            let until = part.Expires ?? message.Key.Sent + rule.Lasts
            group until by (Rule: rule.Id, Place: place, Level: level, From: LaterThanSent(message, part)))
            .Select(group => new AlertHit(group.Key.Rule, group.Key.Place, group.Key.Level, group.Max())
            {
                From = group.Key.From,
            })
            .OrderBy(hit => hit.Rule, StringComparer.Ordinal).ThenBy(hit => hit.Place, StringComparer.Ordinal)
            .ThenBy(hit => hit.Level, StringComparer.Ordinal).ThenBy(hit => hit.From),
    ];

    /// <summary>When the first of its parts becomes effective; none where one of them is from the start (CAP 1.2,
    /// section 3.2.2, <c>effective</c>: where it is absent that is <c>sent</c>). Parts for other places count only
    /// where none is for the city.</summary>
    public static Instant? From(AlertMessage message)
    {
        var parts = message.Parts.Any(part => part.IsHere)
            ? message.Parts.Where(part => part.IsHere).ToList()
            : [.. message.Parts];
        return parts.Count == 0 || parts.Exists(part => LaterThanSent(message, part) is null)
            ? null
            : parts.Min(part => part.Effective);
    }

    /// <summary>How severe the worst of its parts that reach the city is.</summary>
    public static int RankOf(AlertMessage message) => message.Parts.Where(part => part.IsHere)
        .Select(part => RankOf(part.Severity)).DefaultIfEmpty(0).Max();

    private static Instant? LaterThanSent(AlertMessage message, AlertPart part) =>
        part.Effective > message.Key.Sent ? part.Effective : null;

    private static ImmutableArray<string> PlacesOf(AlertRule rule, AlertPart part) =>
        rule.Place == AlertPlace.City ? [Routing.RouteKeys.City] : part.Wards;

    private static string? LevelOf(AlertRule rule, AlertMessage message, AlertPart part)
    {
        var seen = Of(message, part);
        if (rule.When is { } about && about.Holds(seen, message.Key.Sent) != true) return null;
        for (var index = rule.Levels.Length - 1; index >= 0; index--)
        {
            var level = rule.Levels[index];
            if (level.When is null || level.When.Holds(seen, message.Key.Sent) == true) return level.Name;
        }

        return null;
    }

    private static FeelContext Of(AlertMessage message, AlertPart part) => FeelContext.Of(
    [
        Text("event", part.Event),
        Text("category", part.Categories.IsEmpty ? null : part.Categories[0]),
        Texts("categories", part.Categories),
        Text("urgency", part.Urgency),
        Text("severity", part.Severity),
        Text("certainty", part.Certainty),
        Texts("responses", part.Responses),
        Text("sender", message.Sender),
        Text("senderName", part.SenderName),
        Text("headline", part.Headline),
        Text("area", part.Area),
        Text("language", part.Language),
        new("codes", FeelContext.Of(part.Codes.Select(code => Text(code.Key, code.Value)))),
        Time("sent", message.Key.Sent),
        Time("effective", part.Effective),
        Time("onset", part.Onset),
        Time("expires", part.Expires),
    ]);

    private static KeyValuePair<string, FeelValue> Text(string name, string? text) =>
        new(name, text is null ? FeelValue.Null : FeelValue.Of(text));

    private static KeyValuePair<string, FeelValue> Texts(string name, ImmutableArray<string> texts) =>
        new(name, FeelList.Of(texts.Select(text => FeelValue.Of(text))));

    private static KeyValuePair<string, FeelValue> Time(string name, Instant? at) =>
        new(name, at is { } instant ? FeelDateTime.Of(instant, DateTimeZone.Utc) : FeelValue.Null);
}

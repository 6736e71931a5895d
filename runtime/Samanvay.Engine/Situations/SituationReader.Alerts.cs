using System.Text.Json;
using Samanvay.Engine.Situations.Alerts;
using Samanvay.Feel;

namespace Samanvay.Engine.Situations;

public sealed partial class SituationReader
{
    /// <summary>Whether a file of <c>situations/</c> is about alerts in place of a signal.</summary>
    public static bool IsAboutAlerts(string json)
    {
        try
        {
            using var document = WholeJson.Parse(json, Depth);
            return document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("alert", out _);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>What a rule of either kind calls itself, also where the rest of it is wrong.</summary>
    public static string? IdOf(string json)
    {
        try
        {
            using var document = WholeJson.Parse(json, Depth);
            return document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.String
                ? id.GetString()
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static Parsed<AlertDraft> ReadAlert(string json, string? file = null) =>
        Read(json, file, (reader, root) => reader.AlertRule(root));

    private AlertDraft? AlertRule(JsonElement root)
    {
        if (!IsObject(root, "")) return null;
        Allow(root, "", "$schema", "id", "title", "description", "alert", "levels", "closableAfter", "join");
        Time(root, "closableAfter", "closableAfter");
        if (!root.TryGetProperty("alert", out var alert) || !IsObject(alert, "alert")) return null;
        Allow(alert, "alert", "when", "place", "lasts");
        Condition(alert, "when", "alert.when");
        Time(alert, "lasts", "alert.lasts");
        return new()
        {
            Id = Text(root, "id"), Place = Choice(alert, "place", AlertPlace.City, "alert"),
            Levels = Levels(root, AlertLevel), Join = Flag(root, "join"),
            Values = _values.ToImmutable(), Conditions = _conditions.ToImmutable(),
        };
    }

    private DraftLevel AlertLevel(JsonElement level, string field)
    {
        Allow(level, field, "name", "severity", "when");
        Condition(level, "when", $"{field}.when");
        return new(Text(level, "name", field), Whole(level, "severity", field, (1, 5)) ?? 0);
    }
}

using System.Collections.Immutable;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Samanvay.Engine.ServiceLevels;
using Samanvay.Feel;

namespace Samanvay.Runtime.Cities;

/// <summary>
/// A calendar as administrators and files write it:
/// <c>{"weekly": {"monday": [["10:00", "18:00"]]}, "rules": ["second-saturday-closed"], "exceptions": {"2026-01-26":
/// []}}</c>.
/// </summary>
public static class CalendarJson
{
    private static readonly LocalTimePattern Time = LocalTimePattern.CreateWithInvariantCulture("HH':'mm");

    private static readonly string[] Days =
        ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

    // A name with a slip of the pen would leave a calendar that is never open.
    private static readonly string[] Names =
        ["id", "name", "zone", "version", "always", "weekly", "rules", "exceptions", "source"];

    private static readonly string[] Weeks = ["first", "second", "third", "fourth", "fifth"];

    /// <param name="zone">The zone in which it counts when it names none itself.</param>
    public static Parsed<BusinessCalendar> Read(string id, string content, string zone)
    {
        try
        {
            using var document = WholeJson.Parse(content,
                new JsonDocumentOptions { MaxDepth = 8, AllowDuplicateProperties = false });
            return new(Read(id, document.RootElement, zone), []);
        }
        catch (Exception problem) when (problem is JsonException or FormatException)
        {
            var message = problem is JsonException ? "It is not readable as JSON." : problem.Message;
            return new(null,
                [Diagnostic.Error("CAL001", $"Calendar {id} can not be read. {message}", Location.Element(id))]);
        }
    }

    private static BusinessCalendar Read(string id, JsonElement root, string zone)
    {
        if (root.ValueKind != JsonValueKind.Object)
            throw new FormatException("It must be an object with weekly hours.");
        if (root.EnumerateObject().Select(entry => entry.Name).FirstOrDefault(name => !Names.Contains(name)) is
            { } unknown)
        {
            throw new FormatException($"{unknown} is not known. Known are {string.Join(", ", Names)}.");
        }

        zone = Text(root, "zone") ?? zone;
        if (DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) is null)
            throw new FormatException($"{zone} is not a time zone.");
        return new BusinessCalendar
        {
            Id = id,
            ZoneId = zone,
            Version = root.TryGetProperty("version", out var version) && version.TryGetInt32(out var number)
                ? number : 1,
            AlwaysOpen = root.TryGetProperty("always", out var always) && always.ValueKind == JsonValueKind.True,
            Weekly = Entries(root, "weekly").ToImmutableSortedDictionary(day => Day(day.Name), day => Hours(day.Value)),
            ClosedWeekdays = [.. Items(root, "rules").Select(Closed)],
            Exceptions = Entries(root, "exceptions")
                .ToImmutableSortedDictionary(date => Date(date.Name), date => Hours(date.Value)),
            Source = Text(root, "source"),
        };
    }

    private static JsonElement.ObjectEnumerator Entries(JsonElement root, string name)
    {
        if (!root.TryGetProperty(name, out var value)) return default;
        return value.ValueKind == JsonValueKind.Object
            ? value.EnumerateObject()
            : throw new FormatException($"{name} must be an object.");
    }

    private static JsonElement.ArrayEnumerator Items(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) ? Items(value) : default;

    private static JsonElement.ArrayEnumerator Items(JsonElement value) => value.ValueKind == JsonValueKind.Array
        ? value.EnumerateArray()
        : throw new FormatException("Hours and rules are lists.");

    private static ImmutableArray<WorkingHours> Hours(JsonElement value) => [.. Items(value).Select(Opening)];

    private static WorkingHours Opening(JsonElement value) => Items(value).ToArray() is [var opens, var closes]
        ? new WorkingHours(TimeOf(Text(opens)), TimeOf(Text(closes)))
        : throw new FormatException("""Write each opening as two times, like ["10:00", "18:00"].""");

    private static LocalTime TimeOf(string text) =>
        Time.Parse(text == "24:00" ? "00:00" : text).TryGetValue(default, out var time) ? time
        : throw new FormatException($"Can not read the time {text}. Write it like 09:30.");

    private static ClosedWeekday Closed(JsonElement value)
    {
        var text = Text(value);
        if (text.Split('-') is not [var week, var day, "closed"] || (week != "last" && !Weeks.Contains(week)))
            throw new FormatException($"Can not read the rule {text}. Write it like second-saturday-closed.");
        return new ClosedWeekday(Day(day), week == "last" ? -1 : Array.IndexOf(Weeks, week) + 1);
    }

    private static IsoDayOfWeek Day(string text) => Array.IndexOf(Days, text) is var index and >= 0
        ? (IsoDayOfWeek)(index + 1)
        : throw new FormatException($"{text} is not a weekday. Write monday to sunday.");

    private static LocalDate Date(string text) =>
        LocalDatePattern.Iso.Parse(text).TryGetValue(default, out var date) ? date
        : throw new FormatException($"{text} is not a date. Write it like 2026-01-26.");

    private static string? Text(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static string Text(JsonElement value) => value.ValueKind == JsonValueKind.String
        ? value.GetString()!
        : throw new FormatException($"{value} should be a text in quotation marks.");
}

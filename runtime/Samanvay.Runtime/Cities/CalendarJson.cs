using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Samanvay.Engine.ServiceLevels;
using Samanvay.Feel;

namespace Samanvay.Runtime.Cities;

/// <summary>
/// A calendar as administrators and files write it:
/// <c>{"weekly": {"Mon": ["10:00-18:00"]}, "closed": ["2 Sat"], "dates": {"2026-01-26": []}, "source": "G.O. 12"}</c>.
/// </summary>
public static class CalendarJson
{
    private static readonly LocalTimePattern Time = LocalTimePattern.CreateWithInvariantCulture("HH':'mm");

    private static readonly string[] Days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

    /// <param name="zone">The zone in which it counts when it names none itself.</param>
    public static Parsed<BusinessCalendar> Read(string id, string content, string zone)
    {
        try
        {
            using var document = JsonDocument.Parse(content, new JsonDocumentOptions { MaxDepth = 8, AllowDuplicateProperties = false });
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
            ClosedWeekdays = [.. Items(root, "closed").Select(Closed)],
            Exceptions = Entries(root, "dates")
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

    private static IEnumerable<string> Items(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) ? Texts(value) : [];

    private static IEnumerable<string> Texts(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array && value.EnumerateArray()
            .All(item => item.ValueKind == JsonValueKind.String)
            ? value.EnumerateArray().Select(item => item.GetString()!)
            : throw new FormatException("Hours and closed days are lists of texts.");

    private static ImmutableArray<WorkingHours> Hours(JsonElement value) => [.. Texts(value).Select(text =>
        text.Split('-') is [var from, var until] ? new WorkingHours(TimeOf(from), TimeOf(until))
        : throw new FormatException($"Can not read the hours {text}. Write them like 10:00-18:00."))];

    private static LocalTime TimeOf(string text) =>
        Time.Parse(text.Trim() == "24:00" ? "00:00" : text.Trim()).TryGetValue(default, out var time) ? time
        : throw new FormatException($"Can not read the time {text}. Write it like 09:30.");

    private static ClosedWeekday Closed(string text) =>
        text.Split(' ') is [var nth, var day]
        && int.TryParse(nth, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
        && number is -1 or (>= 1 and <= 5)
            ? new ClosedWeekday(Day(day), number)
            : throw new FormatException($"Can not read {text}. Write it like 2 Sat, or -1 Sat for the last.");

    private static IsoDayOfWeek Day(string text) => Array.IndexOf(Days, text) is var index and >= 0
        ? (IsoDayOfWeek)(index + 1)
        : throw new FormatException($"{text} is not a weekday. Write Mon to Sun.");

    private static LocalDate Date(string text) =>
        LocalDatePattern.Iso.Parse(text).TryGetValue(default, out var date) ? date
        : throw new FormatException($"{text} is not a date. Write it like 2026-01-26.");

    private static string? Text(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}

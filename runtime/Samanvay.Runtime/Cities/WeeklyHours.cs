using System.Collections.Immutable;
using NodaTime;
using NodaTime.Text;
using Samanvay.Engine.ServiceLevels;

namespace Samanvay.Runtime.Cities;

/// <summary>Reads a week's availability as officials write it: <c>Mon-Sat 08:00-16:00; Sun 22:00-06:00</c>.</summary>
public static class WeeklyHours
{
    private static readonly LocalTimePattern Time = LocalTimePattern.CreateWithInvariantCulture("HH':'mm");

    private static readonly string[] Days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

    /// <summary>The name under which the hours are among the city's calendars.</summary>
    public static string CalendarId(string text) => $"hours/{text}";

    /// <summary>Absent when the text can not be read.</summary>
    public static BusinessCalendar? Parse(string text, string zone)
    {
        var openings = text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(Openings).ToList();
        if (openings is [] || openings.Contains(null)) return null;
        return new BusinessCalendar
        {
            Id = CalendarId(text),
            ZoneId = zone,
            Weekly = openings.SelectMany(part => part!).GroupBy(opening => opening.Day).ToImmutableSortedDictionary(
                day => day.Key, day => day.Select(opening => opening.Hours).Distinct().ToImmutableArray()),
        };
    }

    private static List<(IsoDayOfWeek Day, WorkingHours Hours)>? Openings(string text)
    {
        if (text.Split(' ', StringSplitOptions.RemoveEmptyEntries) is not [var days, var hours]) return null;
        if (hours.Split('-') is not [var fromText, var untilText]) return null;
        var (first, last) = days.Split('-') switch
        {
            [var only] => (Array.IndexOf(Days, only), Array.IndexOf(Days, only)),
            [var from, var to] => (Array.IndexOf(Days, from), Array.IndexOf(Days, to)),
            _ => (-1, -1),
        };
        if (first < 0 || last < 0) return null;
        if (!Time.Parse(fromText).TryGetValue(default, out var opens)) return null;
        if (!Time.Parse(untilText == "24:00" ? "00:00" : untilText).TryGetValue(default, out var closes)) return null;
        var count = ((last - first + 7) % 7) + 1;
        return [.. Enumerable.Range(first, count)
            .Select(day => ((IsoDayOfWeek)((day % 7) + 1), new WorkingHours(opens, closes)))];
    }
}

using System.Collections.Immutable;
using NodaTime;
using NodaTime.Text;

namespace Samanvay.Runtime.Cities;

/// <summary>A week's availability as officials write it: <c>Mon-Sat 08:00-16:00; Sun 22:00-06:00</c>.</summary>
public sealed record WeeklyHours(ImmutableArray<WeeklySpan> Spans)
{
    private static readonly LocalTimePattern Time = LocalTimePattern.CreateWithInvariantCulture("HH':'mm");

    private static readonly string[] Days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

    public static WeeklyHours? Parse(string text)
    {
        var spans = text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(ParseSpan).ToImmutableArray();
        return spans is [] || spans.Contains(null) ? null : new WeeklyHours([.. spans.OfType<WeeklySpan>()]);
    }

    public bool Cover(Instant instant, DateTimeZone zone)
    {
        var local = instant.InZone(zone).LocalDateTime;
        return Spans.Any(span => span.Covers(local.DayOfWeek, local.TimeOfDay));
    }

    private static WeeklySpan? ParseSpan(string text)
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
        if (!Time.Parse(fromText).TryGetValue(default, out var start)) return null;
        if (!Time.Parse(untilText == "24:00" ? "00:00" : untilText).TryGetValue(default, out var end)) return null;
        return new WeeklySpan((IsoDayOfWeek)(first + 1), (IsoDayOfWeek)(last + 1), start, end);
    }
}

/// <param name="End">Not after the start means: of the next day.</param>
public sealed record WeeklySpan(IsoDayOfWeek FirstDay, IsoDayOfWeek LastDay, LocalTime Start, LocalTime End)
{
    public bool Covers(IsoDayOfWeek day, LocalTime time)
    {
        if (End > Start) return Includes(day) && time >= Start && time < End;
        var dayBefore = day == IsoDayOfWeek.Monday ? IsoDayOfWeek.Sunday : day - 1;
        return (Includes(day) && time >= Start) || (Includes(dayBefore) && time < End);
    }

    private bool Includes(IsoDayOfWeek day) =>
        FirstDay <= LastDay ? day >= FirstDay && day <= LastDay : day >= FirstDay || day <= LastDay;
}

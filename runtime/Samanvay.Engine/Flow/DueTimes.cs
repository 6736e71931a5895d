using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Samanvay.Bpmn.Model;
using Samanvay.Engine.Compilation;
using Samanvay.Feel.Values;

namespace Samanvay.Engine.Flow;

/// <summary>When a timer is due, and how it repeats.</summary>
internal readonly record struct DueTime(Instant At, TimerCycle? Cycle);

/// <summary>Reads timer definitions: FEEL values, or ISO 8601 texts as BPMN 2.0.2, table 10.101 has them.</summary>
internal static class DueTimes
{
    public static DueTime Of(Turn turn, Site site, TimerTrigger timer, out Failure? failure)
    {
        var evaluated = turn.Evaluate(site, timer.Value);
        failure = evaluated.Failure;
        if (evaluated.Value is not { } value) return default;
        if (Read(timer.Kind, value, turn.Now, turn.Zone) is { } due) return due;
        failure = Failure.Expression(
            site.Element, timer.Value.Field, $"gives {value}, which is no {Expected(timer.Kind)}");
        return default;
    }

    /// <summary>Null where the value is not what a timer of this kind can read.</summary>
    public static DueTime? Read(TimerKind kind, FeelValue value, Instant now, DateTimeZone zone) => kind switch
    {
        TimerKind.Date => Moment(value, zone) is { } at ? new DueTime(at, null) : null,
        TimerKind.Duration => Span(value) is { } span && Add(now, span, zone) is { } at ? new DueTime(at, null) : null,
        _ => Cycle(value, now, zone),
    };

    public static Instant After(Instant from, string every, DateTimeZone zone) =>
        Add(from, PeriodPattern.NormalizingIso.Parse(every).Value, zone) ?? Instant.MaxValue;

    private static Instant? Moment(FeelValue value, DateTimeZone zone) => value switch
    {
        FeelDateTime { Zone: null } local => local.Date.ToLocalDate() is { } day
            ? day.At(local.Time.ToLocalTime()).InZoneLeniently(zone).ToInstant()
            : null,
        FeelDateTime moment => moment.ToInstant(),
        FeelDate date => date.ToLocalDate() is { } day ? zone.AtStartOfDay(day).ToInstant() : null,
        FeelString text => Moment(text.Value, zone),
        _ => null,
    };

    private static Instant? Moment(string text, DateTimeZone zone)
    {
        if (OffsetDateTimePattern.ExtendedIso.Parse(text) is { Success: true } moment) return moment.Value.ToInstant();
        if (LocalDateTimePattern.ExtendedIso.Parse(text) is { Success: true } local)
            return local.Value.InZoneLeniently(zone).ToInstant();
        return LocalDatePattern.Iso.Parse(text) is { Success: true } day
            ? zone.AtStartOfDay(day.Value).ToInstant()
            : null;
    }

    private static Period? Span(FeelValue value) => value switch
    {
        FeelDaysDuration days => days.ToDuration() is { } span && span >= Duration.Zero
            ? Period.FromNanoseconds(span.ToInt64Nanoseconds())
            : null,
        FeelYearsDuration years => years.Months is >= 0 and <= 120_000 ? Period.FromMonths((int)years.Months) : null,
        FeelString text =>
            PeriodPattern.NormalizingIso.Parse(text.Value) is { Success: true } read && IsForward(read.Value)
            ? read.Value
            : null,
        _ => null,
    };

    private static DueTime? Cycle(FeelValue value, Instant now, DateTimeZone zone)
    {
        if (value is not FeelString { Value: ['R', ..] text }) return Repeat(now, Span(value), null, zone);
        var parts = text.Split('/');
        if (parts.Length is < 2 or > 3 || !TryCount(parts[0], out var count)) return null;
        var span = Span(new FeelString(parts[^1]));
        if (parts.Length == 2) return Repeat(now, span, count, zone);
        return Moment(parts[1], zone) is { } first && span is not null
            ? new DueTime(first, new TimerCycle(Iso(span), count - 1))
            : null;
    }

    private static DueTime? Repeat(Instant now, Period? span, int? count, DateTimeZone zone) =>
        span is not null && Add(now, span, zone) is { } at && at > now
            ? new DueTime(at, new TimerCycle(Iso(span), count - 1))
            : null;

    // R3 fires three times; R alone fires for ever.
    private static bool TryCount(string text, out int? count)
    {
        count = null;
        if (text == "R") return true;
        if (!int.TryParse(text.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var times) || times == 0)
            return false;
        count = times;
        return true;
    }

    // Days and shorter are exact lengths, as in FEEL; months and years are counted on the calendar of the zone.
    private static Instant? Add(Instant from, Period span, DateTimeZone zone)
    {
        try
        {
            var months = span.Years * 12 + span.Months;
            var start = months == 0
                ? from
                : from.InZone(zone).LocalDateTime.PlusMonths(months).InZoneLeniently(zone).ToInstant();
            var rest = span.ToBuilder();
            (rest.Years, rest.Months) = (0, 0);
            return start + rest.Build().ToDuration();
        }
        catch (Exception problem) when (problem is OverflowException or ArgumentOutOfRangeException)
        {
            return null;
        }
    }

    private static string Iso(Period span) => PeriodPattern.NormalizingIso.Format(span);

    private static bool IsForward(Period span) =>
        span is
        {
            Years: >= 0, Months: >= 0, Weeks: >= 0, Days: >= 0, Hours: >= 0,
            Minutes: >= 0, Seconds: >= 0, Milliseconds: >= 0, Ticks: >= 0, Nanoseconds: >= 0,
        };

    private static string Expected(TimerKind kind) => kind switch
    {
        TimerKind.Date => "date and time",
        TimerKind.Duration => "duration",
        _ => "cycle such as R3/PT10M",
    };
}

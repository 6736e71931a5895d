using Samanvay.Feel.Values;

namespace Samanvay.Dmn.Analysis;

/// <summary>Dates, times and durations near others: a day away if there is room, else an hour, a minute ...</summary>
internal static class TemporalSamples
{
    private const long Second = FeelTime.NanosecondsPerSecond;
    private const int OffsetMax = 18 * 3600;

    private static readonly long[] Steps =
        [FeelTime.NanosecondsPerDay, 3600 * Second, 60 * Second, Second, Second / 1000, 1];

    public static IEnumerable<FeelValue?> Candidates(ValueKind kind, FeelValue? low, FeelValue? high)
    {
        var (near, direction) = low is not null ? (low, 1) : (high ?? Usual(kind), high is null ? 0 : -1);
        if (direction == 0) return [near];
        return near switch
        {
            FeelDate date => [FeelDate.OfEpochDay(date.EpochDay + direction)],
            FeelYearsDuration years => Array.ConvertAll(
                [12, 1], months => (FeelValue?)new FeelYearsDuration(years.Months + direction * months)),
            FeelDaysDuration days => Steps.Select(
                step => (FeelValue?)FeelDaysDuration.Checked(days.Nanoseconds + direction * (Int128)step)),
            FeelDateTime moment => Steps.Select(
                step => FeelDateTime.OfNanoseconds(moment.Nanoseconds + direction * (Int128)step, moment.Zone)),
            FeelTime time => Times(time, direction),
            _ => [],
        };
    }

    // A day has an end, but in another zone it ends later.
    private static IEnumerable<FeelValue?> Times(FeelTime near, int direction)
    {
        foreach (var step in Steps.Skip(1))
        {
            var nanosecond = near.NanosecondOfDay + direction * step;
            if (nanosecond is >= 0 and < FeelTime.NanosecondsPerDay)
                yield return FeelTime.OfNanosecondOfDay(nanosecond, near.Zone);
        }

        if (near.Zone is null) yield break;
        yield return FeelTime.OfNanosecondOfDay(0, FeelZone.OfOffset(OffsetMax));
        yield return FeelTime.OfNanosecondOfDay(FeelTime.NanosecondsPerDay - 1, FeelZone.OfOffset(-OffsetMax));
    }

    private static FeelValue? Usual(ValueKind kind)
    {
        var (date, noon) = (FeelDate.Of(2026, 1, 1)!, FeelTime.NanosecondsPerDay / 2);
        var (local, zoned) = (FeelTime.OfNanosecondOfDay(noon, null), FeelTime.OfNanosecondOfDay(noon, FeelZone.Utc));
        return kind switch
        {
            ValueKind.Date => date,
            ValueKind.LocalTime => local,
            ValueKind.ZonedTime => zoned,
            ValueKind.LocalDateTime => new FeelDateTime(date, local),
            ValueKind.ZonedDateTime => new FeelDateTime(date, zoned),
            ValueKind.DaysDuration => new FeelDaysDuration(3600 * Second),
            ValueKind.YearsDuration => new FeelYearsDuration(12),
            _ => null,
        };
    }
}

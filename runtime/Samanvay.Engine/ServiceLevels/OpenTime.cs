using NodaTime;

namespace Samanvay.Engine.ServiceLevels;

/// <summary>A stretch in which a calendar's time counts.</summary>
/// <param name="Assumed">Not an opening but a closure too long to believe.</param>
internal readonly record struct OpenSpan(Instant Start, Instant End, bool Assumed);

/// <summary>A calendar's hours as physical time.</summary>
internal static class OpenTime
{
    /// <summary>The stretches that end after <paramref name="from"/>: in order, never overlapping, without
    /// end.</summary>
    public static IEnumerable<OpenSpan> From(BusinessCalendar calendar, Instant from) =>
        SinceLastOpening(calendar, from).SkipWhile(span => span.End <= from);

    /// <summary>A skipped hour opens at the first valid instant after it, a repeated hour at its first
    /// pass.</summary>
    public static Instant Opening(DateTimeZone zone, LocalDateTime local)
    {
        var mapping = zone.MapLocal(local);
        return mapping.Count == 0 ? mapping.LateInterval.Start : mapping.First().ToInstant();
    }

    /// <summary>As <see cref="Opening"/>, but a repeated hour closes at its second pass: it is open once as
    /// physical time.</summary>
    public static Instant Closing(DateTimeZone zone, LocalDateTime local)
    {
        var mapping = zone.MapLocal(local);
        return mapping.Count == 0 ? mapping.LateInterval.Start : mapping.Last().ToInstant();
    }

    private static IEnumerable<OpenSpan> SinceLastOpening(BusinessCalendar calendar, Instant from)
    {
        var date = LastOpenDateBefore(calendar, from);
        var closedSince = Opening(calendar.Zone, date.AtMidnight());
        var assuming = false;
        for (; ; date = date.PlusDays(1))
        {
            var morning = Opening(calendar.Zone, date.AtMidnight());
            assuming |= morning - closedSince > BusinessCalendar.LongestClosure;
            if (assuming && morning > closedSince)
            {
                yield return new(closedSince, morning, Assumed: true);
                closedSince = morning;
            }

            foreach (var hours in calendar.HoursOn(date))
            {
                var (start, end) = Map(calendar.Zone, date, hours);
                start = Instant.Max(start, closedSince);
                if (end <= start) continue;
                assuming |= start - closedSince > BusinessCalendar.LongestClosure;
                if (assuming && start > closedSince) yield return new(closedSince, start, Assumed: true);
                assuming = false;
                closedSince = end;
                yield return new(start, end, Assumed: false);
            }
        }
    }

    private static (Instant Start, Instant End) Map(DateTimeZone zone, LocalDate date, WorkingHours hours)
    {
        var closingDate = hours.Closes <= hours.Opens ? date.PlusDays(1) : date;
        return (Opening(zone, date + hours.Opens), Closing(zone, closingDate + hours.Closes));
    }

    // Two days back, since a night shift of yesterday may still be open and a zone may be a day off.
    private static LocalDate LastOpenDateBefore(BusinessCalendar calendar, Instant from)
    {
        var date = from.InZone(calendar.Zone).Date.PlusDays(-2);
        var earliest = date.PlusDays(-BusinessCalendar.LongestClosure.Days - 2);
        while (date > earliest && calendar.HoursOn(date).IsEmpty) date = date.PlusDays(-1);
        return date;
    }
}

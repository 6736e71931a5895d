using NodaTime;
using Samanvay.Engine.ServiceLevels;

namespace Samanvay.Tests.Engine.ServiceLevels;

/// <summary>A calendar told minute by minute, by looking at every minute's local time: slow, and not how the calendar
/// does it.</summary>
internal sealed class MinuteModel
{
    private readonly Instant _from;
    private readonly bool[] _open;

    public MinuteModel(BusinessCalendar calendar, Instant from, int days)
    {
        _from = from - Duration.FromDays(3);
        _open = new bool[(days + 6) * 24 * 60];
        var locals = Enumerable.Range(0, _open.Length)
            .Select(minute => (_from + Duration.FromMinutes(minute)).InZone(calendar.Zone).LocalDateTime).ToArray();
        for (var date = locals[0].Date; date <= locals[^1].Date; date = date.PlusDays(1))
        {
            foreach (var hours in calendar.HoursOn(date)) Open(locals, date, hours);
        }
    }

    public int Elapsed(Instant from, Instant to) => _open[Minute(from)..Minute(to)].Count(open => open);

    /// <summary>The first minute by which so many open minutes have passed.</summary>
    public Instant Add(Instant from, int minutes)
    {
        var at = Minute(from);
        while (minutes > 0) minutes -= _open[at++] ? 1 : 0;
        return _from + Duration.FromMinutes(at);
    }

    // From the first minute that reads as opening time or later to before the last one that reads as closing time, or,
    // where the clocks skip closing time, to after the last one that reads earlier.
    private void Open(LocalDateTime[] locals, LocalDate date, WorkingHours hours)
    {
        var opens = date + hours.Opens;
        var closes = (hours.Closes <= hours.Opens ? date.PlusDays(1) : date) + hours.Closes;
        var days = Period.DaysBetween(locals[0].Date, date);
        var (from, to) = (Math.Max(0, (days - 2) * 1440), Math.Min(locals.Length, (days + 3) * 1440));
        var first = from;
        while (first < to && locals[first] < opens) first++;
        var last = to - 1;
        while (last >= from && locals[last] > closes) last--;
        if (last >= from && locals[last] == closes) last--;
        for (var minute = first; minute <= last; minute++) _open[minute] = true;
    }

    private int Minute(Instant at) => (int)(at - _from).TotalMinutes;
}

using System.Collections.Immutable;
using NodaTime;

namespace Samanvay.Engine.ServiceLevels;

/// <summary>When an agency's time counts. Every target, warning and ladder delay is measured on one of
/// these.</summary>
/// <remarks>
/// A version never changes: a declared holiday makes the next version, and clocks that follow the calendar are
/// recalculated.
/// A stretch of more than <see cref="LongestClosure"/> without any opening is taken as open, for a clock that
/// never runs would
/// hide the work; <see cref="CalendarInstant.Exhausted"/> tells that it happened.
/// </remarks>
public sealed record BusinessCalendar
{
    public static readonly Duration LongestClosure = Duration.FromDays(400);

    /// <summary>The identity: all physical time counts.</summary>
    public static BusinessCalendar TwentyFourSeven { get; } = new() { Id = "24x7", ZoneId = "UTC", AlwaysOpen = true };

    public required string Id { get; init; }

    public int Version { get; init; } = 1;

    public required string ZoneId { get; init; }

    public bool AlwaysOpen { get; init; }

    public ImmutableSortedDictionary<IsoDayOfWeek, ImmutableArray<WorkingHours>> Weekly { get; init; } =
        ImmutableSortedDictionary<IsoDayOfWeek, ImmutableArray<WorkingHours>>.Empty;

    public ImmutableArray<ClosedWeekday> ClosedWeekdays { get; init; } = [];

    /// <summary>Dates that differ from their weekday. No hours means closed; an exception goes before every
    /// other rule.</summary>
    public ImmutableSortedDictionary<LocalDate, ImmutableArray<WorkingHours>> Exceptions { get; init; } =
        ImmutableSortedDictionary<LocalDate, ImmutableArray<WorkingHours>>.Empty;

    /// <summary>The order or notification that the hours come from.</summary>
    public string? Source { get; init; }

    public DateTimeZone Zone => DateTimeZoneProviders.Tzdb[ZoneId];

    /// <summary>Whether both count every stretch of time alike, as far as they are written alike.</summary>
    public bool CountsLike(BusinessCalendar other) =>
        Id == other.Id && ZoneId == other.ZoneId && AlwaysOpen == other.AlwaysOpen
        && ClosedWeekdays.SequenceEqual(other.ClosedWeekdays)
        && Alike(Weekly, other.Weekly) && Alike(Exceptions, other.Exceptions);

    /// <summary>The openings that begin on a date, in order.</summary>
    public ImmutableArray<WorkingHours> HoursOn(LocalDate date)
    {
        if (AlwaysOpen) return [WorkingHours.AllDay];
        if (Exceptions.TryGetValue(date, out var exception)) return exception.Sort(ByOpening);
        if (ClosedWeekdays.Any(rule => rule.Closes(date))) return [];
        return Weekly.TryGetValue(date.DayOfWeek, out var hours) ? hours.Sort(ByOpening) : [];
    }

    /// <summary>The open part of <c>[from, to)</c>.</summary>
    public Duration Elapsed(Instant from, Instant to)
    {
        if (to <= from) return Duration.Zero;
        if (AlwaysOpen) return to - from;
        var elapsed = Duration.Zero;
        foreach (var span in OpenTime.From(this, from))
        {
            if (span.Start >= to) break;
            elapsed += Instant.Min(span.End, to) - Instant.Max(span.Start, from);
        }

        return elapsed;
    }

    /// <summary>The smallest instant with that much open time since <paramref name="from"/>: a target that is
    /// used up at
    /// closing time is due at closing time, not next morning.</summary>
    public CalendarInstant Add(Instant from, Duration open)
    {
        if (open <= Duration.Zero) return new(from);
        if (AlwaysOpen) return new(from + open);
        var exhausted = false;
        foreach (var span in OpenTime.From(this, from))
        {
            var start = Instant.Max(span.Start, from);
            exhausted |= span.Assumed;
            if (span.End - start >= open) return new(start + open, exhausted);
            open -= span.End - start;
        }

        throw new System.Diagnostics.UnreachableException("Open time has no end: long closures count as open.");
    }

    /// <summary>The n-th open date after the start's date, at the start's clock time. A start on a closed date
    /// or after the
    /// cut-off (without one: the day's last closing) counts as the next open date at opening.</summary>
    public CalendarInstant AddWorkingDays(Instant from, int days, LocalTime? cutOff = null)
    {
        var local = from.InZone(Zone).LocalDateTime;
        var (date, time) = (local.Date, local.TimeOfDay);
        var hours = HoursOn(date);
        if (hours.IsEmpty || time > (cutOff ?? LastClosing(hours)))
        {
            if (NextOpenDate(date) is not { } next) return new(from + Duration.FromDays(days), Exhausted: true);
            (date, time) = (next, HoursOn(next)[0].Opens);
        }

        for (var day = 0; day < days; day++)
        {
            if (NextOpenDate(date) is not { } next) return new(from + Duration.FromDays(days), Exhausted: true);
            date = next;
        }

        return new(OpenTime.Closing(Zone, date + time));
    }

    /// <summary>The first instant at or after <paramref name="from"/> that counts: "starts counting Tue
    /// 10:00".</summary>
    public Instant NextOpening(Instant from) =>
        AlwaysOpen ? from : Instant.Max(from, OpenTime.From(this, from).First().Start);

    private static bool Alike<T>(
        ImmutableSortedDictionary<T, ImmutableArray<WorkingHours>> left,
        ImmutableSortedDictionary<T, ImmutableArray<WorkingHours>> right) where T : notnull =>
        left.Keys.SequenceEqual(right.Keys)
        && left.Values.Zip(right.Values).All(pair => pair.First.SequenceEqual(pair.Second));

    private LocalDate? NextOpenDate(LocalDate date)
    {
        for (var ahead = 1; ahead <= LongestClosure.Days; ahead++)
        {
            if (!HoursOn(date.PlusDays(ahead)).IsEmpty) return date.PlusDays(ahead);
        }

        return null;
    }

    private static LocalTime LastClosing(ImmutableArray<WorkingHours> hours) =>
        hours.Any(opening => opening.Closes <= opening.Opens)
            ? LocalTime.MaxValue
            : hours.Max(opening => opening.Closes);

    private static int ByOpening(WorkingHours left, WorkingHours right) => left.Opens.CompareTo(right.Opens);
}

/// <summary>An instant found on a calendar.</summary>
/// <param name="Exhausted">A closure of more than 400 days was counted as open time: the calendar needs
/// mending.</param>
public readonly record struct CalendarInstant(Instant At, bool Exhausted = false);

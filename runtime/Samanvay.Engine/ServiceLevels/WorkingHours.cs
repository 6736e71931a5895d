using NodaTime;

namespace Samanvay.Engine.ServiceLevels;

/// <summary>One opening of a day in local time. Closing at or before opening means the next day: 22:00 to 06:00
/// is a night shift.</summary>
public readonly record struct WorkingHours(LocalTime Opens, LocalTime Closes)
{
    public static WorkingHours AllDay { get; } = new(LocalTime.Midnight, LocalTime.Midnight);
}

/// <summary>A weekday that is closed in some weeks of the month, as in "2nd and 4th Saturday closed".</summary>
/// <param name="Nth">1 to 5 counts from the start of the month, -1 is the last one.</param>
public sealed record ClosedWeekday(IsoDayOfWeek Weekday, int Nth)
{
    public bool Closes(LocalDate date)
    {
        if (date.DayOfWeek != Weekday) return false;
        return Nth == -1 ? date.PlusDays(7).Month != date.Month : (date.Day - 1) / 7 + 1 == Nth;
    }
}

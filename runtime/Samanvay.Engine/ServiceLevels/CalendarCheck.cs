using System.Collections.Immutable;
using NodaTime;
using Samanvay.Feel;

namespace Samanvay.Engine.ServiceLevels;

/// <summary>What can be said of a calendar before any clock runs on it.</summary>
public static class CalendarCheck
{
    // Holidays are declared year by year; what lies further ahead is not yet known.
    private const int YearsAhead = 2;

    /// <summary>An error for each closure that is too long to believe, with the date on which it begins.</summary>
    public static ImmutableArray<Diagnostic> Closures(BusinessCalendar calendar, LocalDate from)
    {
        if (calendar.AlwaysOpen) return [];
        var until = from.PlusYears(YearsAhead);
        var lastOpen = from.PlusDays(-1);
        var problems = ImmutableArray.CreateBuilder<Diagnostic>();
        for (var date = from; date <= until; date = date.PlusDays(1))
        {
            if (calendar.HoursOn(date).IsEmpty) continue;
            Report(calendar, lastOpen, date, problems);
            lastOpen = date;
        }

        Report(calendar, lastOpen, until.PlusDays(1), problems);
        return problems.ToImmutable();
    }

    private static void Report(
        BusinessCalendar calendar, LocalDate lastOpen, LocalDate next, ImmutableArray<Diagnostic>.Builder problems)
    {
        if (Period.DaysBetween(lastOpen, next) <= BusinessCalendar.LongestClosure.Days) return;
        problems.Add(Diagnostic.Error(
            "SLA021",
            $"Calendar {calendar.Id} is closed from {lastOpen.PlusDays(1):uuuu-MM-dd} for more than 400 days. " +
            "Give it working hours, or use another calendar; until then it counts as 24x7."));
    }
}

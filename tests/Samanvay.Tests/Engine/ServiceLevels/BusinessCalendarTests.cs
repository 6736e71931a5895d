using System.Collections.Immutable;
using NodaTime;
using Samanvay.Engine.ServiceLevels;
using Shouldly;
using Xunit;
using static Samanvay.Tests.Engine.ServiceLevels.Clocks;

namespace Samanvay.Tests.Engine.ServiceLevels;

public sealed class BusinessCalendarTests
{
    [Fact]
    public void V01_a_target_steps_over_fourth_saturday_sunday_and_holiday()
    {
        var clock = Started(Level(Duration.FromHours(4), "ulb-office"), Ist("2026-01-23 17:00"));

        clock.DueAt.ShouldBe(Ist("2026-01-27 13:00"));
        clock.DueAt.ShouldBe(Utc("2026-01-27 07:30"));
        clock.Schedule.Warnings[0].ShouldBe(new Warning(50, Ist("2026-01-27 11:00")));
        clock.Schedule.Warnings[1].ShouldBe(new Warning(75, Ist("2026-01-27 12:00")));
    }

    [Fact]
    public void V02_a_start_outside_hours_counts_from_the_next_opening()
    {
        var clock = Started(Level(Duration.FromHours(1), "ulb-office"), Ist("2026-01-23 21:30"));

        clock.DueAt.ShouldBe(Ist("2026-01-27 11:00"));
        clock.State.ShouldBe(ClockState.Running);
        ClockView.CountsFrom(clock, Book).ShouldBe(Ist("2026-01-27 10:00"));
        ClockView.Elapsed(clock, Book, Ist("2026-01-26 12:00")).ShouldBe(Duration.Zero);
    }

    [Fact]
    public void V05_a_target_used_up_at_closing_time_is_due_at_closing_time() =>
        UlbOffice.Add(Ist("2026-01-27 14:00"), Duration.FromHours(4)).At.ShouldBe(Ist("2026-01-27 18:00"));

    [Fact]
    public void V06_twenty_four_hours_on_an_eight_hour_calendar_are_three_days() =>
        UlbOffice.Add(Ist("2026-01-27 10:00"), Duration.FromHours(24)).At.ShouldBe(Ist("2026-01-29 18:00"));

    [Fact]
    public void V08_round_the_clock_time_ignores_the_skipped_hour() =>
        Started(Level(Duration.FromHours(8)), In(London, "2026-03-28 20:00")).DueAt.ShouldBe(Utc("2026-03-29 04:00"));

    [Fact]
    public void V09_a_night_shift_has_seven_hours_in_the_spring_night()
    {
        var shift = Daily("22:00", "06:00", London);

        shift.Add(In(London, "2026-03-28 22:00"), Duration.FromHours(8)).At.ShouldBe(In(London, "2026-03-29 23:00"));
        shift.Elapsed(In(London, "2026-03-28 22:00"), In(London, "2026-03-29 12:00")).ShouldBe(Duration.FromHours(7));
    }

    [Fact]
    public void V10_a_night_shift_has_nine_hours_in_the_autumn_night()
    {
        var shift = Daily("22:00", "06:00", London);

        shift.Add(In(London, "2026-10-24 22:00"), Duration.FromHours(8)).At.ShouldBe(Utc("2026-10-25 05:00"));
        shift.Elapsed(In(London, "2026-10-24 22:00"), Utc("2026-10-25 12:00")).ShouldBe(Duration.FromHours(9));
    }

    [Fact]
    public void V11_an_opening_in_the_skipped_hour_is_at_the_first_valid_instant_after_it()
    {
        var calendar = Daily("01:30", "05:00", London);

        calendar.NextOpening(Utc("2026-03-29 00:00")).ShouldBe(Utc("2026-03-29 01:00"));
        calendar.Elapsed(Utc("2026-03-29 00:00"), Utc("2026-03-29 12:00")).ShouldBe(Duration.FromHours(3));
    }

    [Fact]
    public void V12_an_opening_in_the_repeated_hour_is_at_its_first_pass()
    {
        var calendar = Daily("01:30", "05:00", London);

        calendar.NextOpening(Utc("2026-10-24 23:00")).ShouldBe(Utc("2026-10-25 00:30"));
        calendar.Elapsed(Utc("2026-10-24 23:00"), Utc("2026-10-25 12:00")).ShouldBe(Duration.FromMinutes(270));
    }

    [Fact]
    public void A_closing_at_the_first_minute_of_the_repeated_hour_is_at_its_second_pass()
    {
        var calendar = Daily("22:00", "01:00", London);

        calendar.Elapsed(Utc("2026-10-24 21:00"), Utc("2026-10-25 12:00")).ShouldBe(Duration.FromHours(4));
        calendar.Add(Utc("2026-10-24 21:00"), Duration.FromHours(4)).At.ShouldBe(Utc("2026-10-25 01:00"));
    }

    [Fact]
    public void V21_a_calendar_without_any_opening_counts_all_time_and_says_so()
    {
        var never = new BusinessCalendar { Id = "never", ZoneId = Kolkata };

        var due = never.Add(Ist("2026-01-23 17:00"), Duration.FromHours(4));

        due.ShouldBe(new CalendarInstant(Ist("2026-01-23 21:00"), Exhausted: true));
        never.Elapsed(Ist("2026-01-23 17:00"), due.At).ShouldBe(Duration.FromHours(4));
        Started(Level(Duration.FromHours(4), "never"), Ist("2026-01-23 17:00"), new CalendarBook([never]))
            .Schedule.CalendarExhausted.ShouldBeTrue();
        CalendarCheck.Closures(never, new(2026, 1, 23)).ShouldHaveSingleItem().Message
            .ShouldStartWith("Calendar never is closed from 2026-01-23");
        CalendarCheck.Closures(UlbOffice, new(2026, 1, 23)).ShouldBeEmpty();
    }

    [Fact]
    public void A_closure_of_four_hundred_days_is_believed_and_a_longer_one_is_not()
    {
        var opening = new LocalDate(2026, 1, 1);

        Reopening(opening, 400).Add(Utc("2026-01-01 10:00"), Duration.FromHours(2))
            .ShouldBe(new CalendarInstant(Utc("2026-01-01 10:00") + Duration.FromDays(400)));
        Reopening(opening, 402).Add(Utc("2026-01-01 10:00"), Duration.FromHours(2))
            .ShouldBe(new CalendarInstant(Utc("2026-01-01 12:00"), Exhausted: true));
        Reopening(opening, 402).Elapsed(Utc("2026-06-01 10:00"), Utc("2026-06-02 10:00"))
            .ShouldBe(Duration.FromHours(24));
    }

    [Fact]
    public void Working_days_count_open_dates_at_the_clock_time_of_the_start()
    {
        UlbOffice.AddWorkingDays(Ist("2026-01-23 15:00"), 1).At.ShouldBe(Ist("2026-01-27 15:00"));
        UlbOffice.AddWorkingDays(Ist("2026-01-24 15:00"), 1).At.ShouldBe(Ist("2026-01-28 10:00"));
        UlbOffice.AddWorkingDays(Ist("2026-01-27 19:00"), 1).At.ShouldBe(Ist("2026-01-29 10:00"));
        UlbOffice.AddWorkingDays(Ist("2026-01-27 17:00"), 2, new LocalTime(16, 0)).At.ShouldBe(Ist("2026-01-30 10:00"));
    }

    [Fact]
    public void The_last_weekday_of_the_month_is_minus_one()
    {
        var last = new ClosedWeekday(IsoDayOfWeek.Friday, -1);

        last.Closes(new LocalDate(2026, 1, 30)).ShouldBeTrue();
        last.Closes(new LocalDate(2026, 1, 23)).ShouldBeFalse();
    }

    // Two hours on the first date, then closed for so many days from 11:00 on.
    private static BusinessCalendar Reopening(LocalDate date, int days) => new()
    {
        Id = "rare",
        ZoneId = "UTC",
        Exceptions = ImmutableSortedDictionary<LocalDate, ImmutableArray<WorkingHours>>.Empty
            .Add(date, [Hours("09:00", "10:00")])
            .Add(date.PlusDays(days), [Hours("08:00", "10:00")]),
    };
}

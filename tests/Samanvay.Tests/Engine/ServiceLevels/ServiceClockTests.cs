using System.Collections.Immutable;
using NodaTime;
using Samanvay.Engine.ServiceLevels;
using Shouldly;
using Xunit;
using static Samanvay.Tests.Engine.ServiceLevels.Clocks;

namespace Samanvay.Tests.Engine.ServiceLevels;

public sealed class ServiceClockTests
{
    private static readonly Instant Noon = Utc("2026-02-03 12:00");
    private static readonly Instant Due = Noon + Duration.FromHours(1);
    private static readonly Duration Millisecond = Duration.FromMilliseconds(1);

    [Fact]
    public void V03_a_pause_in_business_hours_moves_the_due_instant_by_both_formulas()
    {
        var clock = Started(Level(Duration.FromHours(4), "ulb-office"), Ist("2026-01-27 10:00"))
            .Pause(Ist("2026-01-27 11:00"));
        clock.DueAt.ShouldBeNull();

        clock = clock.Resume(Ist("2026-01-28 11:00"));

        clock.DueAt.ShouldBe(Ist("2026-01-28 14:00"));
        var paused = UlbOffice.Elapsed(Ist("2026-01-27 11:00"), Ist("2026-01-28 11:00"));
        paused.ShouldBe(Duration.FromHours(8));
        UlbOffice.Add(Ist("2026-01-27 10:00"), Duration.FromHours(4) + paused).At.ShouldBe(clock.DueAt!.Value);
    }

    [Fact]
    public void V04_a_pause_outside_hours_changes_nothing()
    {
        var clock = Started(Level(Duration.FromHours(10), "ulb-office"), Ist("2026-01-27 10:00"));

        clock.Pause(Ist("2026-01-27 19:00")).Resume(Ist("2026-01-28 09:00")).DueAt.ShouldBe(clock.DueAt);
    }

    [Theory]
    [InlineData(false, "2026-01-29 12:00")]
    [InlineData(true, "2026-01-28 12:00")]
    public void V07_a_declared_holiday_moves_a_live_clock_and_not_a_pinned_one(bool pinned, string expected)
    {
        var level = Level(Duration.FromHours(4), "ulb-office") with { CalendarPinned = pinned };
        var clock = Started(level, Ist("2026-01-27 16:00"));
        clock.DueAt.ShouldBe(Ist("2026-01-28 12:00"));
        var next = UlbOffice with { Version = 2, Exceptions = UlbOffice.Exceptions.Add(new(2026, 1, 28), []) };

        var moved = ClockEngine.CalendarChanged(clock, new CalendarBook([UlbOffice, next]), Ist("2026-01-27 20:00"));

        moved.Clock.DueAt.ShouldBe(Ist(expected));
        moved.Facts.OfType<DueRecalculated>().Count().ShouldBe(pinned ? 0 : 1);
        moved.Clock.Generation.ShouldBe(pinned ? clock.Generation : clock.Generation + 1);
    }

    [Fact]
    public void V13_completion_at_the_very_due_instant_is_in_time() =>
        Running().Stop(Due).Clock.Outcome.ShouldBe(ClockOutcome.Met);

    [Fact]
    public void V14_a_completion_in_time_that_is_processed_after_the_breach_retracts_it()
    {
        var breached = Running().Fire(Due + Millisecond * 40).Clock;
        breached.BreachedAt.ShouldBe(Due);
        breached.DetectedAt.ShouldBe(Due + Millisecond * 40);

        var stopped = breached.Stop(Due - Millisecond * 10, Due + Millisecond * 60);

        stopped.Facts[0].ShouldBeOfType<BreachRetracted>().BreachedAt.ShouldBe(Due);
        stopped.Clock.Outcome.ShouldBe(ClockOutcome.Met);
        stopped.Clock.Breached.ShouldBeFalse();
    }

    [Fact]
    public void V15_completion_a_millisecond_late_is_late()
    {
        var stopped = Running().Stop(Due + Millisecond);

        stopped.Clock.Outcome.ShouldBe(ClockOutcome.MetLate);
        stopped.Clock.BreachedAt.ShouldBe(Due);
    }

    [Fact]
    public void V17_a_pause_goes_before_a_timer_of_the_same_instant()
    {
        var clock = Running();
        var timer = ServiceLevelTimers.NextDue(clock)!;
        timer.DueAt.ShouldBe(Noon + Duration.FromMinutes(30));

        var fired = ClockEngine.Fire(clock.Pause(timer.DueAt), Book, timer, timer.DueAt);

        fired.Facts.ShouldHaveSingleItem().ShouldBeOfType<StaleTimer>().ScheduledFor.ShouldBe(timer.DueAt);
    }

    [Fact]
    public void V18_severity_raised_late_leaves_the_grace()
    {
        var clock = Started(BySeverity, Noon, severity: 3);
        var at = Noon + Duration.FromHours(3);

        clock = ClockEngine.Retarget(clock, Book, at, BySeverity, 1).Moved();

        clock.DueAt.ShouldBe(at + Duration.FromMinutes(15));
        clock.Schedule.GraceApplied.ShouldBeTrue();
        clock.Severity.ShouldBe(1);
    }

    [Fact]
    public void V19_severity_lowered_after_the_breach_keeps_the_breach()
    {
        var clock = Started(BySeverity, Noon, severity: 1);
        var breached = clock.Fire(Due).Clock;
        var at = Noon + Duration.FromHours(2);

        var lowered = ClockEngine.Retarget(breached, Book, at, BySeverity, 3).Moved();

        lowered.Id.ShouldBe(clock.Id);
        lowered.Generation.ShouldBe(clock.Generation + 1);
        lowered.BreachedAt.ShouldBe(Due);
        lowered.DueAt.ShouldBe(Noon + Duration.FromHours(24));
        lowered.Stop(Noon + Duration.FromHours(5)).Clock.Outcome.ShouldBe(ClockOutcome.MetLate);
    }

    [Fact]
    public void V20_reopened_work_goes_on_with_what_was_left()
    {
        var clock = Started(Level(Duration.FromHours(4), "ulb-office"), Ist("2026-01-27 10:00"))
            .Stop(Ist("2026-01-27 13:20")).Clock;

        var reopened = ClockEngine.Reopen(clock, Book, Ist("2026-01-29 17:30"), new ClockId(2)).Moved();

        reopened.DueAt.ShouldBe(Ist("2026-01-30 10:10"));
        reopened.Outcome.ShouldBeNull();
    }

    [Theory]
    [InlineData("2026-06-30T23:59:60Z", "2026-07-01T00:00:00.000Z")]
    [InlineData("2017-01-01T05:29:60.5+05:30", "2017-01-01T00:00:00.500Z")]
    public void V25_a_leap_second_is_the_next_second(string text, string expected)
    {
        ClockText.TryParseInstant(text, out var instant).ShouldBeTrue();
        ClockText.Format(instant).ShouldBe(expected);
    }

    [Fact]
    public void V26_an_agency_that_waits_is_paused_while_the_others_run()
    {
        var (a, b, incident) = (Running(), Running(), Running());

        a = a.Pause(Noon + Duration.FromMinutes(10), "awaiting-agency-b");

        var now = Noon + Duration.FromMinutes(20);
        ClockView.Health(a, Book, now).ShouldBe(ClockHealth.Paused);
        ClockView.Health(b, Book, now).ShouldBe(ClockHealth.OnTrack);
        ClockView.Health(incident, Book, now).ShouldBe(ClockHealth.OnTrack);
        b.DueAt.ShouldBe(Due);
    }

    [Fact]
    public void After_downtime_only_the_highest_warning_fires_and_says_it_is_late()
    {
        var warned = Running().Fire(Noon + Duration.FromMinutes(50));

        var fact = warned.Facts.ShouldHaveSingleItem().ShouldBeOfType<ClockWarned>();
        fact.Percent.ShouldBe(75);
        fact.Late.ShouldBeTrue();
        fact.Skipped.ShouldBe([50]);
        ServiceLevelTimers.NextDue(warned.Clock)!.DueAt.ShouldBe(Noon + Duration.FromMinutes(54));
    }

    [Fact]
    public void A_breach_overtakes_the_warnings_before_it()
    {
        var fired = Running().Fire(Due + Duration.FromMinutes(5));

        fired.Facts.ShouldHaveSingleItem().ShouldBeOfType<ClockBreached>().BreachedAt.ShouldBe(Due);
        ServiceLevelTimers.NextDue(fired.Clock).ShouldBeNull();
    }

    [Fact]
    public void A_completion_after_the_reconciliation_window_does_not_retract()
    {
        var breached = Running().Fire(Due).Clock;

        var stopped = breached.Stop(Due - Millisecond, Due + Duration.FromHours(24) + Millisecond);

        stopped.Clock.Outcome.ShouldBe(ClockOutcome.MetLate);
        ClockEngine.Waive(stopped.Clock, Due, "gauge washed away", "anita", "anita")
            .ShouldBe(new ClockRefused(ClockRefusal.NeedsSecondPerson));
        ClockEngine.Waive(stopped.Clock, Due, "gauge washed away", "anita", "bela").Moved()
            .Outcome.ShouldBe(ClockOutcome.Waived);
    }

    [Fact]
    public void The_first_completion_counts_and_the_second_is_evidence()
    {
        var stopped = Running().Stop(Due).Clock;

        var again = stopped.Stop(Due + Millisecond);

        again.Facts.ShouldHaveSingleItem().ShouldBeOfType<CompletionRepeated>();
        again.Clock.ShouldBe(stopped);
    }

    [Fact]
    public void Pauses_for_two_reasons_are_a_union()
    {
        var clock = Running().Pause(Noon).Pause(Noon + Duration.FromMinutes(10), "awaiting-agency-b");

        clock = ClockEngine.Resume(clock, Book, Noon + Duration.FromMinutes(20), "officer", "awaiting-citizen").Moved();
        clock.State.ShouldBe(ClockState.Paused);

        clock.Resume(Noon + Duration.FromMinutes(30)).DueAt.ShouldBe(Due + Duration.FromMinutes(30));
    }

    [Fact]
    public void A_pause_ends_at_its_own_instant_however_late_that_is_noticed()
    {
        var level = Level(Duration.FromHours(1)) with { PauseReasons = [new("material", Duration.FromMinutes(30))] };
        var clock = Started(level, Noon).Pause(Noon + Duration.FromMinutes(10), "material");
        ServiceLevelTimers.NextDue(clock)!.DueAt.ShouldBe(Noon + Duration.FromMinutes(40));

        clock = clock.Fire(Noon + Duration.FromMinutes(70)).Clock;

        clock.State.ShouldBe(ClockState.Running);
        clock.DueAt.ShouldBe(Noon + Duration.FromMinutes(90));
        ClockEngine.Pause(clock, Book, new(Noon + Duration.FromMinutes(71), "material", "officer"))
            .ShouldBe(new ClockRefused(ClockRefusal.PauseTotalUsed));
    }

    [Fact]
    public void Some_pauses_are_refused()
    {
        var at = Noon + Duration.FromMinutes(1);
        var level = Level(Duration.FromHours(1));

        Refusal(level with { LifeSafety = true }).ShouldBe(ClockRefusal.LifeSafetyNeverPauses);
        Refusal(level with { Metric = Metric.Acknowledge }).ShouldBe(ClockRefusal.AcknowledgeNeverPauses);
        Refusal(level with { PauseReasons = [] }).ShouldBe(ClockRefusal.PauseReasonNotListed);
        Refusal(level with { PauseReasons = [new("awaiting-citizen", ApprovalAbove: Duration.FromHours(2))] })
            .ShouldBe(ClockRefusal.NeedsSecondPerson);

        ClockRefusal Refusal(ServiceLevel changed) => ClockEngine
            .Pause(Started(changed, Noon), Book, new(at, "awaiting-citizen", "officer"))
            .ShouldBeOfType<ClockRefused>().Reason;
    }

    [Fact]
    public void A_clock_attached_late_counts_earlier_pauses_and_warns_of_the_highest_threshold()
    {
        var level = Level(Duration.FromHours(4)) with { Retroactive = new(Start: true, Pause: true) };
        var start = new ClockStart(Noon + Duration.FromHours(4), Noon)
        {
            EarlierPauses =
            [
                new("awaiting-citizen", Noon + Duration.FromHours(1), "officer") { To = Noon + Duration.FromHours(2) },
                new("lunch", Noon + Duration.FromHours(2), "officer") { To = Noon + Duration.FromHours(3) },
            ],
        };

        var clock = ClockEngine.Start(ServiceClock.Idle(new(1), level, "step"), Book, start).Moved();

        clock.DueAt.ShouldBe(Noon + Duration.FromHours(5));
        clock.Fire(start.At).Facts.ShouldHaveSingleItem().ShouldBeOfType<ClockWarned>().Percent.ShouldBe(75);
    }

    [Fact]
    public void A_devices_time_counts_only_with_recent_synchronisation_little_skew_and_a_valid_signature()
    {
        var device = new DeviceRecord(Due, Noon, Duration.FromSeconds(-120), IsSignatureValid: true);
        var received = Due + Duration.FromHours(2);

        CompletionTime.Of(received, device).ShouldBe(Due);
        CompletionTime.Of(received, null).ShouldBe(received);
        CompletionTime.Of(received, device with { IsSignatureValid = false }).ShouldBe(received);
        CompletionTime.Of(received, device with { Skew = Duration.FromSeconds(121) }).ShouldBe(received);
        CompletionTime.Of(received, device with { SyncedAt = received - Duration.FromHours(25) }).ShouldBe(received);
        CompletionTime.Of(received, device with { CompletedAt = received + Millisecond }).ShouldBe(received);
    }

    [Fact]
    public void Cancelling_after_the_breach_leaves_a_breach()
    {
        ClockEngine.Cancel(Running(), Due, "merged").Moved().Outcome.ShouldBe(ClockOutcome.Cancelled);
        ClockEngine.Cancel(Running(), Due + Millisecond, "reassigned").Moved().Outcome.ShouldBe(ClockOutcome.Breached);
    }

    [Fact]
    public void A_reset_links_a_new_clock_to_the_old_one()
    {
        var reset = ClockEngine.Reset(Running(), Book, Noon + Duration.FromMinutes(30), new ClockId(7));

        var fresh = reset.Moved();
        fresh.Previous.ShouldBe(new ClockId(1));
        fresh.DueAt.ShouldBe(Noon + Duration.FromMinutes(90));
        reset.Facts()[0].ShouldBeOfType<ClockCancelled>().Clock.ShouldBe(new ClockId(1));
        reset.Facts()[1].ShouldBeOfType<ClockStarted>().Clock.ShouldBe(new ClockId(7));
    }

    [Fact]
    public void Cumulative_reopening_counts_the_closed_time()
    {
        var level = Level(Duration.FromHours(4)) with { Reopen = ReopenPolicy.Cumulative };
        var stopped = Started(level, Noon).Stop(Noon + Duration.FromHours(1)).Clock;

        ClockEngine.Reopen(stopped, Book, Noon + Duration.FromHours(3), new(2)).Moved()
            .DueAt.ShouldBe(Noon + Duration.FromHours(4));
        ClockEngine.Reopen(stopped, Book, Noon + Duration.FromHours(9), new(2)).Moved()
            .DueAt.ShouldBe(Noon + Duration.FromHours(9));
    }

    private static ServiceLevel BySeverity { get; } = Level(Duration.FromHours(24)) with
    {
        TargetBySeverity = ImmutableSortedDictionary<int, Target>.Empty
            .Add(1, Target.Of(Duration.FromHours(1))).Add(3, Target.Of(Duration.FromHours(24))),
        Retroactive = new(Start: true, GraceFloor: Duration.FromMinutes(15)),
    };

    private static ServiceClock Running() => Started(Level(Duration.FromHours(1)), Noon);

    private static ServiceClock Started(ServiceLevel level, Instant at, int? severity = null) =>
        ClockEngine.Start(ServiceClock.Idle(new ClockId(1), level, "step", severity: severity), Book, at).Moved();
}

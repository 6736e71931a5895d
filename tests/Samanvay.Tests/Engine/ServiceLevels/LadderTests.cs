using NodaTime;
using Samanvay.Engine.ServiceLevels;
using Shouldly;
using Xunit;
using static Samanvay.Tests.Engine.ServiceLevels.Clocks;

namespace Samanvay.Tests.Engine.ServiceLevels;

public sealed class LadderTests
{
    private static readonly Instant Noon = Utc("2026-02-03 12:00");
    private static readonly ServiceClock Clock = Started(Level(Duration.FromHours(1)) with { WarnAt = [] }, Noon);
    private static readonly Instant Due = Noon + Duration.FromHours(1);

    private static readonly Ladder Life = new()
    {
        Id = "life", Basis = LadderBasis.Acknowledge,
        Levels =
        [
            Ack(1, 2) with { AckTimeout = Duration.FromMinutes(10) }, Ack(2, 5), Ack(3, 10),
            Ack(4, 15) with { RepeatEvery = Duration.FromMinutes(5), RepeatMax = 3 },
        ],
    };

    private static readonly Ladder AfterDue = new()
    {
        Id = "resolve", Basis = LadderBasis.Resolve,
        Levels = [On(1, new AtBreach()), On(2, new AfterBreach(Minutes(15))), On(3, new AfterBreach(Minutes(30)))],
    };

    [Fact]
    public void V16_after_downtime_the_highest_due_level_fires_and_lists_those_skipped()
    {
        var run = LadderEngine.Start(Clock, AfterDue, Noon).Run;
        var timer = ServiceLevelTimers.NextDue(Clock, run, Book)!;
        timer.DueAt.ShouldBe(Due);

        var handled = ServiceLevelTimers.Fire(run, timer, Context(Clock), Due + Minutes(50));

        handled.Clock.BreachedAt.ShouldBe(Due);
        var fired = handled.Facts.OfType<LevelFired>().ShouldHaveSingleItem();
        fired.Level.ShouldBe(3);
        fired.Skipped.ShouldBe([1, 2]);
        fired.Late.ShouldBeTrue();
    }

    [Fact]
    public void After_a_catch_up_the_next_level_leaves_two_minutes()
    {
        var run = LadderEngine.Start(Clock, Life, Noon).Run;

        run = Fire(run, Noon + Minutes(9.5)).Run;

        run.Level.ShouldBe(2);
        ServiceLevelTimers.NextDue(Clock, run, Book)!.DueAt.ShouldBe(Noon + Minutes(11.5));
        Fire(run, Noon + Minutes(10)).Facts.ShouldBeEmpty();
        Fire(run, Noon + Minutes(11.5)).Run.Level.ShouldBe(3);
    }

    [Fact]
    public void V24_an_empty_roster_is_reported_and_the_next_level_fires_at_once()
    {
        var run = Fire(LadderEngine.Start(Clock, Life, Noon).Run, Noon + Minutes(2)).Run;

        var moved = LadderEngine.Fire(run, Context(Clock, unreachable: 2), Noon + Minutes(5));

        var empty = moved.Facts[0].ShouldBeOfType<LevelUnreachable>();
        empty.Level.ShouldBe(2);
        empty.Reason.ShouldBe("roster is empty");
        var fired = moved.Facts[1].ShouldBeOfType<LevelFired>();
        fired.Level.ShouldBe(3);
        fired.At.ShouldBe(Noon + Minutes(5));
        fired.Occasion.ShouldBe(LevelOccasion.Advanced);
        ServiceLevelTimers.NextDue(Clock, moved.Run, Book)!.DueAt.ShouldBe(Noon + Minutes(10));
    }

    [Fact]
    public void A_channel_that_reports_failure_advances_the_present_level_only()
    {
        var run = Fire(LadderEngine.Start(Clock, Life, Noon).Run, Noon + Minutes(2)).Run;

        var moved = LadderEngine.ReportUnreachable(run, Context(Clock), Noon + Minutes(3), 1, "number does not exist");
        moved.Run.Level.ShouldBe(2);

        LadderEngine.ReportUnreachable(moved.Run, Context(Clock), Noon + Minutes(4), 1, "again").Run.Level.ShouldBe(2);
    }

    [Fact]
    public void A_top_that_can_not_be_reached_any_more_is_not_tried_for_ever()
    {
        var run = Fire(LadderEngine.Start(Clock, Life, Noon).Run, Noon + Minutes(15)).Run;
        var tries = 0;

        while (NextDue(run) is { } due && tries < 50)
        {
            run = LadderEngine.Fire(run, Context(Clock, unreachable: 4), due).Run;
            tries++;
        }

        tries.ShouldBe(3);
        run.Exhausted.ShouldBeTrue();
    }

    [Fact]
    public void A_ladder_beside_a_stopped_clock_asks_for_no_timer()
    {
        var run = LadderEngine.Start(Clock, AfterDue, Noon).Run;

        ServiceLevelTimers.NextDue(Clock.Stop(Due).Clock, run, Book).ShouldBeNull();
    }

    [Fact]
    public void The_top_repeats_as_often_as_it_says_and_then_the_ladder_is_exhausted()
    {
        var (run, facts) = Climb(LadderEngine.Start(Clock, Life, Noon).Run, 20);

        facts.OfType<LevelFired>().Select(fact => (fact.Level, fact.Repeat, fact.At - Noon)).ShouldBe(
        [
            (1, 0, Minutes(2)), (2, 0, Minutes(5)), (3, 0, Minutes(10)), (4, 0, Minutes(15)),
            (4, 1, Minutes(20)), (4, 2, Minutes(25)), (4, 3, Minutes(30)),
        ]);
        facts.OfType<LadderExhausted>().ShouldHaveSingleItem();
        run.Exhausted.ShouldBeTrue();
        facts.OfType<LevelFired>().SelectMany(fact => fact.Notices).Select(notice => notice.Key).ShouldBeUnique();
    }

    [Fact]
    public void A_looping_ladder_begins_again_with_new_notices()
    {
        var twice = Life with { Levels = [Ack(1, 2), Ack(2, 5)], LoopMax = 1 };

        var (_, facts) = Climb(LadderEngine.Start(Clock, twice, Noon).Run, 20);

        facts.OfType<LevelFired>().Select(fact => (fact.Level, fact.Repeat, fact.At - Noon)).ShouldBe(
            [(1, 0, Minutes(2)), (2, 0, Minutes(5)), (1, 1, Minutes(12)), (2, 1, Minutes(15))]);
        facts.OfType<LadderExhausted>().ShouldHaveSingleItem();
    }

    [Fact]
    public void Acknowledging_stops_the_ladder_and_silence_afterwards_opens_it_at_the_same_level()
    {
        var run = Fire(LadderEngine.Start(Clock, Life, Noon).Run, Noon + Minutes(2)).Run;

        var acknowledged = LadderEngine.Acknowledge(run, Context(Clock), Noon + Minutes(3), "person-1");
        acknowledged.Facts.ShouldHaveSingleItem().ShouldBeOfType<LadderAcknowledged>();
        ServiceLevelTimers.NextDue(Clock with { Schedule = ClockSchedule.Empty, State = ClockState.Stopped },
            acknowledged.Run, Book)!.DueAt.ShouldBe(Noon + Minutes(13));

        var reopened = Fire(acknowledged.Run, Noon + Minutes(13));
        reopened.Facts[0].ShouldBeOfType<LadderReopened>().Level.ShouldBe(1);
        var fired = reopened.Facts[1].ShouldBeOfType<LevelFired>();
        (fired.Level, fired.Repeat, fired.Occasion).ShouldBe((1, 1, LevelOccasion.NoProgress));
        NextDue(reopened.Run).ShouldBe(Noon + Minutes(16));
    }

    [Fact]
    public void A_note_of_progress_keeps_an_acknowledged_ladder_shut()
    {
        var run = Fire(LadderEngine.Start(Clock, Life, Noon).Run, Noon + Minutes(2)).Run;
        run = LadderEngine.Acknowledge(run, Context(Clock), Noon + Minutes(3), "person-1").Run;

        run = LadderEngine.Progress(run, Noon + Minutes(12), "person-1").Run;

        NextDue(run).ShouldBeNull();
    }

    [Fact]
    public void Everyone_who_was_told_is_stood_down_once()
    {
        var (run, _) = Climb(LadderEngine.Start(Clock, Life, Noon).Run, 3);

        var stopped = LadderEngine.Stop(run, Noon + Minutes(11), "done");

        stopped.Facts.ShouldHaveSingleItem().ShouldBeOfType<StoodDown>()
            .People.ShouldBe(["person-1", "person-2", "person-3"]);
        LadderEngine.Stop(stopped.Run, Noon + Minutes(12), "done").Facts.ShouldBeEmpty();
    }

    [Fact]
    public void A_lower_severity_stands_down_who_is_above_the_new_top()
    {
        var (run, _) = Climb(LadderEngine.Start(Clock, Life, Noon).Run, 3);
        var lower = Life with { Levels = [Ack(1, 10), Ack(2, 20)] };

        var moved = LadderEngine.Replace(run, Context(Clock), Noon + Minutes(11), lower, restart: false);

        moved.Facts.OfType<StoodDown>().ShouldHaveSingleItem().People.ShouldBe(["person-3"]);
        NextDue(moved.Run).ShouldBeNull();
    }

    [Fact]
    public void Percent_levels_follow_the_clock_through_a_pause()
    {
        var ladder = AfterDue with { Levels = [On(1, new AtPercent(75)), On(2, new AtPercent(125))] };
        var run = LadderEngine.Start(Clock, ladder, Noon).Run;
        NextDue(run).ShouldBe(Noon + Minutes(45));

        var paused = Clock.Pause(Noon + Minutes(30));
        ServiceLevelTimers.NextDue(paused, run, Book).ShouldBeNull();

        var resumed = paused.Resume(Noon + Minutes(40));
        ServiceLevelTimers.NextDue(resumed, run, Book)!.DueAt.ShouldBe(Noon + Minutes(55));
        run = LadderEngine.Fire(run, Context(resumed), Noon + Minutes(55)).Run;
        ServiceLevelTimers.NextDue(resumed with { BreachedAt = Noon + Minutes(70) }, run, Book)!
            .DueAt.ShouldBe(Noon + Minutes(85));
    }

    [Fact]
    public void An_event_level_fires_once_and_outside_the_order_of_time()
    {
        var ladder = Life with { Levels = [Ack(1, 2), On(2, new OnEvent("child-hurt")), Ack(3, 5)] };
        var run = LadderEngine.Start(Clock, ladder, Noon).Run;

        var told = LadderEngine.Happened(run, Context(Clock), Noon + Minutes(1), "child-hurt");

        told.Facts.ShouldHaveSingleItem().ShouldBeOfType<LevelFired>().Level.ShouldBe(2);
        LadderEngine.Happened(told.Run, Context(Clock), Noon + Minutes(1), "child-hurt").Facts.ShouldBeEmpty();
        NextDue(told.Run).ShouldBe(Noon + Minutes(2));
    }

    [Fact]
    public void A_level_delay_runs_on_its_own_calendar()
    {
        var started = Ist("2026-01-23 17:50");
        var civic = Life with { Levels = [Ack(1, 20) with { Calendar = "ulb-office" }] };
        var clock = Started(Level(Duration.FromHours(1)), started);

        var run = LadderEngine.Start(clock, civic, started).Run;

        ServiceLevelTimers.NextDue(clock with { Schedule = ClockSchedule.Empty }, run, Book)!
            .DueAt.ShouldBe(Ist("2026-01-27 10:10"));
    }

    private static Instant? NextDue(LadderRun run) =>
        ServiceLevelTimers.NextDue(Clock with { Schedule = ClockSchedule.Empty }, run, Book)?.DueAt
        ?? (run.Ladder.Basis == LadderBasis.Resolve ? ServiceLevelTimers.NextDue(Clock, run, Book)?.DueAt : null);

    private static (LadderRun Run, List<ServiceLevelFact> Facts) Climb(LadderRun run, int steps)
    {
        var facts = new List<ServiceLevelFact>();
        for (var step = 0; step < steps && NextDue(run) is { } due; step++)
        {
            var moved = Fire(run, due);
            run = moved.Run;
            facts.AddRange(moved.Facts);
        }

        return (run, facts);
    }

    private static LadderMoved Fire(LadderRun run, Instant at) => LadderEngine.Fire(run, Context(Clock), at);

    private static LadderContext Context(ServiceClock clock, int unreachable = 0) => new(clock, Book, level =>
        level.Number == unreachable ? LevelTargets.Nobody("roster is empty") : new([$"person-{level.Number}"]));

    private static LadderLevel Ack(int number, int minutes) => On(number, new AfterAckTimeout(Minutes(minutes)));

    private static LadderLevel On(int number, LadderFire fire) => new() { Number = number, Fire = fire };

    private static Duration Minutes(double minutes) => Duration.FromMinutes(minutes);
}

using System.Text.Json;
using NodaTime;
using Samanvay.Engine.Situations;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Engine.Situations;

public sealed class SituationEngineTests
{
    private static readonly Instant Noon = Instant.FromUtc(2026, 8, 3, 12, 0);

    private static readonly SituationRule Rule = Rivers.Debbie with { StaleAfter = Minutes(30) };

    [Fact]
    public void Every_level_that_is_passed_at_once_is_raised_in_order()
    {
        var (state, changes) = Rivers.Run(Rule, [At(0, 13.6m)]);

        changes.Select(change => change.MessageName).ShouldBe(
            ["river-level/raised/low", "river-level/raised/moderate", "river-level/raised/high"]);
        state.Raised.ShouldBe(3);
    }

    [Fact]
    public void A_level_that_must_hold_for_a_time_is_raised_at_the_instant_when_it_has()
    {
        var rule = Rule with { For = Minutes(15) };
        var (state, changes) = Rivers.Run(rule, [At(0, 8m), At(10, 8.1m)]);
        changes.ShouldBeEmpty();

        SituationEngine.NextDue(rule, state).ShouldBe(Noon + Minutes(15));
        SituationEngine.Tick(rule, state, Noon + Minutes(20)).Changes
            .ShouldHaveSingleItem().ShouldBeOfType<LevelRaised>().At.ShouldBe(Noon + Minutes(15));
        Rivers.Run(rule, [At(0, 8m), At(10, 7.9m), At(20, 8m), At(30, 8m)]).Changes.ShouldBeEmpty();
    }

    [Fact]
    public void A_reading_at_the_end_of_the_delay_comes_before_it()
    {
        var rule = Rule with { LowerAfter = Minutes(20) };
        var (state, _) = Rivers.Run(rule, [At(0, 8m), At(10, 7m), At(20, 7m)]);
        SituationEngine.NextDue(rule, state).ShouldBe(Noon + Minutes(30));

        var again = SituationEngine.Observe(rule, state, At(30, 8m));

        again.Changes.ShouldBeEmpty();
        SituationEngine.Tick(rule, again.State, Noon + Minutes(30)).Changes.ShouldBeEmpty();
    }

    [Fact]
    public void Between_the_clear_value_and_the_threshold_a_level_stays()
    {
        var rule = Rule with { Levels = [new("low", 8m, 7.5m, 4)], LowerAfter = Minutes(10) };
        var (state, _) = Rivers.Run(rule, [At(0, 8m), At(10, 7.7m), At(20, 7.6m)]);
        state.BelowSince.ShouldBeNull();

        (state, _) = Rivers.Run(rule, [At(25, 7.4m)], state);

        state.BelowSince.ShouldBe(Noon + Minutes(25));
        SituationEngine.Tick(rule, state, Noon + Minutes(35)).Changes.ShouldHaveSingleItem()
            .ShouldBeOfType<SituationCleared>();
    }

    [Fact]
    public void Falling_signals_get_worse_downwards()
    {
        var rule = Rule with
        {
            Direction = Direction.Falling, Levels = [new("weak", 2m, 2m, 3), new("gone", 0.5m, 0.5m, 2)],
        };

        Rivers.Run(rule, [At(0, 3m), At(10, 1.9m), At(20, 0.4m)]).Changes.Select(change => change.MessageName)
            .ShouldBe(["river-level/raised/weak", "river-level/raised/gone"]);
    }

    [Fact]
    public void An_older_reading_changes_nothing()
    {
        var (state, _) = Rivers.Run(Rule, [At(0, 8m), At(10, 7m)]);

        var late = SituationEngine.Observe(Rule, state, At(5, 12m));

        late.Changes.ShouldBeEmpty();
        late.State.ShouldBeSameAs(state);
    }

    [Fact]
    public void A_river_that_rises_again_in_the_recession_is_the_same_episode()
    {
        var rule = Rule with { LowerAfter = Minutes(10), ClosableAfter = Minutes(60), StaleAfter = Minutes(90) };

        var (state, changes) = Rivers.Run(
            rule, [At(0, 8m), At(10, 7m), At(30, 8m), At(40, 7m), At(120, 7m), At(130, 9m)]);

        changes.Select(change => change.MessageName).ShouldBe(
        [
            "river-level/raised/low", "river-level/cleared", "river-level/raised/low", "river-level/cleared",
            "river-level/closable", "river-level/raised/low",
        ]);
        changes.OfType<LevelRaised>().Select(change => change.Episode).ShouldBe([1, 1, 2]);
        changes.OfType<SituationClosable>().ShouldHaveSingleItem().At.ShouldBe(Noon + Minutes(100));
        state.RaisedAt.ShouldBe(Noon + Minutes(130));
    }

    [Fact]
    public void After_clearing_the_cool_down_delays_the_next_raise()
    {
        var rule = Rule with { LowerAfter = Minutes(10), CoolDown = Minutes(30) };
        var (state, _) = Rivers.Run(rule, [At(0, 8m), At(10, 7m), At(25, 8m), At(35, 8m)]);
        state.Raised.ShouldBe(0);

        SituationEngine.Tick(rule, state, Noon + Minutes(60)).Changes.OfType<LevelRaised>().ShouldHaveSingleItem()
            .At.ShouldBe(Noon + Minutes(50));
    }

    [Fact]
    public void Silence_is_told_and_a_level_is_not_lowered_on_what_nobody_saw()
    {
        var rule = Rule with { LowerAfter = Minutes(60) };
        var (state, _) = Rivers.Run(rule, [At(0, 8m), At(10, 7m)]);

        var quiet = SituationEngine.Tick(rule, state, Noon + Minutes(300));
        var fault = quiet.Changes.ShouldHaveSingleItem().ShouldBeOfType<SensorFault>();
        fault.Kind.ShouldBe(SensorFaultKind.Silent);
        fault.At.ShouldBe(Noon + Minutes(40));

        var back = SituationEngine.Observe(rule, quiet.State, At(310, 7m));
        back.Changes.ShouldHaveSingleItem().ShouldBeOfType<SensorRecovered>();
        back.State.BelowSince.ShouldBe(Noon + Minutes(310));
    }

    [Fact]
    public void A_jump_is_believed_when_the_next_different_reading_agrees()
    {
        var rule = Rule with { Plausible = new(RatePerHour: 3m) };

        var (_, changes) = Rivers.Run(rule, [At(0, 2m), At(10, 9m), At(20, 9m), At(30, 9.1m)]);

        changes.Select(change => change.GetType()).ShouldBe(
            [typeof(SensorFault), typeof(SensorRecovered), typeof(LevelRaised)]);
        changes[^1].At.ShouldBe(Noon + Minutes(30));
    }

    [Fact]
    public void A_quorum_of_two_needs_two_sensors()
    {
        var rule = Rule with { Quorum = new(2, 3) };

        var (state, changes) = Rivers.Run(rule, [At(0, 9m, "a"), At(1, 3m, "b"), At(2, 11m, "c")]);

        changes.ShouldHaveSingleItem().ShouldBeOfType<LevelRaised>().Value.ShouldBe(9m);
        Rivers.Run(rule, [At(3, 10.5m, "b")], state).Changes.ShouldHaveSingleItem()
            .ShouldBeOfType<LevelRaised>().Level.ShouldBe("moderate");
    }

    [Fact]
    public void A_new_version_of_the_rule_keeps_what_it_knows_by_name()
    {
        var (state, _) = Rivers.Run(Rule, [At(0, 11m)]);
        var next = Rule with { Levels = [new("watch", 6m, 6m, 5), .. Rule.Levels] };

        var moved = SituationEngine.Observe(next, state, At(10, 13.6m));

        moved.Changes.ShouldHaveSingleItem().ShouldBeOfType<LevelRaised>().Level.ShouldBe("high");
        moved.State.Raised.ShouldBe(4);
    }

    [Fact]
    public void A_state_that_an_earlier_release_stored_is_read_and_written_as_it_was()
    {
        const string Stored = """
            {"rule":"river-level","key":"gauge-1","raised":1,"episode":1,"raisedAt":"2026-08-03T12:00:00.000Z",
            "holds":[{"level":"low","aboveSince":"2026-08-03T12:00:00.000Z","aboveReadings":1},
            {"level":"moderate","aboveReadings":0,"belowSince":"2026-08-03T12:00:00.000Z"},
            {"level":"high","aboveReadings":0,"belowSince":"2026-08-03T12:00:00.000Z"},
            {"level":"unprecedented","aboveReadings":0,"belowSince":"2026-08-03T12:00:00.000Z"}],
            "sensors":[{"sensor":"s","readAt":"2026-08-03T12:00:00.000Z","at":"2026-08-03T12:00:00.000Z","value":9,
            "sameSince":"2026-08-03T12:00:00.000Z","sameReadings":1,"suspectValue":0,"silent":false}],
            "judgedAt":"2026-08-03T12:00:00.000Z","movedAt":"2026-08-03T12:00:00.000Z",
            "holdsBefore":[{"level":"low","aboveReadings":0},{"level":"moderate","aboveReadings":0},
            {"level":"high","aboveReadings":0},{"level":"unprecedented","aboveReadings":0}],"sensorsBefore":[]}
            """;
        var text = Stored.ReplaceLineEndings("");

        var state = JsonSerializer.Deserialize(text, SituationJson.Default.SituationState)!;

        JsonSerializer.Serialize(state, SituationJson.Default.SituationState).ShouldBe(text);
        JsonSerializer.Serialize(Rivers.Run(Rule, [At(0, 9m)]).State, SituationJson.Default.SituationState)
            .ShouldBe(text);
        Rivers.Run(Rule, [At(10, 10m)], state).Changes.ShouldHaveSingleItem().MessageName
            .ShouldBe("river-level/raised/moderate");
    }

    private static Observation At(int minutes, decimal value, string sensor = "s") =>
        new("gauge-1", sensor, Noon + Minutes(minutes), value);

    private static Duration Minutes(int minutes) => Duration.FromMinutes(minutes);
}

using System.Collections.Immutable;
using NodaTime;
using Samanvay.Engine.Situations;
using Shouldly;
using Xunit;
using static Samanvay.Tests.Engine.Situations.Written;

namespace Samanvay.Tests.Engine.Situations;

/// <summary>What is kept from people: planned work, machines that flap, storms.</summary>
public sealed class QuietTests
{
    private static readonly SituationRule Serviced = Rivers.Debbie with
    {
        StaleAfter = Duration.FromMinutes(30),
        Maintenance = [new(At(60, 0).At, At(120, 0).At, Sensor: "s")],
    };

    [Fact]
    public void What_is_read_during_planned_work_raises_nothing_and_is_no_fault()
    {
        var (_, changes) = Run(Serviced, [At(50, 2), At(70, 14), At(100, null), At(119, 99), At(130, 2)], 140);

        changes.ShouldBeEmpty();
    }

    [Fact]
    public void Silence_is_told_when_the_work_is_over_and_the_sensor_stays_silent()
    {
        Run(Serviced, [At(50, 2)], 149).Changes.ShouldBeEmpty();
        Run(Serviced, [At(50, 2)], 150).Changes.ShouldHaveSingleItem().ShouldBeOfType<SensorFault>()
            .At.ShouldBe(At(150, 0).At);
    }

    [Fact]
    public void Another_sensor_still_counts() =>
        Run(Serviced, [At(70, 8.5m, "t")], 80).Changes.ShouldHaveSingleItem().ShouldBeOfType<LevelRaised>();

    [Fact]
    public void A_machine_that_flaps_is_told_once_and_held_up()
    {
        var rule = Rivers.Debbie with { LowerAfter = Duration.Zero, Flapping = new(3, Hours(1), Hours(2)) };

        var (_, changes) = Run(rule, Enumerable.Range(0, 20).Select(step => At(step * 5, step % 2 == 0 ? 8 : 7)), 230);

        changes.OfType<LevelRaised>().Count().ShouldBe(3);
        changes.OfType<SituationFlapping>().ShouldHaveSingleItem().At.ShouldBe(At(20, 0).At);
        changes.OfType<SituationCleared>().Last().At.ShouldBe(At(95 + 120, 0).At);
    }

    [Fact]
    public void When_three_keys_have_opened_the_fourth_joins_the_storm()
    {
        var rule = Rivers.Debbie with { Storm = new(3, Hours(1), Hours(2)) };

        var told = Opened(rule, 0, 10, 20, 30).Told;

        told.Select(one => (one.Change.GetType().Name, one.Change.Key, one.Storm)).ShouldBe(
        [
            ("LevelRaised", "k0", null), ("LevelRaised", "k1", null), ("StormBegan", "*", 1),
            ("LevelRaised", "k2", null), ("LevelRaised", "k3", 1),
        ]);
    }

    [Fact]
    public void The_incident_of_a_storm_is_over_with_the_last_of_its_keys()
    {
        var rule = Rivers.Debbie with { Storm = new(2, Hours(1), Hours(2)) };
        var (state, _) = Opened(rule, 0, 10, 20, 30);

        var first = StormGate.Step(rule, state, episode: 1, Over(rule, "k2", 40));
        var ended = StormGate.Tick(rule, first.State, At(150, 0).At);
        var last = StormGate.Step(rule, ended.State, episode: 1, Over(rule, "k3", 160));

        first.Told.ShouldBeEmpty();
        ended.Told.ShouldHaveSingleItem().Change.ShouldBeOfType<StormEnded>();
        last.Told.Select(one => (one.Change.MessageName, one.Change.Key, one.Storm)).ShouldBe(
            [("river-level/cleared", "*", 1), ("river-level/closable", "*", 1)]);
    }

    [Fact]
    public void Openings_that_are_far_apart_are_no_storm() =>
        Opened(Rivers.Debbie with { Storm = new(3, Hours(1), Hours(2)) }, 0, 40, 60, 101).Told
            .ShouldAllBe(one => one.Change is LevelRaised && one.Storm == null);

    [Fact]
    public void A_storm_ends_when_no_key_has_opened_for_a_while()
    {
        var rule = Rivers.Debbie with { Storm = new(2, Hours(1), Hours(2)) };
        var (state, _) = Opened(rule, 0, 10, 20);

        StormGate.NextDue(rule, state).ShouldBe(At(140, 0).At);
        var calm = StormGate.Tick(rule, state, At(150, 0).At);

        calm.Told.ShouldHaveSingleItem().Change.ShouldBe(new StormEnded(rule.Id, "*", At(140, 0).At, 1));
        StormGate.NextDue(rule, calm.State).ShouldBeNull();
    }

    private static (SituationState State, List<StormTold> Told) Opened(SituationRule rule, params int[] minutes)
    {
        SituationState? state = null;
        var told = new List<StormTold>();
        foreach (var (minute, number) in minutes.Select((minute, number) => (minute, number)))
        {
            var raised = new LevelRaised(rule.Id, $"k{number}", At(minute, 0).At, "low", 8)
            {
                Severity = 4, Episode = 1,
            };
            var moved = StormGate.Step(rule, state, episode: 0, [raised]);
            state = moved.State;
            told.AddRange(moved.Told);
        }

        return (state!, told);
    }

    private static ImmutableArray<SituationChange> Over(SituationRule rule, string key, int minute)
    {
        var at = At(minute, 0).At;
        return [new SituationCleared(rule.Id, key, at, "low", at), new SituationClosable(rule.Id, key, at, at)];
    }

    private static Duration Hours(int hours) => Duration.FromHours(hours);
}

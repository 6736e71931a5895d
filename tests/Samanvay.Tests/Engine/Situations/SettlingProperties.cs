using System.Collections.Immutable;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Samanvay.Engine.Situations;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Engine.Situations;

public sealed class SettlingProperties
{
    private static readonly SituationRule Rule = Written.Street("""
        "settle": "PT20M", "lowerAfter": "PT15M", "coolDown": "PT5M",
        "measure": {"of": "avg", "over": "PT40M"},
        "inputs": {
          "rain": {"signal": "rain.depth", "unit": "mm", "period": "PT15M", "staleAfter": "PT50M",
            "measure": {"of": "sum", "over": "PT1H"}},
          "calls": {"signal": "call", "unit": "1", "events": true, "measure": {"of": "count", "over": "PT30M"}}},
        "after": [{"when": "=rain >= 3", "within": "PT2H"}],
        "quorum": {"atLeast": 2, "of": 3, "within": "PT45M",
          "confirmed": {"input": "calls", "reports": 2, "sensors": 1}},
        "plausible": {"min": -5, "disagreesWhen": "=value > 58 and rain < 2"},
        "maintenance": [{"from": "2026-08-03T13:00:00Z", "until": "2026-08-03T13:20:00Z", "sensor": "a"}],
        "flapping": {"raises": 2, "within": "PT2H", "holdFor": "PT40M"}
        """, when: "calls >= 1 or value > 45");

    private static readonly Gen<ImmutableArray<Observation>> Readings =
        from steps in Gen.ArrayOf(
            from wait in Gen.Frequency((3, Gen.Constant(0)), (8, Gen.Choose(1, 9)), (1, Gen.Choose(30, 90)))
            from kind in Gen.Choose(0, 6)
            from value in Gen.Choose(-6, 65)
            select (wait, kind, value), 40)
        select Laid(steps);

    [Fact]
    public void Any_order_of_arrival_within_the_time_of_settling_gives_the_same() => ForAll(
        from readings in Readings from seed in Gen.Choose(0, 1_000_000) select (readings, seed),
        random =>
        {
            var chance = new Random(random.seed);
            var late = random.readings.OrderBy(reading => reading.At + Minutes(chance.Next(0, 20)));

            var (first, second) = (Settled(random.readings), Settled(late));

            Text(second.State).ShouldBe(Text(first.State));
            second.Changes.ShouldBe(first.Changes);
        });

    [Fact]
    public void A_restart_between_any_two_readings_changes_nothing() => ForAll(Readings, readings =>
    {
        SituationState? state = null;
        var changes = new List<SituationChange>();
        foreach (var reading in readings)
        {
            var (next, told) = Rivers.Run(Rule, [reading], state);
            state = JsonSerializer.Deserialize(Text(next), SituationJson.Default.SituationState)!;
            changes.AddRange(told);
        }

        var straight = Rivers.Run(Rule, readings);
        Text(state!).ShouldBe(Text(straight.State));
        changes.ShouldBe(straight.Changes);
    });

    [Fact]
    public void It_does_not_matter_how_often_time_is_looked_at() => ForAll(Readings, readings =>
    {
        SituationState? state = null;
        var changes = new List<SituationChange>();
        foreach (var reading in readings)
        {
            var moved = SituationEngine.Observe(Rule, state, reading);
            changes.AddRange(moved.Changes);
            state = moved.State;
        }

        var straight = Rivers.Run(Rule, readings);
        Text(state!).ShouldBe(Text(straight.State));
        changes.ShouldBe(straight.Changes);
    });

    [Fact]
    public void What_is_due_is_never_overdue_after_it_was_done() => ForAll(Readings, readings =>
    {
        var (state, _) = Rivers.Run(Rule, readings);
        for (var count = 0; SituationEngine.NextDue(Rule, state) is { } due; count++)
        {
            count.ShouldBeLessThan(2000);
            state = SituationEngine.Tick(Rule, state, due).State;
            (SituationEngine.NextDue(Rule, state) ?? Instant.MaxValue).ShouldBeGreaterThan(due);
        }
    });

    private static (SituationState State, List<SituationChange> Changes) Settled(IEnumerable<Observation> readings)
    {
        SituationState? state = null;
        var changes = new List<SituationChange>();
        foreach (var reading in readings) Keep(SituationEngine.Observe(Rule, state, reading));
        Keep(SituationEngine.Tick(Rule, state!, Written.Noon + Duration.FromDays(5)));
        return (state!, changes);

        void Keep(SituationMoved moved)
        {
            state = moved.State;
            changes.AddRange(moved.Changes);
        }
    }

    // One more reading stands first, so that there always is one.
    private static ImmutableArray<Observation> Laid((int Wait, int Kind, int Value)[] steps)
    {
        var at = 0;
        return
        [
            Written.At(0, 20, "a"),
            .. steps.Select(step => (At: at += step.Wait, step.Kind, step.Value)).Select(step => step.Kind switch
            {
                < 3 => Written.At(step.At, step.Value, ((char)('a' + step.Kind)).ToString()),
                3 => Written.At(step.At, null, "a"),
                4 => Written.At(step.At, 1, $"p{step.Value}", "calls"),
                _ => Written.At(step.At, Math.Abs(step.Value) / 6m, "r", "rain"),
            }),
        ];
    }

    private static string Text(SituationState state) =>
        JsonSerializer.Serialize(state, SituationJson.Default.SituationState);

    private static Duration Minutes(int minutes) => Duration.FromMinutes(minutes);

    private static void ForAll<T>(Gen<T> cases, Action<T> holds) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(200), Prop.ForAll(cases.ToArbitrary(), holds));
}

using System.Collections.Immutable;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Samanvay.Engine.Situations;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Engine.Situations;

public sealed class SituationProperties
{
    private static readonly Instant Noon = Instant.FromUtc(2026, 8, 3, 12, 0);

    private static readonly SituationRule Rule = Rivers.Debbie with
    {
        Levels = [new("low", 8m, 7.5m, 4), new("moderate", 10m, 10m, 3), new("high", 13.5m, 13m, 2)],
        ForReadings = 2, For = Minutes(15), LowerAfter = Minutes(45), ClosableAfter = Minutes(90),
        CoolDown = Minutes(20), StaleAfter = Minutes(60),
        Plausible = new(Min: 0m, Max: 20m, RatePerHour: 30m) { StuckReadings = 4, StuckFor = Minutes(30) },
    };

    // Several readings may share an instant; some are missing, some impossible.
    private static readonly Gen<ImmutableArray<Observation>> Readings =
        from steps in Gen.ArrayOf(
            from wait in Gen.Frequency((3, Gen.Constant(0)), (6, Gen.Choose(1, 20)), (1, Gen.Choose(30, 120)))
            from value in Gen.Frequency((10, Gen.Choose(10, 30)), (1, Gen.Choose(-4, 60)), (1, Gen.Constant(-99)))
            select (wait, value), 40)
        select Laid(steps);

    [Fact]
    public void A_restart_between_any_two_readings_changes_nothing() => ForAll(Readings, readings =>
    {
        SituationState? state = null;
        var changes = new List<SituationChange>();
        foreach (var reading in readings)
        {
            var (next, told) = Rivers.Run(Rule, [reading], state);
            state = JsonSerializer.Deserialize(Text(next), SituationJson.Default.SituationState);
            changes.AddRange(told.Select(Stored));
        }

        var straight = Rivers.Run(Rule, readings);
        Text(state!).ShouldBe(Text(straight.State));
        changes.ShouldBe(straight.Changes);
    });

    [Fact]
    public void The_order_of_readings_of_one_instant_does_not_matter() => ForAll(
        from readings in Readings from seed in Gen.Choose(0, 1_000_000) select (readings, seed),
        random =>
        {
            var chance = new Random(random.seed);
            var shuffled = random.readings.OrderBy(reading => reading.At).ThenBy(_ => chance.Next()).ToList();
            var twice = shuffled.SelectMany(reading => Enumerable.Repeat(reading, 2));

            var (first, second) = (Rivers.Run(Rule, random.readings), Rivers.Run(Rule, twice));

            Text(second.State).ShouldBe(Text(first.State));
            Levels(second.Changes).ShouldBe(Levels(first.Changes));
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
    public void Levels_are_raised_and_lowered_one_by_one() => ForAll(Readings, readings =>
    {
        var names = new List<string> { "none" };
        names.AddRange(Rule.Levels.Select(level => level.Name));
        var at = 0;
        foreach (var change in Rivers.Run(Rule, readings).Changes)
        {
            if (change is LevelRaised raised) raised.Level.ShouldBe(names[++at]);
            if (change is LevelLowered lowered) lowered.Level.ShouldBe(names[--at]);
            if (change is SituationCleared) (--at).ShouldBe(0);
        }
    });

    private static void ForAll<T>(Gen<T> cases, Action<T> holds) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(cases.ToArbitrary(), holds));

    private static ImmutableArray<Observation> Laid((int Wait, int Value)[] steps)
    {
        var at = Noon;
        return [.. steps.Select(step => new Observation(
            "gauge-1", "s", at += Minutes(step.Wait), step.Value == -99 ? null : step.Value / 2m))];
    }

    private static IEnumerable<(string?, Instant)> Levels(IEnumerable<SituationChange> changes) =>
        changes.Where(change => change.MessageName is not null).Select(change => (change.MessageName, change.At));

    private static SituationChange Stored(SituationChange change) => JsonSerializer.Deserialize(
        JsonSerializer.Serialize(change, SituationJson.Default.SituationChange),
        SituationJson.Default.SituationChange)!;

    private static string Text(SituationState state) =>
        JsonSerializer.Serialize(state, SituationJson.Default.SituationState);

    private static Duration Minutes(int minutes) => Duration.FromMinutes(minutes);
}

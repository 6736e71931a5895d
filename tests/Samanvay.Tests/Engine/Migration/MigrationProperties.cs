using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Samanvay.Engine;
using Samanvay.Engine.Migration;
using Samanvay.Engine.Soundness;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Engine.Migration;

public sealed class MigrationProperties
{
    private static readonly Arbitrary<int> Seeds = Gen.Choose(0, int.MaxValue - 1).ToArbitrary();

    [Fact]
    public void Moving_to_an_identical_version_changes_nothing_of_what_follows() => ForAnySeed(seed =>
    {
        var (source, target) = (new RandomProcedure(seed).Draw().Compile(), new RandomProcedure(seed).Draw()
            .Compile("v2"));
        var stayed = new RandomWalk(source, seed);
        stayed.Go(40);

        var moved = new RandomWalk(source, seed);
        moved.Go(40, Once(seed, () => moved.Move(
            new MigrationRoute(source, target, MigrationPlanner.Propose(source, target)))));

        Told(moved.Facts).ShouldBe(Told(stayed.Facts));
    });

    [Fact]
    public void Moving_to_a_version_with_other_ids_changes_nothing_but_the_names() => ForAnySeed(seed =>
    {
        var source = new RandomProcedure(seed).Draw().Compile();
        var target = Renaming.Compile(new RandomProcedure(seed).Draw(), "v2");
        var stayed = new RandomWalk(source, seed);
        stayed.Go(40);

        var moved = new RandomWalk(source, seed);
        moved.Go(40, Once(seed, () => moved.Move(
            new MigrationRoute(source, target, Renaming.Plan(source, target)))));

        Told(moved.Facts).Select(Renaming.Undone).ShouldBe(Told(stayed.Facts));
    });

    [Fact]
    public void Moving_there_and_back_leaves_what_was() => ForAnySeed(seed =>
    {
        var source = new RandomProcedure(seed).Draw().Compile();
        var target = Renaming.Compile(new RandomProcedure(seed).Draw(), "v2");
        var walk = new RandomWalk(source, seed);
        var there = Renaming.Plan(source, target);
        var back = there.Elements.Aggregate(
            new MigrationPlan("v2", "v1"), (plan, pair) => plan.With(pair.Value, pair.Key));

        walk.Go(40, Once(seed, () =>
        {
            var before = Run.Stored(walk.Instance);
            walk.Move(new MigrationRoute(source, target, there));
            walk.Move(new MigrationRoute(target, source, back));
            Run.Stored(walk.Instance).ShouldBe(before);
        }));
    });

    [Fact]
    public void What_runs_on_a_sound_drawing_can_always_complete() => ForAnySeed(seed => CanAlwaysComplete(seed, 20));

    [Theory]
    [InlineData(304826651)]
    public void What_could_not_begin_for_a_fault_is_judged_as_it_would_begin_anew(int seed) =>
        CanAlwaysComplete(seed, 1);

    private static void CanAlwaysComplete(int seed, int steps)
    {
        var builder = new RandomProcedure(seed).Draw();
        if (!SoundnessChecker.Check(builder.Definitions(), new(States: 500)).OptionToComplete.Holds) return;
        var process = builder.Compile();
        // Where people went where no flow leads, it may be right that there is no end.
        var walk = new RandomWalk(process, seed, freely: false);

        walk.Go(steps, _ => CompletionCheck.Of(process, walk.Instance, new(States: 500)).Verdict
            .ShouldNotBe(CompletionVerdict.CanNotComplete, $"seed {seed}: {Run.Stored(walk.Instance)}"));
    }

    private static void ForAnySeed(Action<int> holds) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(60), Prop.ForAll(Seeds, holds));

    private static Action<int> Once(int seed, Action move) => step =>
    {
        if (step == seed % 17) move();
    };

    private static List<string> Told(IEnumerable<Fact> facts) =>
    [
        .. facts.Where(fact => fact is not InstanceMigrated)
            .Select(fact => JsonSerializer.Serialize(fact, EngineJson.Default.Fact)),
    ];
}

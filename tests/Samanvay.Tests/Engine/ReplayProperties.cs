using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Samanvay.Engine;
using Samanvay.Engine.Compilation;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Engine;

public sealed class ReplayProperties
{
    private static readonly Arbitrary<int> Seeds = Gen.Choose(0, int.MaxValue - 1).ToArbitrary();

    [Fact]
    public void A_random_walk_keeps_its_promises_and_its_stored_history_rebuilds_it() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(150), Prop.ForAll(Seeds, seed =>
        {
            var walk = new RandomWalk(new RandomProcedure(seed).Draw().Compile(), seed);

            walk.Go(60);

            Run.Stored(Replayed(walk.Facts)).ShouldBe(Run.Stored(walk.Instance));
            walk.Instance.HasEnded.ShouldBeTrue();
        }));

    [Fact]
    public void One_seed_draws_one_procedure() =>
        Nodes(new RandomProcedure(7).Draw().Compile()).ShouldBe(Nodes(new RandomProcedure(7).Draw().Compile()));

    // As the runtime keeps it: every fact a text of its own, read back one by one.
    private static ProcessInstance Replayed(List<Fact> facts)
    {
        var state = ProcessInstance.New(new(1));
        foreach (var fact in facts)
        {
            var text = JsonSerializer.Serialize(fact, EngineJson.Default.Fact);
            state = ProcessEngine.Apply(state, JsonSerializer.Deserialize(text, EngineJson.Default.Fact)!);
        }

        return state;
    }

    private static IEnumerable<string> Nodes(ExecutableProcess process) =>
        process.Nodes.Keys.Order(StringComparer.Ordinal);
}

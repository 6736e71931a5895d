using FsCheck;
using FsCheck.Fluent;
using Samanvay.Bpmn.Model;
using Samanvay.Engine;
using Samanvay.Engine.Soundness;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Engine.Soundness;

public sealed class SoundnessProperties
{
    private static readonly Arbitrary<int> Seeds = Gen.Choose(0, int.MaxValue - 1).ToArbitrary();

    [Fact]
    public void A_smaller_net_is_judged_as_the_whole_one() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(100), Prop.ForAll(Seeds, seed =>
        {
            var model = Mutated(new RandomProcedure(seed).Draw().Definitions(), new Random(seed));
            var net = NetBuilder.Build(model);
            var limits = new SoundnessLimits(States: 3_000);
            var whole = SoundnessJudge.Judge(model, net, limits);
            var small = SoundnessJudge.Judge(model, NetReduction.Reduce(net), limits);

            Same(whole.Safeness, small.Safeness);
            Same(whole.OptionToComplete, small.OptionToComplete);
            Same(whole.ProperCompletion, small.ProperCompletion);
            Same(whole.NoDeadActivities, small.NoDeadActivities);
        }));

    [Fact]
    public void A_drawing_whose_stages_are_judged_by_themselves_is_judged_as_the_whole_one() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(100), Prop.ForAll(Seeds, seed =>
        {
            var model = Mutated(new RandomProcedure(seed).Draw().Definitions(), new Random(seed));
            var limits = new SoundnessLimits(States: 3_000);
            var whole = SoundnessJudge.Judge(model, NetBuilder.Build(model), limits);
            var folded = Fragments.Fold(model, part => SoundnessChecker.Check(part, limits) is
                { IsSound: true, Safeness.Holds: true, OptionToCompleteIgnoringMessages.Holds: true });
            var small = SoundnessJudge.Judge(folded, NetBuilder.Build(folded), limits);

            Same(whole.Safeness, small.Safeness);
            Same(whole.OptionToComplete, small.OptionToComplete);
            Same(whole.ProperCompletion, small.ProperCompletion);
            Same(whole.NoDeadActivities, small.NoDeadActivities);
        }));

    [Fact]
    public void No_run_of_the_engine_comes_to_an_activity_that_was_found_dead() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(100), Prop.ForAll(Seeds, seed =>
        {
            var procedure = new RandomProcedure(seed).Draw();
            var dead = SoundnessChecker.Check(procedure.Definitions(), new(States: 3_000)).NoDeadActivities.Elements;
            var walk = new RandomWalk(procedure.Compile(), seed, freely: false);

            walk.Go(40);

            // One that only waits for more, where an activity needs several, has not begun it; nor has one that came
            // when the step before had set off too many.
            var held = walk.Facts.OfType<TokenHeld>().Select(fact => fact.Token)
                .Concat(walk.Facts.OfType<FaultRaised>().Where(fact => fact.Kind == FaultKind.Limit)
                    .Select(fact => fact.Token)).ToHashSet();
            walk.Facts.OfType<TokenEntered>().Where(fact => !held.Contains(fact.Token)).Select(fact => fact.Element)
                .Intersect(dead).ShouldBeEmpty();
        }));

    private static void Same(SoundnessFinding whole, SoundnessFinding small)
    {
        if (whole.Verdict == SoundnessVerdict.NotProven || small.Verdict == SoundnessVerdict.NotProven) return;
        small.Verdict.ShouldBe(whole.Verdict);
    }

    // Well nested blocks are nearly always sound: here and there a gateway becomes one of another kind.
    private static BpmnDefinitions Mutated(BpmnDefinitions model, Random random) => model with
    {
        Processes = [.. model.Processes.Select(process => process with { Body = Mutated(process.Body, random) })],
    };

    private static FlowScope Mutated(FlowScope body, Random random) => body with
    {
        Nodes = [.. body.Nodes.Select(node => Mutated(node, random))],
    };

    private static FlowNode Mutated(FlowNode node, Random random) => node switch
    {
        EmbeddedSubProcess sub => sub with { Body = Mutated(sub.Body, random) },
        EventSubProcess sub => sub with { Body = Mutated(sub.Body, random) },
        Gateway and not EventBasedGateway when random.Next(4) == 0 => Other(node, random),
        _ => node,
    };

    private static FlowNode Other(FlowNode node, Random random)
    {
        FlowNode other = random.Next(3) switch
        {
            0 => new ParallelGateway { Id = node.Id },
            1 => new ExclusiveGateway { Id = node.Id },
            _ => new InclusiveGateway { Id = node.Id },
        };
        return other with { Incoming = node.Incoming, Outgoing = node.Outgoing };
    }
}

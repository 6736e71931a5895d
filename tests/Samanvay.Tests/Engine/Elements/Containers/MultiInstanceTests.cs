using Samanvay.Bpmn.Model;
using Samanvay.Engine;
using Shouldly;
using Xunit;
using static Samanvay.LongRuns.Walks.Events;

namespace Samanvay.Tests.Engine.Elements.Containers;

public sealed class MultiInstanceTests
{
    private const string Wards = "{ wards: [\"A\", \"B\", \"C\"] }";

    private static ProcessBuilder Inspect(Func<MultiInstanceLoop, MultiInstanceLoop>? change = null) =>
        ProcessBuilder.Of("flood").Start()
        .User("inspect").ForEach("wards", "ward", change).User("after").End();

    [Fact]
    public void In_parallel_every_element_gets_its_own_step()
    {
        var run = Run.Of(Inspect(), Wards);

        run.Open.ShouldBe(["inspect", "inspect", "inspect"]);
        run.Instance.Scopes.Values.Where(scope => scope.Kind == ScopeKind.Iteration)
            .Select(scope => scope.Variables["ward"].ToString()).ShouldBe(["A", "B", "C"]);
    }

    [Fact]
    public void It_goes_on_when_all_are_done_and_leaves_nothing_behind()
    {
        var run = Run.Of(Inspect(), Wards).Complete("inspect").Complete("inspect");
        run.Tokens.ShouldNotContain("after");

        run.Complete("inspect").Open.ShouldBe(["after"]);

        run.Variables.TryGet("ward", out _).ShouldBeFalse();
        run.Complete("after").ShouldHaveEnded();
    }

    [Fact]
    public void Results_are_gathered_in_the_order_of_the_collection()
    {
        var run = Run.Of(
            Inspect(loop => loop with { OutputCollection = "depths", OutputElement = new("inspect.depth") }), Wards);
        var tokens = run.Instance.Tokens.Values.Where(token => token.State == TokenState.Offered)
            .Select(token => token.Id).ToList();

        foreach (var index in new[] { 2, 0, 1 })
            run.Do(new CompleteUserTask(run.Now, tokens[index], Run.Context($"{{ depth: {index} }}")));

        run["depths"].ShouldBe(Run.Value("[0, 1, 2]"));
    }

    [Fact]
    public void The_completion_condition_withdraws_the_rest()
    {
        var run = Run.Of(
            Inspect(loop => loop with { CompletionCondition = new("numberOfCompletedInstances >= 2") }), Wards);

        run.Complete("inspect").Complete("inspect");

        run.Open.ShouldBe(["after"]);
        run.Effects.OfType<WithdrawUserTask>().ShouldHaveSingleItem().Reason.ShouldBe(WithdrawalReason.EnoughDone);
    }

    [Fact]
    public void In_sequence_one_begins_when_the_one_before_has_ended()
    {
        var run = Run.Of(Inspect(loop => loop with { IsSequential = true }), Wards);

        run.Open.ShouldBe(["inspect"]);
        run.Complete("inspect").Open.ShouldBe(["inspect"]);
        run.Complete("inspect").Complete("inspect").Open.ShouldBe(["after"]);
    }

    [Fact]
    public void An_empty_collection_is_passed_at_once() => Run.Of(Inspect(), "{ wards: [] }").Open.ShouldBe(["after"]);

    [Fact]
    public void What_is_no_collection_is_a_fault() => Run.Of(Inspect()).OnlyFault.Kind.ShouldBe(FaultKind.Expression);

    [Fact]
    public void More_than_the_limit_is_a_fault_and_not_a_flood_of_steps()
    {
        var process = Inspect();
        process.Limits = new() { MultiInstanceSize = 2 };

        Run.Of(process, Wards).OnlyFault.Kind.ShouldBe(FaultKind.Limit);
    }

    [Fact]
    public void A_whole_sub_process_can_run_for_every_element()
    {
        var process = ProcessBuilder.Of("flood").Start()
            .Sub("ward-work", sub => sub.Start("s").User("warn").Script("note", "ward", "noted").User("check").End("e"))
            .ForEach(
                "wards", "ward", loop => loop with { OutputCollection = "names", OutputElement = new("noted") }).End();
        var run = Run.Of(process, Wards);

        foreach (var _ in Enumerable.Range(0, 3)) run.Complete("warn").Complete("check");

        run["names"].ShouldBe(Run.Value("[\"A\", \"B\", \"C\"]"));
        run.ShouldHaveEnded();
    }

    [Fact]
    public void An_event_at_the_edge_ends_all_of_them()
    {
        var process = Inspect().Boundary("late", "inspect", After("PT1H")).End("end-2");

        Run.Of(process, Wards).Fire("late").ShouldHaveEnded();
    }

    [Fact]
    public void A_completion_condition_that_is_no_answer_can_be_skipped()
    {
        var run = Run.Of(Inspect(loop => loop with { CompletionCondition = new("enough") }), Wards).Complete("inspect");
        run.OnlyFault.Stage.ShouldBe(FaultStage.Leaving);

        run.Skip();

        run.Open.ShouldBe(["inspect", "inspect"]);
    }

    [Fact]
    public void A_number_says_how_many()
    {
        var process = Inspect(loop => loop with { Collection = null, LoopCardinality = new("2") });

        Run.Of(process).Open.ShouldBe(["inspect", "inspect"]);
    }

    private static ProcessBuilder Reporting(MultiInstanceLoop behavior, bool interrupting = false) =>
        Inspect(loop => loop with
        {
            Behavior = behavior.Behavior,
            NoneEvent = behavior.NoneEvent,
            OneEvent = behavior.OneEvent,
            ComplexBehaviors = behavior.ComplexBehaviors,
        }).Boundary("told", "inspect", Escalation("done"), interrupting).User("note").End("end-2");

    [Fact]
    public void With_behavior_none_every_instance_throws_its_event_to_the_edge() =>
        Run.Of(
            Reporting(new() { Behavior = MultiInstanceBehavior.None, NoneEvent = Escalation("done") }), Wards)
            .Complete("inspect").Complete("inspect").Open.ShouldBe(["inspect", "note", "note"]);

    [Fact]
    public void With_behavior_one_only_the_first_does() =>
        Run.Of(
            Reporting(new() { Behavior = MultiInstanceBehavior.One, OneEvent = Escalation("done") }), Wards)
            .Complete("inspect").Complete("inspect").Open.ShouldBe(["inspect", "note"]);

    [Fact]
    public void With_complex_behavior_the_conditions_decide()
    {
        var complex = new ComplexBehavior(new("numberOfCompletedInstances = 2"), Escalation("done"));
        var process = Reporting(
            new() { Behavior = MultiInstanceBehavior.Complex, ComplexBehaviors = [complex] }, interrupting: true);
        var run = Run.Of(process, Wards).Complete("inspect");
        run.Open.ShouldBe(["inspect", "inspect"]);

        run.Complete("inspect").Open.ShouldBe(["note"]);
    }
}

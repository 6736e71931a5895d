using Samanvay.Bpmn.Model;
using Samanvay.Engine;
using Shouldly;
using Xunit;
using static Samanvay.LongRuns.Walks.Events;

namespace Samanvay.Tests.Engine.Elements.Containers;

public sealed class StandardLoopTests
{
    private static ProcessBuilder Resurvey(StandardLoop loop) => ProcessBuilder.Of("dengue").Start()
        .Add(new UserTask { Id = "survey", Loop = loop }).User("after").End();

    [Fact]
    public void It_repeats_while_its_condition_holds()
    {
        var run = Run.Of(Resurvey(new() { LoopCondition = new("survey.index > 1") }));

        run.Complete("survey", "{ index: 3 }").Open.ShouldBe(["survey"]);
        run.Complete("survey", "{ index: 0 }").Open.ShouldBe(["after"]);

        run.Complete("after").ShouldHaveEnded();
    }

    [Fact]
    public void A_test_before_may_let_it_be_done_never() =>
        Run.Of(Resurvey(new() { LoopCondition = new("false"), TestBefore = true })).Open.ShouldBe(["after"]);

    [Fact]
    public void The_maximum_ends_it_whatever_the_condition_says()
    {
        var run = Run.Of(Resurvey(new() { LoopCondition = new("true"), LoopMaximum = 2 }));

        run.Complete("survey").Complete("survey").Open.ShouldBe(["after"]);
    }

    [Fact]
    public void Rounds_are_counted()
    {
        var run = Run.Of(Resurvey(new() { LoopCondition = new("loopCounter < 3") }));

        run.Complete("survey").Complete("survey").Complete("survey").Open.ShouldBe(["after"]);
    }

    [Fact]
    public void An_event_at_the_edge_ends_it()
    {
        var process = Resurvey(new() { LoopMaximum = 4 }).Boundary("late", "survey", After("P7D")).End("end-2");

        Run.Of(process).Complete("survey").Fire("late").ShouldHaveEnded();
    }

    [Fact]
    public void A_condition_that_is_no_answer_is_a_fault_and_skipping_ends_the_rounds()
    {
        var run = Run.Of(Resurvey(new() { LoopCondition = new("missing") })).Complete("survey");
        run.OnlyFault.Stage.ShouldBe(FaultStage.Leaving);

        run.Skip().Open.ShouldBe(["after"]);
    }
}

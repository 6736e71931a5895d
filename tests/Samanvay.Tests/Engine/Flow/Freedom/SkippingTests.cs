using Samanvay.Engine;
using Shouldly;
using Xunit;
using static Samanvay.LongRuns.Walks.Events;

namespace Samanvay.Tests.Engine.Flow.Freedom;

public sealed class SkippingTests
{
    [Fact]
    public void An_open_step_is_left_undone_and_the_history_says_who_and_why()
    {
        var run = Run.Of(ProcessBuilder.Of("flood").Start().User("a").User("b").End());

        Skip(run, "a");

        run.Open.ShouldBe(["b"]);
        run.News.OfType<StepSkipped>().ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            fact => fact.Reason.ShouldBe("not needed today"), fact => fact.By.ShouldBe("p1"));
        run.Effects.OfType<WithdrawUserTask>().ShouldHaveSingleItem().Reason.ShouldBe(WithdrawalReason.Skipped);
    }

    [Theory]
    [InlineData("warn")]
    [InlineData("wait")]
    [InlineData("call")]
    public void Whatever_is_awaited_can_be_skipped(string step)
    {
        var drawn = ProcessBuilder.Of("flood").Start();
        if (step == "warn") drawn.Service(step);
        if (step == "wait") drawn.Catch(step, After("PT1H"));
        if (step == "call") drawn.Call(step, "other");
        var run = Run.Of(drawn.User("after").End());

        Skip(run, step);

        run.Tokens.ShouldBe(["after"]);
        run.Instance.Timers.ShouldBeEmpty();
    }

    [Fact]
    public void A_stage_is_skipped_with_all_that_is_open_in_it()
    {
        var run = Run.Of(ProcessBuilder.Of("flood").Start()
            .Sub("stage", sub => sub.Start("s").User("x").User("y").End("e1")).User("after").End());

        Skip(run, "stage");

        run.Open.ShouldBe(["after"]);
        run.Instance.Scopes.Count.ShouldBe(1);
    }

    [Fact]
    public void Where_conditions_decide_the_way_they_decide_here_too()
    {
        var run = Run.Of(Choice(), "{ high: true }");

        Skip(run, "ask");

        run.Open.ShouldBe(["evacuate"]);
    }

    [Fact]
    public void Where_conditions_can_not_decide_the_person_says_the_way()
    {
        var run = Run.Of(Choice());
        OperatorChoices.Ways(run.Process, run.Instance, run.TokenAt("ask")).Select(way => way.Target)
            .ShouldBe(["evacuate", "watch"]);
        var way = OperatorChoices.Ways(run.Process, run.Instance, run.TokenAt("ask"))[1].Flow;

        Skip(run, "ask", way);

        run.Open.ShouldBe(["watch"]);
    }

    [Fact]
    public void The_chosen_event_behind_a_gateway_counts_as_come()
    {
        var run = Run.Of(ProcessBuilder.Of("flood").Start().Add(new Samanvay.Bpmn.Model.EventBasedGateway
        {
            Id = "race",
        }).Catch("late", After("PT1H")).User("a").End().From("race").Catch("told", Message("m1")).User("b").End("e2"));
        run.Refused(new SkipToken(run.Now, run.TokenAt("race"), "why")).ShouldBe(new WayNotFound("race"));
        var way = OperatorChoices.Ways(run.Process, run.Instance, run.TokenAt("race"))
            .First(way => way.Target == "told");

        Skip(run, "race", way.Flow);

        run.Open.ShouldBe(["b"]);
        (run.Instance.Timers.Count + run.Instance.Subscriptions.Count).ShouldBe(0);
    }

    [Fact]
    public void What_has_failed_has_its_own_way_past_it()
    {
        var run = Run.Of(ProcessBuilder.Of("flood").Start().Service("warn").End());
        run.Do(new FailActivity(run.Now, run.TokenAt("warn"), "no answer", true));

        run.Refused(new SkipToken(run.Now, run.TokenAt("warn"), "why")).ShouldBeOfType<StepNotOpen>();
        OperatorChoices.CanSkip(run.Process, run.Instance, run.TokenAt("warn")).ShouldBeFalse();
    }

    private static ProcessBuilder Choice() => ProcessBuilder.Of("flood").Start().User("ask")
        .When("high = true").User("evacuate").End().From("ask").When("high = false").User("watch").End("e2");

    private static Run Skip(Run run, string element, string? flow = null) =>
        run.Do(new SkipToken(run.Now, run.TokenAt(element), "not needed today", flow, "p1"));
}

using NodaTime;
using Samanvay.Bpmn.Model;
using Samanvay.Engine;
using Shouldly;
using Xunit;
using static Samanvay.LongRuns.Walks.Events;

namespace Samanvay.Tests.Engine.Elements.Events;

public sealed class BoundaryEventTests
{
    private static ProcessBuilder Guarded(EventDefinition definition, bool interrupting) =>
        ProcessBuilder.Of("flood").Start()
        .User("close").User("report").End()
        .Boundary("edge", "close", definition, interrupting).User("remind").End("end-2");

    [Fact]
    public void An_interrupting_timer_takes_the_step_away()
    {
        var run = Run.Of(Guarded(After("PT30M"), interrupting: true)).Fire("edge");

        run.Open.ShouldBe(["remind"]);
        run.Effects.OfType<WithdrawUserTask>().ShouldHaveSingleItem().Reason.ShouldBe(WithdrawalReason.Interrupted);
        run.News.OfType<TokenLeft>().ShouldContain(
            fact => fact.Element == "close" && fact.Outcome == TokenOutcome.Interrupted);
    }

    [Fact]
    public void A_timer_beside_the_step_leaves_it_open() =>
        Run.Of(Guarded(After("PT30M"), interrupting: false)).Fire("edge").Open.ShouldBe(["close", "remind"]);

    [Fact]
    public void Completing_the_step_cancels_the_timer()
    {
        var run = Run.Of(Guarded(After("PT30M"), interrupting: true)).Complete("close");

        run.Instance.Timers.ShouldBeEmpty();
        run.Effects.ShouldContain(effect => effect is CancelTimer);
    }

    [Fact]
    public void A_cycle_fires_as_often_as_it_says_and_keeps_its_rhythm()
    {
        var run = Run.Of(Guarded(Every("R2/PT10M"), interrupting: false));
        var start = run.Now;

        run.Now += Duration.FromMinutes(14);
        run.Fire("edge");
        run.Instance.Timers.Values.Single().DueAt.ShouldBe(start + Duration.FromMinutes(20));
        run.Fire("edge");

        run.Instance.Timers.ShouldBeEmpty();
        run.Open.ShouldBe(["close", "remind", "remind"]);
    }

    [Fact]
    public void A_message_at_the_edge_can_come_again_while_the_step_is_open()
    {
        var run = Run.Of(Guarded(Message("river/raised"), interrupting: false)).Message("river/raised")
            .Message("river/raised");

        run.Open.ShouldBe(["close", "remind", "remind"]);
        run.Complete("close").Instance.Subscriptions.ShouldBeEmpty();
    }

    [Fact]
    public void An_error_thrown_at_a_step_is_caught_by_its_code_before_a_catch_all()
    {
        var process = Guarded(Error(), interrupting: true)
            .Boundary("exact", "close", Error("no-boats")).User("borrow").End("end-3");
        var run = Run.Of(process);

        run.Do(new ThrowBpmnError(run.Now, run.TokenAt("close"), "no-boats"));

        run.Open.ShouldBe(["borrow"]);
    }

    [Fact]
    public void An_error_at_a_step_that_nothing_catches_takes_the_offer_back_and_a_retry_offers_again()
    {
        var run = Run.Of(Guarded(Error("other"), interrupting: true));

        run.Do(new ThrowBpmnError(run.Now, run.TokenAt("close"), "no-boats", "all are out"));
        run.Effects.OfType<WithdrawUserTask>().ShouldHaveSingleItem().Reason.ShouldBe(WithdrawalReason.Failed);
        run.OnlyFault.Message.ShouldContain("all are out");

        run.Retry().Open.ShouldBe(["close"]);
    }

    [Fact]
    public void A_ladder_can_throw_an_escalation_at_an_open_step()
    {
        var run = Run.Of(Guarded(Escalation("unanswered"), interrupting: false));

        run.Do(new ThrowEscalation(run.Now, run.TokenAt("close"), "unanswered"));

        run.Open.ShouldBe(["close", "remind"]);
    }

    [Fact]
    public void What_can_not_be_armed_is_a_fault_before_the_step_begins()
    {
        var run = Run.Of(Guarded(After("patience"), interrupting: true));
        run.OnlyFault.Stage.ShouldBe(FaultStage.Entering);
        run.Effects.ShouldBeEmpty();

        run.Do(new SetVariables(run.Now, Run.Context("{ patience: duration(\"PT10M\") }"))).Retry();

        run.Open.ShouldBe(["close"]);
        run.Instance.Timers.Count.ShouldBe(1);
    }
}

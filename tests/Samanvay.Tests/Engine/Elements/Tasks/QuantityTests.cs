using Samanvay.Bpmn.Model;
using Samanvay.Engine;
using Shouldly;
using Xunit;
using static Samanvay.LongRuns.Walks.Events;

namespace Samanvay.Tests.Engine.Elements.Tasks;

public sealed class QuantityTests
{
    [Fact]
    public void A_completion_quantity_sends_out_so_many_tokens() =>
        Run.Of(ProcessBuilder.Of("x").Start().Add(new ManualTask { Id = "call", CompletionQuantity = 3 })
            .User("answer").End()).Open.ShouldBe(["answer", "answer", "answer"]);

    [Fact]
    public void A_start_quantity_waits_for_so_many_tokens()
    {
        var process = ProcessBuilder.Of("x").Start().Add(new ManualTask { Id = "call", CompletionQuantity = 2 })
            .User("answer").Add(new UserTask { Id = "act", StartQuantity = 2 }).End();
        var run = Run.Of(process).Complete("answer");
        run.Open.ShouldBe(["answer"]);

        run.Complete("answer").Open.ShouldBe(["act"]);

        run.Complete("act").ShouldHaveEnded();
    }

    [Fact]
    public void A_step_that_still_waits_for_others_can_not_be_escalated()
    {
        var run = Run.Of(ProcessBuilder.Of("x").Start().Add(new UserTask { Id = "act", StartQuantity = 2 }).End());
        var waiting = run.TokenAt("act");

        run.Refused(new ThrowEscalation(run.Now, waiting, "late")).ShouldBe(new StepNotOpen(waiting, "act"));
    }

    [Fact]
    public void Tokens_that_wait_for_others_are_ended_with_their_scope()
    {
        var process = ProcessBuilder.Of("x").Start()
            .Sub("stage", sub => sub.Start("s").Add(new UserTask { Id = "act", StartQuantity = 2 }).End("e")).End()
            .Boundary("late", "stage", After("PT1H")).End("end-2");

        Run.Of(process).Fire("late").ShouldHaveEnded();
    }
}

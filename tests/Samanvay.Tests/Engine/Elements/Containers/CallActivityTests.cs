using Samanvay.Bpmn.Model;
using Samanvay.Engine;
using Shouldly;
using Xunit;
using static Samanvay.LongRuns.Walks.Events;

namespace Samanvay.Tests.Engine.Elements.Containers;

public sealed class CallActivityTests
{
    private static ProcessBuilder Caller() => ProcessBuilder.Of("flood").Start()
        .Call("footage", "cctv-request", ("camera", "=cameras[1]"), ("purpose", "flood"))
        .Outputs(("clip", "=receipt.file"))
        .User("after").End();

    private static Run Called() => Run.New(ProcessBuilder.Of("cctv-request").Start().User("lock").End());

    [Fact]
    public void The_called_process_is_given_what_is_mapped_and_nothing_else()
    {
        var run = Run.Of(Caller(), """{ cameras: ["C1", "C2"], secret: 1 }""");

        var call = run.Effects.OfType<CallProcess>().ShouldHaveSingleItem();
        (call.Process, call.Element).ShouldBe(("cctv-request", "footage"));
        call.Inputs.ShouldBe(Run.Context("""{ camera: "C1", purpose: "flood" }"""));
    }

    [Fact]
    public void What_it_ends_with_is_mapped_back()
    {
        var run = Run.Of(Caller(), """{ cameras: ["C1"] }""");

        run.Return("footage", """{ receipt: { file: "a.mp4" }, internal: 1 }""");

        run["clip"].ToString().ShouldBe("a.mp4");
        run.Variables.TryGet("internal", out _).ShouldBeFalse();
        run.Open.ShouldBe(["after"]);
    }

    [Fact]
    public void An_event_at_the_edge_withdraws_the_call()
    {
        var run = Run.Of(
            Caller().Boundary("late", "footage", After("PT1H")).End("end-2"), """{ cameras: ["C1"] }""");

        run.Fire("late").ShouldHaveEnded();

        run.Effects.OfType<WithdrawCall>().ShouldHaveSingleItem();
    }

    [Fact]
    public void An_error_of_the_called_process_is_caught_at_the_edge()
    {
        var run = Run.Of(
            Caller().Boundary("gone", "footage", Error("overwritten")).User("certify").End("end-2"),
            """{ cameras: ["C1"] }""");

        run.Do(new ThrowBpmnError(run.Now, run.TokenAt("footage"), "overwritten"));

        run.Open.ShouldBe(["certify"]);
    }

    [Fact]
    public void A_called_process_ends_by_an_error_that_nothing_in_it_catches()
    {
        var run = Called();
        run.Do(new StartProcess(run.Now, null, Run.Context("{}")) { IsCalled = true });

        run.Do(new ThrowBpmnError(run.Now, run.TokenAt("lock"), "overwritten", "after 15 days"));

        run.ShouldHaveEnded(ProcessStatus.Failed);
        run.Instance.Error.ShouldBe(new("overwritten", "after 15 days"));
    }

    [Fact]
    public void A_called_process_passes_on_an_escalation_that_nothing_in_it_catches()
    {
        var run = Called();
        run.Do(new StartProcess(run.Now, null, Run.Context("{}")) { IsCalled = true });

        run.Do(new ThrowEscalation(run.Now, run.TokenAt("lock"), "no-authority"));

        run.Effects.OfType<PassEscalation>().ShouldHaveSingleItem().Code.ShouldBe("no-authority");
        run.Open.ShouldBe(["lock"]);
    }

    [Fact]
    public void A_call_that_can_not_be_made_is_a_fault_and_can_be_tried_again()
    {
        var run = Run.Of(Caller(), """{ cameras: ["C1"] }""");
        run.Do(new FailActivity(run.Now, run.TokenAt("footage"), "not published", true));

        run.Retry();

        run.Effects.OfType<CallProcess>().ShouldHaveSingleItem();
    }

    [Fact]
    public void A_called_global_task_runs_in_the_place_of_the_call()
    {
        var definitions = Caller().Definitions() with { GlobalTasks = [new UserTask { Id = "cctv-request" }] };
        var run = Run.New(Samanvay.Engine.Compilation.ProcessCompiler.Compile(definitions, new()).Value!);

        run.Start(null, """{ cameras: ["C1"] }""").Open.ShouldBe(["footage"]);
    }
}

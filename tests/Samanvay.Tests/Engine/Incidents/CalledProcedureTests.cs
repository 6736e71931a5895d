using Samanvay.Engine;
using Shouldly;
using Xunit;
using static Samanvay.LongRuns.Walks.Events;

namespace Samanvay.Tests.Engine.Incidents;

public sealed class CalledProcedureTests
{
    private static ProcessBuilder Manhole() => ProcessBuilder.Of("manhole").Start()
        .Call("footage", "cctv", ("camera", "C7")).Outputs(("clip", "=clip")).User("close").End();

    private static ProcessBuilder Cctv() => ProcessBuilder.Of("cctv").Start()
        .User("lock").Variable("clip", "=camera + lock.name").End();

    [Fact]
    public void A_called_procedure_is_a_run_of_its_own_with_its_own_work()
    {
        var duty = new Duty(Manhole(), Cctv()).Start("manhole");

        duty.Open.ShouldBe(["lock"]);
        duty[2].Caller!.Run.ShouldBe(new InstanceId(1));
    }

    [Fact]
    public void Its_caller_goes_on_with_what_it_ended_with()
    {
        var duty = new Duty(Manhole(), Cctv()).Start("manhole").Complete("lock", """{ name: "-a" }""");

        duty.Open.ShouldBe(["close"]);
        duty[1].Instance.Scopes.Values.First().Variables["clip"].ToString().ShouldBe("C7-a");

        duty.Complete("close")[1].Instance.Status.ShouldBe(ProcessStatus.Completed);
    }

    [Fact]
    public void Cancelling_the_caller_cancels_what_it_called()
    {
        var duty = new Duty(Manhole(), Cctv()).Start("manhole").Cancel(1);

        duty[2].Instance.Status.ShouldBe(ProcessStatus.Cancelled);
        duty.Open.ShouldBeEmpty();
    }

    [Fact]
    public void An_error_that_it_does_not_catch_is_its_caller_s()
    {
        var manhole = Manhole().Boundary("gone", "footage", Error("overwritten")).User("certify").End("end-2");
        var cctv = ProcessBuilder.Of("cctv").Start().Service("export").End();

        var duty = new Duty(manhole, cctv).Start("manhole").Refuse("export", "overwritten");

        duty.Open.ShouldBe(["certify"]);
        duty[2].Instance.Status.ShouldBe(ProcessStatus.Failed);
    }

    [Fact]
    public void An_escalation_that_it_does_not_catch_is_its_caller_s_and_it_goes_on()
    {
        var manhole = Manhole().Boundary("asked", "footage", Escalation("authority"), interrupting: false)
            .User("decide").End("end-2");
        var cctv = ProcessBuilder.Of("cctv").Start().Throw("ask", Escalation("authority")).User("lock").End();

        new Duty(manhole, cctv).Start("manhole").Open.ShouldBe(["lock", "decide"]);
    }

    [Fact]
    public void A_procedure_that_is_not_published_is_a_fault_at_the_call()
    {
        var duty = new Duty(Manhole()).Start("manhole");

        duty[1].Instance.Faults.Values.ShouldHaveSingleItem().Message.ShouldContain("cctv");
    }

    [Fact]
    public void Procedures_that_call_each_other_without_end_are_stopped()
    {
        var duty = new Duty(ProcessBuilder.Of("a").Start().Call("again", "a").End()).Start("a");

        duty.Operation.Runs.Count.ShouldBeLessThan(30);
        duty.Operation.Runs.Values.Last().Instance.Faults.Values.ShouldHaveSingleItem();
    }

    [Fact]
    public void A_message_goes_to_the_other_runs()
    {
        var waiting = ProcessBuilder.Of("b").Start().Catch("wait", Message("go")).User("act").End();
        var sending = ProcessBuilder.Of("a").Start().Throw("send", Message("go")).End();

        new Duty(sending, waiting).Start("b").Start("a").Open.ShouldBe(["act"]);
    }
}

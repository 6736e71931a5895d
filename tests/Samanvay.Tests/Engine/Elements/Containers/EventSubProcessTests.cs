using Samanvay.Engine;
using Shouldly;
using Xunit;
using static Samanvay.LongRuns.Walks.Events;

namespace Samanvay.Tests.Engine.Elements.Containers;

public sealed class EventSubProcessTests
{
    private static ProcessBuilder Stages() => ProcessBuilder.Of("flood").Start().User("watch").End()
        .On("moderate", Message("river-level/raised/moderate"), sub => sub.User("warn").End("m-end"))
        .On("severe", Message("river-level/raised/severe"), sub => sub.User("evacuate").End("s-end"))
        .On("cleared", Message("river-level/cleared"), sub => sub.User("stand-down").End("c-end"), interrupting: true);

    [Fact]
    public void One_that_does_not_interrupt_runs_beside_its_scope_and_waits_again()
    {
        var run = Run.Of(Stages());

        run.Message("river-level/raised/moderate", "{ level: 3 }").Message(
            "river-level/raised/moderate", "{ level: 4 }");
        run.Message("river-level/raised/severe");

        run.Open.ShouldBe(["watch", "warn", "warn", "evacuate"]);
        run.Instance.Subscriptions.Count.ShouldBe(3);
    }

    [Fact]
    public void Each_run_keeps_its_own_payload()
    {
        var run = Run.Of(Stages()).Message("river-level/raised/moderate", "{ level: 3 }")
            .Message("river-level/raised/moderate", "{ level: 4 }");

        run.Instance.Scopes.Values.Where(scope => scope.Kind == ScopeKind.EventSubProcess)
            .Select(scope => scope.Variables["moderate_start"]).ShouldBe(
                [Run.Value("{ level: 3 }"), Run.Value("{ level: 4 }")]);
    }

    [Fact]
    public void The_process_ends_when_the_last_of_them_has_ended()
    {
        var run = Run.Of(Stages()).Message("river-level/raised/moderate").Complete("watch");
        run.Instance.Status.ShouldBe(ProcessStatus.Running);

        run.Complete("warn").ShouldHaveEnded();
    }

    [Fact]
    public void An_interrupting_one_takes_over_and_no_other_can_start()
    {
        var run = Run.Of(Stages()).Message("river-level/raised/moderate").Message("river-level/cleared");

        run.Open.ShouldBe(["stand-down"]);
        run.Instance.Subscriptions.ShouldBeEmpty();
        run.Refused(new DeliverMessage(run.Now, "river-level/raised/severe")).ShouldBeOfType<MessageNotAwaited>();
        run.Complete("stand-down").ShouldHaveEnded();
    }

    [Fact]
    public void A_timer_starts_one_again_and_again()
    {
        var process = ProcessBuilder.Of("flood").Start().User("watch").End()
            .On("hourly", Every("R/PT1H"), sub => sub.User("report").End("h-end"));

        var run = Run.Of(process).Fire("hourly-start").Fire("hourly-start");

        run.Open.ShouldBe(["watch", "report", "report"]);
        run.Complete("watch").Complete("report").Complete("report").ShouldHaveEnded();
    }

    [Fact]
    public void An_error_inside_is_handled_by_the_scope_that_it_was_thrown_in()
    {
        var process = ProcessBuilder.Of("flood").Start()
            .Sub("stage", sub =>
                sub.Start("s").Parallel("fork").User("a").End("fail", Error("no-boats")).From("fork").User("b").End("e")
                .On("mend", Error("no-boats"), handler => handler.User("borrow").End("h-end"), interrupting: true))
            .User("after").End();

        var run = Run.Of(process).Complete("a");

        run.Open.ShouldBe(["borrow"]);
        run.Complete("borrow").Open.ShouldBe(["after"]);
    }

    [Fact]
    public void An_error_of_the_handler_goes_further_out()
    {
        var process = ProcessBuilder.Of("flood").Start()
            .Sub("stage", sub => sub.Start("s").End("fail", Error("x"))
                .On("mend", Error("x"), handler => handler.End("again", Error("x")), interrupting: true))
            .End().Boundary("edge", "stage", Error("x")).User("by-hand").End("end-2");

        Run.Of(process).Open.ShouldBe(["by-hand"]);
    }

    [Fact]
    public void An_escalation_starts_one_beside_the_step_that_threw_it()
    {
        var process = ProcessBuilder.Of("flood").Start().User("watch").End()
            .On("late", Escalation("unanswered"), sub => sub.User("inform").End("l-end"));
        var run = Run.Of(process);

        run.Do(new ThrowEscalation(run.Now, run.TokenAt("watch"), "unanswered"));

        run.Open.ShouldBe(["watch", "inform"]);
    }
}

using Samanvay.Engine;
using Shouldly;
using Xunit;
using static Samanvay.LongRuns.Walks.Events;

namespace Samanvay.Tests.Engine.Elements.Events;

public sealed class EndEventTests
{
    [Fact]
    public void A_none_end_uses_up_its_token_and_the_last_one_completes_the_process()
    {
        var run = Run.Of(
            ProcessBuilder.Of("flood").Start().Parallel("fork").User("a").End("end-a").From("fork").User("b")
            .End("end-b"));

        run.Complete("a").Instance.Status.ShouldBe(ProcessStatus.Running);
        run.Complete("b").ShouldHaveEnded();

        run.Refused(new CancelInstance(run.Now, "too late")).ShouldBe(new AlreadyEnded());
    }

    [Fact]
    public void A_terminate_end_withdraws_all_that_still_runs()
    {
        var process = ProcessBuilder.Of("flood").Start().Parallel("fork").User("a").End("stop", Terminate)
            .From("fork").Sub("inside", sub => sub.Start("s").Service("warn").End("e"))
                .Boundary("late", "inside", After("PT1H")).End("end-b");
        var run = Run.Of(process);

        run.Complete("a").ShouldHaveEnded(ProcessStatus.Terminated);

        run.Effects.ShouldContain(effect => effect is WithdrawActivity);
        run.Effects.ShouldContain(effect => effect is CancelTimer);
    }

    [Fact]
    public void Inside_a_sub_process_it_ends_only_that()
    {
        var process = ProcessBuilder.Of("flood").Start()
            .Sub("inside", sub =>
                sub.Start("s").Parallel("fork").User("a").End("stop", Terminate).From("fork").User("b").End("e"))
            .User("after").End();

        var run = Run.Of(process).Complete("a");

        run.Open.ShouldBe(["after"]);
        run.Effects.OfType<WithdrawUserTask>().ShouldHaveSingleItem().Reason.ShouldBe(WithdrawalReason.Terminated);
    }

    [Fact]
    public void An_error_end_is_caught_at_the_edge_of_its_sub_process()
    {
        var process = ProcessBuilder.Of("flood").Start()
            .Sub("inside", sub =>
                sub.Start("s").Parallel("fork").User("a").End("fail", Error("no-boats")).From("fork").User("b")
                .End("e"))
            .End().Boundary("caught", "inside", Error("no-boats")).Variable("why", "=code").User("borrow").End("end-2");

        var run = Run.Of(process).Complete("a");

        run.Open.ShouldBe(["borrow"]);
        run["why"].ShouldBe(Run.Value("\"no-boats\""));
        run.News.OfType<ErrorThrown>().ShouldHaveSingleItem().CaughtBy.ShouldBe("caught");
    }

    [Fact]
    public void An_error_that_nothing_catches_is_a_fault()
    {
        var run = Run.Of(ProcessBuilder.Of("flood").Start().End("fail", Error("no-boats")));
        run.OnlyFault.Kind.ShouldBe(FaultKind.UncaughtError);

        run.Skip().ShouldHaveEnded();
    }

    [Fact]
    public void An_escalation_end_tells_the_outside_and_ends_its_token()
    {
        var process = ProcessBuilder.Of("flood").Start()
            .Sub("inside", sub => sub.Start("s").End("tell", Escalation("late"))).User("after").End()
            .Boundary("told", "inside", Escalation("late"), interrupting: false).User("inform").End("end-2");

        Run.Of(process).Open.ShouldBe(["inform", "after"], ignoreOrder: true);
    }
}

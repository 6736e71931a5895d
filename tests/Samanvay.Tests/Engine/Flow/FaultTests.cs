using Samanvay.Engine;
using Shouldly;
using Xunit;
using static Samanvay.LongRuns.Walks.Events;

namespace Samanvay.Tests.Engine.Flow;

public sealed class FaultTests
{
    [Fact]
    public void A_fault_holds_its_branch_and_the_rest_goes_on()
    {
        var process = ProcessBuilder.Of("flood").Start().Parallel("fork")
            .Exclusive("stuck").When("missing").User("never").End("e-1")
            .From("fork").User("a").User("b").End("e-2");
        var run = Run.Of(process);

        run.Complete("a").Complete("b");

        run.Instance.Status.ShouldBe(ProcessStatus.Running);
        run.Tokens.ShouldBe(["stuck"]);
    }

    [Fact]
    public void A_fault_goes_away_with_its_step()
    {
        var process = ProcessBuilder.Of("flood").Start().Service("warn").End()
            .Boundary("late", "warn", After("PT1H")).End("e-2");
        var run = Run.Of(process);
        run.Do(new FailActivity(run.Now, run.TokenAt("warn"), "no answer", true));
        var fault = run.OnlyFault.Id;

        run.Fire("late").ShouldHaveEnded();

        run.News.OfType<FaultResolved>().ShouldHaveSingleItem().Resolution.ShouldBe(FaultResolution.Gone);
    }

    [Fact]
    public void A_resolved_fault_can_not_be_resolved_again()
    {
        var run = Run.Of(ProcessBuilder.Of("flood").Start().Service("warn").End());
        run.Do(new FailActivity(run.Now, run.TokenAt("warn"), "no answer", true));
        var fault = run.OnlyFault.Id;
        run.Retry();

        run.Refused(new RetryFault(run.Now, fault)).ShouldBe(new FaultNotFound(fault));
        run.Refused(new SkipFault(run.Now, fault, "why")).ShouldBe(new FaultNotFound(fault));
    }
}

using Samanvay.Engine;
using Shouldly;
using Xunit;
using static Samanvay.LongRuns.Walks.Events;

namespace Samanvay.Tests.Engine.Flow;

public sealed class CancellationTests
{
    [Fact]
    public void Cancelling_withdraws_all_work_and_leaves_nothing_that_could_wake_up()
    {
        var process = ProcessBuilder.Of("flood").Start().Parallel("fork")
            .User("a").End("e-1").Boundary("late", "a", After("PT1H")).End("e-2")
            .From("fork").Sub("stage", sub => sub.Start("s").Service("warn").End("e")).End("e-3")
            .From("fork").Exclusive("stuck").When("missing").User("never").End("e-4")
            .On("again", Message("m"), sub => sub.User("b").End("e-5"));
        var run = Run.Of(process).Message("m");

        run.Do(new CancelInstance(run.Now, "false alarm")).ShouldHaveEnded(ProcessStatus.Cancelled);

        run.Effects.OfType<WithdrawUserTask>().Select(effect => effect.Reason).Distinct()
            .ShouldBe([WithdrawalReason.Cancelled]);
        run.Effects.Count.ShouldBe(4);
        run.News[^1].ShouldBe(new ProcessCancelled(run.Now, "false alarm"));
    }
}

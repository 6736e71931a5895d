using Samanvay.Bpmn.Model;
using Samanvay.Engine;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Engine.Flow;

public sealed class LimitTests
{
    [Fact]
    public void An_endless_loop_stops_at_a_fault_and_goes_on_only_when_told()
    {
        var process = ProcessBuilder.Of("flood").Start().Exclusive("again").Script("count", "1").To("again");
        process.Limits = new() { StepsPerCommand = 100 };

        var run = Run.Of(process);

        run.OnlyFault.Kind.ShouldBe(FaultKind.Limit);
        run.Retry().OnlyFault.Kind.ShouldBe(FaultKind.Limit);
        run.Do(new CancelInstance(run.Now, "endless")).ShouldHaveEnded(ProcessStatus.Cancelled);
    }

    [Fact]
    public void A_fork_bomb_stops_at_a_fault()
    {
        var process = ProcessBuilder.Of("flood").Start().Exclusive("meet").Parallel("fork").To("meet").From("fork")
            .To("meet");
        process.Limits = new() { TokensPerInstance = 20, StepsPerCommand = 1_000 };

        var run = Run.Of(process);

        run.Instance.Tokens.Count.ShouldBeLessThanOrEqualTo(21);
        run.Instance.Faults.Values.ShouldAllBe(fault => fault.Kind == FaultKind.Limit);
    }

    [Fact]
    public void A_long_straight_process_is_a_loop_and_not_a_deep_call()
    {
        var process = ProcessBuilder.Of("flood").Start();
        for (var step = 0; step < 5_000; step++) process.Add(new ManualTask { Id = $"step-{step}" });

        Run.Of(process.End()).ShouldHaveEnded();
    }
}

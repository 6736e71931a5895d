using Samanvay.Bpmn.Model;
using Samanvay.Engine;
using Shouldly;
using Xunit;
using static Samanvay.LongRuns.Walks.Events;

namespace Samanvay.Tests.Engine.Elements.Tasks;

public sealed class ReceiveTaskTests
{
    [Fact]
    public void A_receive_task_waits_for_its_message_and_keeps_the_payload()
    {
        var process = ProcessBuilder.Of("flood").Start()
            .Add(new ReceiveTask { Id = "all-clear", MessageRef = "river/cleared" }).End();

        var run = Run.Of(process);
        run.Tokens.ShouldBe(["all-clear"]);
        run.Message("river/cleared", "{ level: 1.2 }");

        run["all_clear"].ShouldBe(Run.Value("{ level: 1.2 }"));
        run.ShouldHaveEnded();
    }

    [Fact]
    public void Another_message_is_rejected()
    {
        var run = Run.Of(ProcessBuilder.Of("flood").Start().Catch("wait", Message("a")).End());

        run.Refused(new DeliverMessage(run.Now, "b")).ShouldBe(new MessageNotAwaited("b"));
    }
}

using Samanvay.Bpmn.Model;
using Samanvay.Engine;
using Shouldly;
using Xunit;
using static Samanvay.LongRuns.Walks.Events;

namespace Samanvay.Tests.Engine.Elements.Gateways;

public sealed class EventBasedGatewayTests
{
    private static ProcessBuilder Race() => ProcessBuilder.Of("flood").Start()
        .Add(new EventBasedGateway { Id = "race" })
        .Catch("cleared", Message("river/cleared")).User("stand-down").End("end-1")
        .From("race").Catch("too-long", After("PT2H")).User("call").End("end-2");

    [Fact]
    public void The_first_event_decides_and_the_others_wait_no_more()
    {
        var run = Run.Of(Race()).Message("river/cleared", "{ level: 1 }");

        run.Open.ShouldBe(["stand-down"]);
        run.Instance.Timers.ShouldBeEmpty();
        run.Instance.Subscriptions.ShouldBeEmpty();
        run["cleared"].ShouldBe(Run.Value("{ level: 1 }"));
        run.Effects.ShouldContain(effect => effect is CancelTimer);
    }

    [Fact]
    public void Its_timer_runs_from_the_arrival_at_the_gateway() => Run.Of(Race()).Fire("too-long").Open
        .ShouldBe(["call"]);
}

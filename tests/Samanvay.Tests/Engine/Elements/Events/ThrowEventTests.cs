using Samanvay.Bpmn.Model;
using Samanvay.Engine;
using Shouldly;
using Xunit;
using static Samanvay.LongRuns.Walks.Events;

namespace Samanvay.Tests.Engine.Elements.Events;

public sealed class ThrowEventTests
{
    [Fact]
    public void An_event_that_throws_nothing_marks_a_milestone()
    {
        var process = ProcessBuilder.Of("flood").Start().Add(new IntermediateThrowEvent { Id = "reached" }).End();

        Run.Of(process).ShouldHaveEnded().Facts
            .ShouldContain(fact => fact is TokenEntered && ((TokenEntered)fact).Element == "reached");
    }

    [Fact]
    public void An_escalation_that_nothing_catches_changes_nothing()
    {
        var run = Run.Of(Throwing("late")).ShouldHaveEnded();

        run.Facts.OfType<EscalationRaised>().ShouldHaveSingleItem().CaughtBy.ShouldBeNull();
    }

    [Fact]
    public void An_interrupting_event_sub_process_takes_the_thrower_away()
    {
        var process = Throwing("late").On(
            "handle", Escalation("late"), sub => sub.User("inform").End("e"), interrupting: true);

        var run = Run.Of(process);

        run.Open.ShouldBe(["inform"]);
        run.Facts.OfType<EscalationRaised>().Single().CaughtBy.ShouldBe("handle-start");
        run.Complete("inform").ShouldHaveEnded();
    }

    private static ProcessBuilder Throwing(string code) => ProcessBuilder.Of("flood").Start()
        .Add(new IntermediateThrowEvent { Id = "tell", Definitions = [Escalation(code)] }).End();
}

using Samanvay.Engine;
using Samanvay.Feel.Values;
using Shouldly;
using Xunit;
using static Samanvay.LongRuns.Walks.Events;

namespace Samanvay.Tests.Engine.Flow.Freedom;

public sealed class RepeatingTests
{
    [Fact]
    public void A_step_done_again_writes_its_result_and_nothing_follows_from_it()
    {
        var run = Run.Of(ProcessBuilder.Of("flood").Start().User("a").Variable("level", "=level").User("b").End());
        run.Complete("a", "{ level: 1 }");

        Again(run, "a").Complete("a", "{ level: 2 }");

        run["level"].ShouldBe(FeelValue.Of(2));
        run.Open.ShouldBe(["b"]);
        run.Complete("b").ShouldHaveEnded();
    }

    [Fact]
    public void The_procedure_does_not_end_before_what_is_done_again()
    {
        var run = Run.Of(ProcessBuilder.Of("flood").Start().User("a").User("b").End());
        run.Complete("a");

        Again(run, "a").Complete("b");

        run.Instance.IsRunning.ShouldBeTrue();
        run.Complete("a").ShouldHaveEnded();
    }

    [Fact]
    public void Joins_do_not_count_what_is_done_aside()
    {
        var run = Run.Of(ProcessBuilder.Of("flood").Start().User("first").Inclusive("fork").When("true").User("a")
            .Inclusive("join").User("after").End().From("fork").When("true").User("b").To("join"));
        run.Complete("first");
        Again(run, "first");

        run.Complete("a").Complete("b");

        run.Open.ShouldBe(["first", "after"], ignoreOrder: true);
        run.Complete("after").Complete("first").ShouldHaveEnded();
    }

    [Fact]
    public void The_events_at_its_edge_do_not_wait_for_it()
    {
        var run = Run.Of(ProcessBuilder.Of("flood").Start().User("a").User("b").End()
            .Boundary("late", "a", After("PT1H")).End("e-2"));
        run.Complete("a");

        Again(run, "a");

        run.Instance.Timers.ShouldBeEmpty();
    }

    [Fact]
    public void An_error_in_it_is_a_fault_and_ends_nothing_around_it()
    {
        var run = Run.Of(ProcessBuilder.Of("flood").Start()
            .Sub("stage", sub => sub.Start("s").Service("warn").User("b").End("e1")).End()
            .Boundary("broken", "stage", Error("x1")).End("e-2"));
        run.Answer("warn");
        Again(run, "warn");

        run.Do(new ThrowBpmnError(run.Now, run.TokenAt("warn"), "x1"));

        run.OnlyFault.Element.ShouldBe("warn");
        run.Skip().Complete("b").ShouldHaveEnded();
    }

    [Fact]
    public void A_stage_done_again_runs_through_by_itself()
    {
        var run = Run.Of(ProcessBuilder.Of("flood").Start()
            .Sub("stage", sub => sub.Start("s").User("x").User("y").End("e1")).User("after").End());
        run.Complete("x").Complete("y");

        Again(run, "stage").Complete("x").Complete("y");

        run.Open.ShouldBe(["after"]);
        run.Complete("after").ShouldHaveEnded();
    }

    [Fact]
    public void Many_at_once_are_done_again_as_many()
    {
        var run = Run.Of(ProcessBuilder.Of("flood").Start().User("each").ForEach("[1, 2]", "ward").User("after").End());
        run.Complete("each").Complete("each");

        Again(run, "each").Complete("each").Complete("each");

        run.Open.ShouldBe(["after"]);
    }

    [Fact]
    public void A_step_that_is_open_is_not_done_again_beside_itself()
    {
        var run = Run.Of(ProcessBuilder.Of("flood").Start().User("a").End());

        Refused(run, "a").ShouldBe(new StepStillOpen("a"));
    }

    [Fact]
    public void Only_activities_of_the_same_part_can_be_done_again()
    {
        var run = Run.Of(ProcessBuilder.Of("flood").Start("start").Exclusive("way").Sub("stage", sub => sub
            .Start("s").User("x").End("e1")).User("b").UndoneBy("take-back").End("end"));

        foreach (var element in (string[])["start", "way", "x", "take-back", "end", "nowhere"])
            Refused(run, element).ShouldBe(new ActivityNotRepeatable(element));
        OperatorChoices.Repeatable(run.Process, run.Instance).Select(each => each.Element).ShouldBe(["b"]);
    }

    [Fact]
    public void Where_people_choose_the_steps_they_start_it_again_there()
    {
        var run = Run.Of(ProcessBuilder.Of("flood").Start()
            .AdHoc("stage", sub => sub.Apart().User("x").Apart().User("y")).End());
        var scope = run.Instance.Scopes.Values.Last().Id;

        run.Refused(new RepeatActivity(run.Now, scope, "x", "why")).ShouldBe(new ActivityNotRepeatable("x"));
    }

    private static Run Again(Run run, string element) =>
        run.Do(new RepeatActivity(run.Now, ScopeOf(run, element), element, "the first report was wrong", "p1"));

    private static Rejection Refused(Run run, string element) =>
        run.Refused(new RepeatActivity(run.Now, run.Instance.Scopes.Keys.First(), element, "why"));

    // The innermost scope that has the element directly inside.
    private static ScopeId ScopeOf(Run run, string element) =>
        OperatorChoices.Repeatable(run.Process, run.Instance).Last(each => each.Element == element).Scope;
}

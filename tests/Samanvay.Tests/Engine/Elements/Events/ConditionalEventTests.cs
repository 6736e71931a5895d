using Samanvay.Engine;
using Shouldly;
using Xunit;
using static Samanvay.LongRuns.Walks.Events;

namespace Samanvay.Tests.Engine.Elements.Events;

public sealed class ConditionalEventTests
{
    private static ProcessBuilder Guarded(bool interrupting) => ProcessBuilder.Of("flood").Start()
        .User("watch").End()
        .Boundary("deep", "watch", When("depth > 2"), interrupting).User("evacuate").End("end-2");

    [Fact]
    public void It_waits_until_its_condition_becomes_true()
    {
        var run = Run.Of(ProcessBuilder.Of("flood").Start().Catch("deep", When("depth > 2")).User("close").End());
        run.Open.ShouldBeEmpty();
        run.Set("{ depth: 1 }").Open.ShouldBeEmpty();

        run.Set("{ depth: 3 }").Open.ShouldBe(["close"]);
    }

    [Fact]
    public void A_condition_that_holds_already_is_not_waited_for() =>
        Run.Of(ProcessBuilder.Of("flood").Start().Catch("deep", When("depth > 2")).User("close").End(), "{ depth: 3 }")
            .Open.ShouldBe(["close"]);

    [Fact]
    public void At_the_edge_it_takes_the_step_away() =>
        Run.Of(Guarded(interrupting: true), "{ depth: 1 }").Set("{ depth: 3 }").Open.ShouldBe(["evacuate"]);

    [Fact]
    public void At_the_edge_it_comes_before_work_that_has_not_begun()
    {
        var run = Run.Of(Guarded(interrupting: true), "{ depth: 3 }");

        run.Open.ShouldBe(["evacuate"]);
        run.Facts.ShouldNotContain(fact => fact is UserTaskOffered && ((UserTaskOffered)fact).Element == "watch");
    }

    [Fact]
    public void Beside_the_step_it_happens_again_only_after_it_was_false()
    {
        var run = Run.Of(Guarded(interrupting: false), "{ depth: 3 }").Set("{ depth: 4 }");
        run.Open.ShouldBe(["watch", "evacuate"], ignoreOrder: true);

        run.Set("{ depth: 1 }").Set("{ depth: 5 }");

        run.Open.Count(step => step == "evacuate").ShouldBe(2);
    }

    [Fact]
    public void It_starts_an_event_sub_process_as_soon_as_a_step_sets_the_value()
    {
        var process = ProcessBuilder.Of("flood").Start().Script("measure", "5", "depth").User("watch").End()
            .On("deep", When("depth > 2"), sub => sub.User("evacuate").End("e"), interrupting: true);

        Run.Of(process).Open.ShouldBe(["evacuate"]);
    }

    [Fact]
    public void A_condition_over_values_that_nobody_has_is_no_fault_and_no_warning()
    {
        var run = Run.Of(Guarded(interrupting: true));

        run.Instance.Faults.ShouldBeEmpty();
        run.Facts.ShouldNotContain(fact => fact is ExpressionWarned);
    }
}

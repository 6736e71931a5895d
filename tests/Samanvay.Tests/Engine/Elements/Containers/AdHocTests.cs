using Samanvay.Bpmn.Model;
using Samanvay.Engine;
using Shouldly;
using Xunit;
using static Samanvay.LongRuns.Walks.Events;

namespace Samanvay.Tests.Engine.Elements.Containers;

public sealed class AdHocTests
{
    private static ProcessBuilder Relief(Func<AdHocSubProcess, AdHocSubProcess>? change = null) =>
        ProcessBuilder.Of("flood").Start()
        .AdHoc("relief", sub => sub.User("tents").Apart().User("food").User("clean").Apart().User("medicine"), change)
        .User("after").End();

    private static AdHocSubProcess Until(AdHocSubProcess sub, string condition) =>
        sub with { CompletionCondition = new(condition) };

    [Fact]
    public void Nothing_begins_until_a_person_starts_it() => Run.Of(Relief()).Open.ShouldBeEmpty();

    [Fact]
    public void Steps_are_started_in_any_order_side_by_side_and_as_often_as_needed()
    {
        var run = Run.Of(Relief()).Step("medicine").Step("tents").Step("medicine");

        run.Open.ShouldBe(["medicine", "tents", "medicine"]);
    }

    [Fact]
    public void A_flow_inside_leads_on_and_its_target_can_not_be_started()
    {
        var run = Run.Of(Relief()).Step("food");
        run.Complete("food").Open.ShouldBe(["clean"]);

        var scope = run.Instance.Scopes.Values.Last().Id;

        run.Refused(new StartAdHocStep(run.Now, scope, "clean")).ShouldBeOfType<AdHocStepNotFound>();
    }

    [Fact]
    public void In_sequence_one_step_waits_for_the_other()
    {
        var run = Run.Of(Relief(sub => sub with { IsSequential = true })).Step("tents");
        var scope = run.Instance.Scopes.Values.Last().Id;

        run.Refused(new StartAdHocStep(run.Now, scope, "medicine")).ShouldBeOfType<AdHocStepMustWait>();

        run.Complete("tents").Step("medicine").Open.ShouldBe(["medicine"]);
    }

    [Fact]
    public void When_its_condition_holds_the_rest_is_cancelled()
    {
        var run = Run.Of(Relief(sub => Until(sub, "tents.enough"))).Step("medicine").Step("tents");

        run.Complete("tents", "{ enough: true }").Open.ShouldBe(["after"]);

        run.Effects.OfType<WithdrawUserTask>().ShouldHaveSingleItem().Element.ShouldBe("medicine");
    }

    [Fact]
    public void Or_the_rest_is_waited_for_and_nothing_new_begins()
    {
        var run = Run.Of(Relief(
            sub => Until(sub, "\"tents\" in completedSteps") with { CancelRemainingInstances = false }))
            .Step("medicine").Step("tents");
        var scope = run.Instance.Scopes.Values.Last().Id;
        run.Complete("tents").Open.ShouldBe(["medicine"]);

        run.Refused(new StartAdHocStep(run.Now, scope, "food")).ShouldBeOfType<ScopeNotFound>();

        run.Complete("medicine").Open.ShouldBe(["after"]);
    }

    [Fact]
    public void Without_a_condition_it_ends_when_every_step_was_done_once() =>
        Run.Of(Relief()).Step("tents").Complete("tents").Step("food").Complete("food").Complete("clean")
            .Step("medicine").Complete("medicine").Open.ShouldBe(["after"]);

    [Fact]
    public void A_person_may_end_it_before()
    {
        var run = Run.Of(Relief()).Step("tents");

        run.Do(new FinishAdHoc(run.Now, run.Instance.Scopes.Values.Last().Id, "water has gone"));

        run.Open.ShouldBe(["after"]);
    }

    [Fact]
    public void An_event_at_its_edge_ends_it() =>
        Run.Of(Relief().Boundary("cleared", "relief", Message("m")).End("end-2")).Step("tents").Message("m")
            .ShouldHaveEnded();
}

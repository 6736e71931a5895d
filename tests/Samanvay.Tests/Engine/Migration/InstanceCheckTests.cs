using Samanvay.Engine;
using Samanvay.Engine.Migration;
using Samanvay.Feel;
using Shouldly;
using Xunit;
using static Samanvay.LongRuns.Walks.Events;

namespace Samanvay.Tests.Engine.Migration;

public sealed class InstanceCheckTests
{
    [Fact]
    public void A_step_that_is_open_must_be_mapped()
    {
        var run = Run.Of(Flood().User("a").End());

        run.MoveRefused(Flood().User("b").User("c").End().Compile("v2")).ShouldBe(["MIG012"]);
    }

    [Fact]
    public void The_refusal_names_the_step_and_what_to_do()
    {
        var run = Run.Of(Flood().User("a").But(node => node with { Name = "Warn" }).End());
        var target = Flood().User("b").User("c").End().Compile("v2");

        var route = new MigrationRoute(run.Process, target, MigrationPlanner.Propose(run.Process, target));

        var problem = ProcessMigration.Check(route, run.Instance).ShouldHaveSingleItem();
        problem.Message.ShouldBe("At 'Warn' there is an open step, but the plan leaves it out. "
            + "Map it to an element of the new version, or wait until it is done.");
        problem.Location.ElementId.ShouldBe("a");
    }

    [Fact]
    public void What_nothing_stands_at_may_be_left_out() =>
        Run.Of(Flood().User("a").User("b").End()).Move(Flood().User("a").End().Compile("v2"))
            .Complete("a").ShouldHaveEnded();

    [Fact]
    public void A_flow_that_a_join_waits_on_must_be_found_again()
    {
        var run = Run.Of(Flood().Parallel("f").Script("a", "1").Parallel("j").End().From("f").User("b").To("j")
            .From("f").User("c").To("j"));

        run.MoveRefused(Flood().Parallel("f").User("b").Parallel("j").End().From("f").User("c").To("j").Compile("v2"))
            .ShouldBe(["MIG013"]);
    }

    [Fact]
    public void What_was_done_and_could_be_taken_back_must_stay_so()
    {
        var run = Run.Of(Flood().User("a").UndoneBy("undo").User("b").End()).Complete("a");

        run.MoveRefused(Flood().User("a").User("b").End().Compile("v2")).ShouldBe(["MIG014"]);
    }

    [Fact]
    public void An_event_that_is_left_out_while_it_waits_is_a_warning()
    {
        var run = Run.Of(Flood().User("a").End().Boundary("late", "a", After("PT1H")).End("e"));
        var target = Flood().User("a").End().Compile("v2");
        var route = new MigrationRoute(run.Process, target, MigrationPlanner.Propose(run.Process, target));

        var problem = ProcessMigration.Check(route, run.Instance).ShouldHaveSingleItem();

        (problem.Code, problem.Severity).ShouldBe((MigrationCodes.NoLongerWaits, Severity.Warning));
    }

    [Fact]
    public void A_run_that_has_ended_or_is_on_another_version_is_refused()
    {
        var target = Flood().User("a").End().Compile("v2");
        var ended = Run.Of(Flood().User("a").End()).Complete("a");
        var moved = Run.Of(Flood().User("a").End()).Move(target);

        ended.MoveRefused(target).ShouldBe(["MIG010"]);
        ProcessMigration.Check(
            new MigrationRoute(ended.Process, target, new("v1", "v2")), moved.Instance)
            .ShouldHaveSingleItem().Code.ShouldBe("MIG011");
    }

    [Fact]
    public void A_run_that_would_wait_for_ever_at_a_join_is_refused_with_the_way_there()
    {
        var run = Run.Of(Flood().User("a").User("b").End());
        var target = Flood().Parallel("f").User("a").Parallel("j").User("b").End().From("f").User("c").To("j")
            .Compile("v2");

        run.MoveRefused(target).ShouldBe(["MIG018"]);

        var route = new MigrationRoute(run.Process, target, MigrationPlanner.Propose(run.Process, target));
        var problem = ProcessMigration.Move(route, run.Instance, run.Now, Run.Context("{}")).Problems[^1];
        problem.Message.ShouldBe("It could not come to its end in the new version: after a it would be stuck at j. "
            + "Change the plan, or let it end on its own version.");
    }

    [Fact]
    public void Where_the_join_lies_behind_it_can_complete()
    {
        var run = Run.Of(Flood().User("a").User("b").End()).Complete("a");

        run.Move(Flood().Parallel("f").User("a").Parallel("j").User("b").End().From("f").User("c").To("j")
            .Compile("v2")).Complete("b").ShouldHaveEnded();
    }

    private static ProcessBuilder Flood() => ProcessBuilder.Of("flood").Start();
}

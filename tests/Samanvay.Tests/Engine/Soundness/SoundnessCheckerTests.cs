using Samanvay.Bpmn.Model;
using Samanvay.Engine.Soundness;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Engine.Soundness;

public sealed class SoundnessCheckerTests
{
    [Fact]
    public void A_procedure_of_well_nested_blocks_is_sound()
    {
        var report = Check(Process().Parallel("split").User("warn").Parallel("join").From("split").User("close")
            .To("join").End());

        report.IsSound.ShouldBeTrue();
        report.Safeness.Holds.ShouldBeTrue();
    }

    [Fact]
    public void A_choice_that_is_joined_as_if_both_ways_were_taken_gets_stuck_and_the_run_is_told()
    {
        var report = Check(Process().Exclusive("which").When("a").User("warn").Parallel("join").From("which")
            .Otherwise().User("close").To("join").End());

        report.OptionToComplete.Verdict.ShouldBe(SoundnessVerdict.Fails);
        report.OptionToComplete.CounterExample.Select(step => step.Element).ShouldBe(["start", "which", "warn"]);
        report.OptionToComplete.CounterExample[1].Flow.ShouldBe("which-to-warn");
        report.IsSound.ShouldBeFalse();
    }

    [Fact]
    public void Ways_that_run_together_and_meet_at_a_choice_are_unsafe_and_reach_the_end_twice()
    {
        var report = Check(Process().Parallel("split").User("warn").Exclusive("meet").From("split").User("close")
            .To("meet").User("report").End());

        report.Safeness.Verdict.ShouldBe(SoundnessVerdict.Fails);
        report.Safeness.Elements.ShouldBe(["meet-to-report", "report-to-end"]);
        report.ProperCompletion.Elements.ShouldBe(["end"]);
    }

    [Fact]
    public void A_loop_without_a_way_out_is_found_though_it_is_never_stuck()
    {
        var report = Check(Process().Exclusive("again").User("look").Exclusive("which").To("again"));

        report.OptionToComplete.Verdict.ShouldBe(SoundnessVerdict.Fails);
        report.NoDeadActivities.Holds.ShouldBeTrue();
    }

    [Fact]
    public void A_step_behind_a_join_that_never_joins_is_dead()
    {
        var report = Check(Process().Exclusive("which").When("a").User("warn").Parallel("join").From("which")
            .Otherwise().User("close").To("join").User("never").End());

        report.NoDeadActivities.Elements.ShouldBe(["never"]);
    }

    [Fact]
    public void A_reminder_at_the_edge_of_a_step_does_no_harm()
    {
        var report = Check(Process().User("close").Boundary("late", "close", Events.Every("R3/PT10M"), false)
            .User("remind").End("reminded").From("close").End());

        report.IsSound.ShouldBeTrue();
        report.Safeness.Holds.ShouldBeTrue();
    }

    [Fact]
    public void An_inclusive_join_waits_for_the_branch_whose_reminder_came_first()
    {
        var report = Check(Process().User("close").Boundary("late", "close", Events.After("PT10M"), false)
            .Inclusive("join").From("close").To("join").End());

        report.IsSound.ShouldBeTrue();
        report.Safeness.Holds.ShouldBeTrue();
    }

    [Fact]
    public void A_terminating_end_ends_what_still_runs()
    {
        var report = Check(Process().Parallel("split").User("warn").End("done", Events.Terminate).From("split")
            .User("close").End());

        report.IsSound.ShouldBeTrue();
    }

    [Fact]
    public void An_error_thrown_inside_a_stage_leaves_by_its_edge()
    {
        var report = Check(Process()
            .Sub("stage", sub => sub.Start("begin").Exclusive("which").When("a").End("failed", Events.Error("x"))
                .From("which").Otherwise().End("fine"))
            .Boundary("broken", "stage", Events.Error("x")).User("repair").End("repaired").From("stage").End());

        report.IsSound.ShouldBeTrue();
        report.NoDeadActivities.Holds.ShouldBeTrue();
    }

    [Fact]
    public void Seventeen_branches_at_once_take_a_handful_of_states()
    {
        var process = Process().Parallel("split").User("step").Parallel("join");
        for (var branch = 1; branch < 17; branch++) process.From("split").User($"step-{branch}").To("join");

        var report = Check(process.End());

        report.IsSound.ShouldBeTrue();
        report.States.ShouldBeLessThan(10);
    }

    [Fact]
    public void What_has_more_states_than_the_limit_is_not_proven()
    {
        var process = Process().Inclusive("split").When("a").User("step").Inclusive("join");
        for (var branch = 1; branch < 9; branch++) process.From("split").When("b").User($"step-{branch}").To("join");

        var report = SoundnessChecker.Check(process.End().Definitions(), new(States: 5));

        report.OptionToComplete.Verdict.ShouldBe(SoundnessVerdict.NotProven);
        report.Safeness.Verdict.ShouldBe(SoundnessVerdict.NotProven);
    }

    [Fact]
    public void A_complex_gateway_is_not_judged()
    {
        var report = Check(Process().Add(new ComplexGateway { Id = "vote" }).End());

        report.OptionToComplete.Verdict.ShouldBe(SoundnessVerdict.NotProven);
    }

    private static ProcessBuilder Process() => ProcessBuilder.Of("flood").Start();

    private static SoundnessReport Check(ProcessBuilder process) => SoundnessChecker.Check(process.Definitions());
}

using Samanvay.Bpmn.Model;
using Samanvay.Engine.Compilation;
using Samanvay.Engine.Migration;
using Samanvay.Feel;
using Shouldly;
using Xunit;
using static Samanvay.LongRuns.Walks.Events;

namespace Samanvay.Tests.Engine.Migration;

public sealed class MigrationPlannerTests
{
    [Fact]
    public void What_has_the_same_id_and_kind_in_the_same_place_is_the_same()
    {
        var plan = Propose(ProcessBuilder.Of("flood").Start().User("warn").End(),
            ProcessBuilder.Of("flood").Start().User("warn").User("report").End());

        plan.Elements.ShouldBe(Pairs(("end", "end"), ("start", "start"), ("warn", "warn")));
    }

    [Fact]
    public void A_step_that_became_another_kind_is_left_out_and_the_reason_says_so()
    {
        var before = ProcessBuilder.Of("flood").Start().User("warn").End().Compile();
        var after = ProcessBuilder.Of("flood").Start().Service("warn").End().Compile("v2");

        var described = Describe(before, after, "warn");

        described.Target.ShouldBeNull();
        described.Reason!.ToString().ShouldBe("The new version has it as another kind: service task.");
    }

    [Fact]
    public void The_kind_of_an_event_is_a_sentence_with_the_kind_of_its_trigger_in_it()
    {
        var process = ProcessBuilder.Of("flood").Start().Catch("wait", After("PT1H")).End().Compile();

        var kind = Describe(process, process, "wait").Kind;

        kind.Template.ShouldBe("catch event ({0})");
        kind.Values.ShouldHaveSingleItem().ShouldBeOfType<Sentence>().ToString().ShouldBe("timer");
    }

    [Fact]
    public void A_step_whose_id_changed_is_found_by_its_name_where_only_one_has_it()
    {
        var plan = Propose(
            ProcessBuilder.Of("flood").Start().User("a").But(Named("Warn the people")).User("b").But(Named("x")).End(),
            ProcessBuilder.Of("flood").Start().User("c").But(Named(" warn the people")).User("d").But(Named("y"))
                .End());

        plan.Elements["a"].ShouldBe("c");
        plan.Elements.ShouldNotContainKey("b");
    }

    [Fact]
    public void Where_two_have_the_name_nothing_is_guessed()
    {
        var plan = Propose(
            ProcessBuilder.Of("flood").Start().User("a").But(Named("Warn")).End(),
            ProcessBuilder.Of("flood").Start().User("c").But(Named("Warn")).User("d").But(Named("Warn")).End());

        plan.Elements.ShouldNotContainKey("a");
    }

    [Fact]
    public void A_step_that_moved_into_another_stage_is_left_out()
    {
        var before = ProcessBuilder.Of("flood").Start().Sub("prepare", sub => sub.Start("s").User("warn").End("e"))
            .End().Compile();
        var after = ProcessBuilder.Of("flood").Start().Sub("prepare", sub => sub.Start("s").End("e")).User("warn")
            .End().Compile("v2");

        var described = Describe(before, after, "warn");

        described.Target.ShouldBeNull();
        described.Reason!.ToString().ShouldBe("In the new version it lies in 'flood'.");
    }

    [Fact]
    public void An_event_at_the_edge_goes_with_its_step()
    {
        var plan = Propose(Edged("a", "late-a"), Edged("b", "late-b"));

        plan.Elements["a"].ShouldBe("b");
        plan.Elements["late-a"].ShouldBe("late-b");
    }

    [Fact]
    public void A_plan_can_be_edited_with_elements_of_the_same_kind()
    {
        var before = ProcessBuilder.Of("flood").Start().User("a").End().Compile();
        var after = ProcessBuilder.Of("flood").Start().User("b").Service("c").User("d").End().Compile("v2");

        Describe(before, after, "a").Choices.Select(choice => choice.Id).ShouldBe(["b", "d"]);
    }

    private static ProcessBuilder Edged(string step, string edge) => ProcessBuilder.Of("flood").Start()
        .User(step).But(Named("Warn")).End().Boundary(edge, step, After("PT1H")).User("call").End("end-2");

    private static Func<FlowNode, FlowNode> Named(string name) => node => node with { Name = name };

    private static MigrationPlan Propose(ProcessBuilder before, ProcessBuilder after) =>
        MigrationPlanner.Propose(before.Compile(), after.Compile("v2"));

    private static PlannedElement Describe(ExecutableProcess before, ExecutableProcess after, string element) =>
        MigrationPlanner.Describe(before, after, MigrationPlanner.Propose(before, after))
            .First(each => each.Id == element);

    private static Dictionary<string, string> Pairs(params (string From, string To)[] pairs) =>
        pairs.ToDictionary(pair => pair.From, pair => pair.To);
}

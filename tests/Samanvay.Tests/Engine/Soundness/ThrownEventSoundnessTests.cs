using Samanvay.Bpmn.Model;
using Samanvay.Engine.Soundness;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Engine.Soundness;

public sealed class ThrownEventSoundnessTests
{
    [Fact]
    public void A_handler_does_not_catch_what_is_thrown_anywhere_inside_itself()
    {
        var report = Check(Process().Throw("alarm", Events.Escalation("x")).End().On("handler", Events.Escalation("x"),
            handler => handler
                .Sub("stage", stage => stage
                    .Start("begin").Throw("again", Events.Escalation("x")).User("report").End("e"))
                .End("handled"),
            interrupting: true));

        report.NoDeadActivities.Holds.ShouldBeTrue();
    }

    [Fact]
    public void Once_a_handler_has_interrupted_no_other_of_its_scope_catches_what_it_throws()
    {
        var report = Check(Process()
            .Sub("stage", stage => stage.Start("begin").End("fail", Events.Error("x"))
                .On("first", Events.Error("x"), first => first.End("worse", Events.Error("y")), interrupting: true)
                .On("second", Events.Error("y"), second => second.User("never").End("handled"), interrupting: true))
            .End().Boundary("edge", "stage", Events.Error("y")).User("help").End("helped"));

        report.NoDeadActivities.Elements.ShouldBe(["never", "second"]);
    }

    [Fact]
    public void One_that_waits_for_the_very_code_comes_before_one_that_waits_for_any()
    {
        var report = Check(Process()
            .Sub("stage", stage => stage.Start("begin").End("fail", Events.Error("x")))
            .End().Boundary("any", "stage", Events.Error(null)).User("look").End("looked")
            .Boundary("this", "stage", Events.Error("x")).User("mend").End("mended"));

        report.NoDeadActivities.Elements.ShouldBe(["look"]);
    }

    [Fact]
    public void Whoever_works_in_a_stage_without_order_may_throw_what_its_edge_catches()
    {
        var report = Check(Process().AdHoc("any-order", sub => sub.Apart().User("search")).End()
            .Boundary("edge", "any-order", Events.Error("x")).User("mend").End("mended"));

        report.NoDeadActivities.Holds.ShouldBeTrue();
    }

    [Fact]
    public void A_stage_that_only_waits_can_be_escalated_by_whoever_watches_over_it()
    {
        var report = Check(Process()
            .Sub("stage", stage => stage.Start("begin").Catch("later", Events.After("PT1H")).End("e"))
            .End().Boundary("edge", "stage", Events.Escalation("x")).User("help").End("helped"));

        report.NoDeadActivities.Holds.ShouldBeTrue();
    }

    [Fact]
    public void A_step_behind_an_error_that_nothing_catches_is_not_dead_since_a_person_may_skip_it()
    {
        var report = Check(Process()
            .Sub("stage", stage => stage.Start("begin").End("fail", Events.Error("x"))).User("close").End());

        report.NoDeadActivities.Holds.ShouldBeTrue();
        report.OptionToComplete.Holds.ShouldBeTrue();
    }

    [Fact]
    public void A_cancelled_transaction_without_an_event_for_it_lets_no_token_go_on()
    {
        var report = Check(Process()
            .Transaction("deal", deal => deal.Start("begin").User("ask").End("no", Events.Cancel)).User("go").End());

        report.OptionToComplete.Holds.ShouldBeTrue();
        Check(Process().Parallel("split")
            .Transaction("deal", deal => deal.Start("begin").User("ask").End("no", Events.Cancel))
            .Parallel("join").From("split").User("wait").To("join").End())
            .OptionToComplete.Verdict.ShouldBe(SoundnessVerdict.Fails);
    }

    [Fact]
    public void Whoever_takes_a_step_back_may_throw_what_is_caught_around_it()
    {
        var report = Check(Process()
            .Sub("stage", stage => stage.Start("begin").Add(new ScriptTask { Id = "count" })
                .UndoneBy("recount").Throw("undo", Events.Compensate()).End("e"))
            .End().Boundary("edge", "stage", Events.Error("x")).User("mend").End("mended"));

        report.NoDeadActivities.Holds.ShouldBeTrue();
    }

    [Fact]
    public void A_step_that_needs_two_tokens_is_stuck_where_only_one_comes()
    {
        var report = Check(Process().Add(new UserTask { Id = "lift", StartQuantity = 2 }).End());

        report.OptionToComplete.Verdict.ShouldBe(SoundnessVerdict.Fails);
        report.NoDeadActivities.Elements.ShouldBe(["lift"]);
    }

    [Fact]
    public void A_step_that_needs_two_tokens_begins_when_one_has_come_by_each_way()
    {
        var report = Check(Process().Parallel("split").User("warn")
            .Add(new UserTask { Id = "lift", StartQuantity = 2 }).End().From("split").User("close").To("lift"));

        report.IsSound.ShouldBeTrue();
    }

    [Fact]
    public void A_step_that_gives_two_tokens_puts_both_on_its_flow()
    {
        var report = Check(Process().Add(new UserTask { Id = "share", CompletionQuantity = 2 }).User("close").End());

        report.Safeness.Elements.ShouldBe(["close-to-end", "share-to-close"]);
    }

    private static ProcessBuilder Process() => ProcessBuilder.Of("flood").Start();

    private static SoundnessReport Check(ProcessBuilder process) => SoundnessChecker.Check(process.Definitions());
}

using NodaTime;
using Samanvay.Engine;
using Samanvay.Engine.Incidents;
using Shouldly;
using Xunit;
using static Samanvay.LongRuns.Walks.Events;

namespace Samanvay.Tests.Engine.Incidents;

public sealed class HoldTests
{
    private static ProcessBuilder Flood() => ProcessBuilder.Of("flood").Start().Parallel("fork")
        .User("a").User("b").End("e1")
        .From("fork").Service("warn").User("c").End("e2")
        .From("fork").Catch("told", Message("m1")).User("d").End("e3")
        .From("fork").Catch("later", After("PT10M")).User("e").End("e4")
        .From("fork").Catch("soon", After("PT5M")).User("f").End("e5");

    [Fact]
    public void What_people_ask_of_a_held_procedure_is_refused_with_who_holds_it_since_when_and_why()
    {
        var duty = new Duty(Flood()).Start("flood").Hold(1);
        var held = new RunHeld(new(1), new(duty.Now, "p1", "wrong ward"));
        var item = duty.Operation.WorkItems.Keys.First();

        duty.Refused(new CompleteWorkItem(duty.Now, item, "p2", Run.Context("{}"))).ShouldBe(held);
        duty.Refused(new SkipStep(duty.Now, new(1), duty.TokenAt("a"), null, "p2", "why")).ShouldBe(held);
        duty.Refused(new MoveStep(duty.Now, new(1), duty.TokenAt("a"), "b", "p2", "why")).ShouldBe(held);
        duty.Refused(new SuspendRun(duty.Now, new(1), "p2", "why")).ShouldBe(held);
        duty.Refused(new SuspendRun(duty.Now, null, "p2", "why")).ShouldBe(new NothingToHold());
    }

    [Fact]
    public void Who_answers_for_a_step_can_still_be_said()
    {
        var duty = new Duty(Flood()).Start("flood").Hold(1);

        duty.Do(new AcknowledgeWorkItem(duty.Now, duty.Operation.WorkItems.Keys.First(), "p2"));

        duty.Operation.WorkItems.Values.First().AcknowledgedBy.ShouldBe("p2");
    }

    [Fact]
    public void Answers_and_messages_are_kept_in_their_order_and_take_effect_on_resume()
    {
        var duty = new Duty(Flood()).Start("flood").Hold(1);

        duty.Do(new PublishMessage(duty.Now, "m1", Run.Context("{}"), null)).Answer("warn");

        duty.Open.ShouldBe(["a"]);
        duty.Operation.Kept!.Select(each => each.Input.GetType()).ShouldBe(
            [typeof(DeliverMessage), typeof(CompleteActivity)]);
        duty.Resume(1).Open.ShouldBe(["a", "d", "c"]);
        duty.Operation.Kept.ShouldBeNull();
    }

    [Fact]
    public void What_nothing_in_a_held_procedure_waits_for_is_not_kept()
    {
        var duty = new Duty(Flood()).Start("flood").Hold(1);

        duty.Do(new PublishMessage(duty.Now, "m2", Run.Context("{}"), null));

        duty.Operation.Kept.ShouldBeNull();
    }

    [Fact]
    public void However_often_a_message_comes_what_is_kept_has_a_bound_and_others_get_theirs()
    {
        var duty = new Duty(Flood(), ProcessBuilder.Of("other").Start().Catch("told", Message("m1")).User("d").End())
            .Start("flood").Hold(1);
        for (var count = 0; count < 1_000; count++)
            duty.Try(new PublishMessage(duty.Now, "m1", Run.Context("{}"), null)).ShouldBeTrue();

        duty.Start("other").Do(new PublishMessage(duty.Now, "m1", Run.Context("{}"), null));

        duty.News.OfType<InputTurnedAway>().ShouldHaveSingleItem().Run.ShouldBe(new(1));
        duty.Operation.Kept!.Count.ShouldBe(1_000);
        duty.Open.ShouldBe(["a", "d"]);
        duty.Answer("warn").Operation.Kept!.Count.ShouldBe(1_001);
    }

    [Fact]
    public void A_second_answer_to_the_same_question_is_refused_while_the_first_is_kept()
    {
        var duty = new Duty(Flood()).Start("flood").Hold(1);
        var answer = new FinishActivity(
            duty.Now, new(1), duty.TokenAt("warn"), new ActivitySucceeded(Run.Context("{}")));
        duty.Do(answer);

        duty.Refused(answer).ShouldBeOfType<ProcessRefused>().Reason.ShouldBeOfType<StepNotOpen>();
    }

    [Fact]
    public void So_much_is_kept_and_no_more_and_nothing_that_comes_then_is_lost_in_silence()
    {
        var duty = new Duty(Flood()).Start("flood").Hold(1);
        var message = new PublishMessage(duty.Now, "m1", Run.Context("{}"), null);
        for (var sent = 0; sent < Operation.KeptPerRunMax; sent++) duty.Do(message);

        duty.Refused(message).ShouldBe(new HeldRunFull(new(1)));
        duty.Answer("warn");
        duty.Operation.Kept!.Count.ShouldBe(Operation.KeptPerRunMax + 1);
        duty.Resume(1).Open.ShouldBe(["a", "d", "c"]);
    }

    [Fact]
    public void What_can_not_be_sent_again_is_in_the_history_when_nothing_more_is_kept()
    {
        var duty = new Duty(Flood(), ProcessBuilder.Of("other").Start()
            .Throw("tell", Message("m1")).End()).Start("flood").Hold(1);
        var message = new PublishMessage(duty.Now, "m1", Run.Context("{}"), null);
        for (var sent = 0; sent < Operation.KeptPerRunMax; sent++) duty.Do(message);

        duty.Start("other");

        duty.News.OfType<InputTurnedAway>().ShouldHaveSingleItem().Run.ShouldBe(new(1));
        duty.Operation.Kept!.Count.ShouldBe(Operation.KeptPerRunMax);
        duty[2].Instance.Status.ShouldBe(ProcessStatus.Completed);
    }

    [Fact]
    public void Timers_are_gone_while_it_is_held_and_back_with_their_own_instants()
    {
        var duty = new Duty(Flood()).Start("flood");
        var armed = duty.Rows.Timers;
        armed.Count.ShouldBe(2);

        duty.Hold(1).Rows.Timers.ShouldBeEmpty();
        duty.Now += Duration.FromHours(1);
        duty.Do(new FireDue(duty.Now, armed.Keys.First(), 0));

        duty.Open.ShouldBe(["a"]);
        duty.Resume(1).Rows.Timers.ShouldBe(armed);
        duty.Fire().Fire().Open.ShouldBe(["a", "f", "e"]);
    }

    [Fact]
    public void A_called_procedure_goes_on_and_its_end_waits_for_the_held_caller()
    {
        var duty = new Duty(
            ProcessBuilder.Of("flood").Start().Call("footage", "cctv").User("close").End(),
            ProcessBuilder.Of("cctv").Start().User("lock").End()).Start("flood").Hold(1);

        duty.Complete("lock").Open.ShouldBeEmpty();

        duty[2].Instance.Status.ShouldBe(ProcessStatus.Completed);
        duty.Resume(1).Open.ShouldBe(["close"]);
    }

    [Fact]
    public void A_held_procedure_can_be_cancelled_and_nothing_is_left_of_what_was_kept()
    {
        var duty = new Duty(Flood()).Start("flood").Hold(1).Answer("warn");

        duty.Cancel(1);

        duty[1].Instance.Status.ShouldBe(ProcessStatus.Cancelled);
        duty[1].Suspension.ShouldBeNull();
        duty.Operation.Kept.ShouldBeNull();
    }

    [Fact]
    public void The_whole_operation_is_held_and_resumed_at_once()
    {
        var duty = new Duty(Flood()).Start("flood").Start("flood").Hold();
        duty.Operation.Runs.Values.ShouldAllBe(run => run.Suspension != null);
        duty.Rows.Timers.ShouldBeEmpty();

        duty.Resume();

        duty.Operation.Runs.Values.ShouldAllBe(run => run.Suspension == null);
        duty.Rows.Timers.Count.ShouldBe(4);
        duty.Refused(new ResumeRun(duty.Now, null, "p1", "why")).ShouldBe(new NothingHeld());
        duty.Refused(new ResumeRun(duty.Now, new(1), "p1", "why")).ShouldBe(new RunNotHeld(new(1)));
    }

    [Fact]
    public void Held_and_resumed_with_nothing_in_between_it_is_as_it_was()
    {
        var duty = new Duty(Flood()).Start("flood");
        var before = Duty.Text(duty.Operation with { Sequence = 0 });

        duty.Hold(1).Resume(1);

        Duty.Text(duty.Operation with { Sequence = 0 }).ShouldBe(before);
    }
}

using NodaTime;
using Samanvay.Bpmn.Model;
using Samanvay.Engine;
using Shouldly;
using Xunit;
using static Samanvay.LongRuns.Walks.Events;

namespace Samanvay.Tests.Engine.Migration;

public sealed class ProcessMigrationTests
{
    /// <summary>Every element at which something can stand, with what brings it on from there to the end.</summary>
    public static TheoryData<string> Places => [.. Cases.Keys];

    private static readonly Dictionary<string, (Func<ProcessBuilder> Draw, Action<Run, Func<string, string>> GoOn)>
        Cases = new()
        {
            ["a user task"] = (() => Flood().User("a").End(), (run, id) => run.Complete(id("a"))),
            ["a service task"] = (() => Flood().Service("a").End(), (run, id) => run.Answer(id("a"))),
            ["a receive task"] = (() => Flood().Add(new ReceiveTask { Id = "a", MessageRef = "gone" }).End(),
                (run, _) => run.Message("gone")),
            ["a message event"] = (() => Flood().Catch("a", Message("gone")).End(), (run, _) => run.Message("gone")),
            ["a timer event"] = (() => Flood().Catch("a", After("PT1H")).End(), (run, id) => run.Fire(id("a"))),
            ["a signal event"] = (() => Flood().Catch("a", Signal("all")).End(),
                (run, _) => run.Do(new DeliverSignal(run.Now, "all"))),
            ["a conditional event"] = (() => Flood().Catch("a", When("level > 2")).End(),
                (run, _) => run.Set("{ level: 3 }")),
            ["a multiple event that has half come"] = (() => Flood().Add(new IntermediateCatchEvent
            {
                Id = "a",
                Definitions = [Message("one"), Message("two")],
                ParallelMultiple = true,
            }).End(), (run, _) => run.Message("two")),
            ["a call activity"] = (() => Flood().Call("a", "other").End(), (run, id) => run.Return(id("a"))),
            ["a stage"] = (() => Flood().Sub("s", sub => sub.Start("i").User("a").End("e")).End(),
                (run, id) => run.Complete(id("a"))),
            ["steps side by side"] = (() => Flood().User("a").ForEach("[1, 2]", "item").End(),
                (run, id) => run.Complete(id("a")).Complete(id("a"))),
            ["steps one after the other"] = (
                () => Flood().User("a").ForEach("[1, 2]", "item", loop => loop with { IsSequential = true }).End(),
                (run, id) => run.Complete(id("a")).Complete(id("a"))),
            ["an ad-hoc stage"] = (() => Flood().AdHoc("h", sub => sub.Apart().User("a")).End(),
                (run, id) => run.Step(id("a")).Complete(id("a"))),
            ["a parallel join"] = (() => Flood().Parallel("f").User("a").Parallel("j").End()
                .From("f").Script("b", "1").To("j"), (run, id) => run.Complete(id("a"))),
            ["an inclusive join"] = (() => Flood().Inclusive("f").When("true").User("a").Inclusive("j").End()
                .From("f").When("true").Script("b", "1").To("j"), (run, id) => run.Complete(id("a"))),
            ["an event-based gateway"] = (() => Flood().Add(new EventBasedGateway { Id = "g" })
                .Catch("a", Message("gone")).End().From("g").Catch("b", After("PT1H")).End("end-2"),
                (run, id) => run.Fire(id("b"))),
            ["an event sub-process at work"] = (() => Flood().User("a").End()
                .On("h", Message("one"), sub => sub.User("b").End("e")),
                (run, id) => run.Complete(id("b")).Complete(id("a"))),
            ["an event at the edge"] = (() => Flood().User("a").End().Boundary("late", "a", After("PT1H")).End("e"),
                (run, id) => run.Fire(id("late"))),
            ["a fault"] = (() => Flood().Exclusive("a").When("missing").User("b").End()
                .From("a").When("missing = 2").End("e"), (run, id) => run.Skip($"{id("a")}-to-{id("b")}"
                    .Replace("zz-a-to-zz-b", "zz-a-to-b", StringComparison.Ordinal)).Complete(id("b"))),
            ["work that can be taken back"] = (() => Flood().User("a").UndoneBy("undo").User("b").When("false")
                .End().From("b").Otherwise().Throw("t", Compensate()).End("e"),
                (run, id) => run.Complete(id("b")).Complete(id("undo"))),
        };

    [Theory]
    [MemberData(nameof(Places))]
    public void What_stands_at_it_goes_on_in_the_new_version_and_under_new_ids(string place)
    {
        var (draw, goOn) = Cases[place];

        foreach (var isRenamed in new[] { false, true })
        {
            var run = Begun(place, draw());
            var target = isRenamed ? Renaming.Compile(draw(), "v2") : draw().Compile("v2");

            run.Move(target, isRenamed ? Renaming.Plan(run.Process, target) : null);
            goOn(run, isRenamed ? Renaming.New : id => id);

            run.Instance.Version.ShouldBe("v2");
            run.ShouldHaveEnded();
        }
    }

    [Fact]
    public void A_timer_keeps_its_due_time_though_the_new_version_waits_longer()
    {
        var run = Run.Of(Flood().Catch("rest", After("PT1H")).End());
        var due = run.Instance.Timers.Values.ShouldHaveSingleItem().DueAt;

        run.Now += Duration.FromMinutes(20);
        run.Move(Flood().Catch("rest", After("PT5H")).End().Compile("v2"));

        run.Instance.Timers.Values.ShouldHaveSingleItem().DueAt.ShouldBe(due);
        run.News.ShouldHaveSingleItem().ShouldBeOfType<InstanceMigrated>();
    }

    [Fact]
    public void A_new_event_at_the_edge_counts_from_the_migration()
    {
        var run = Run.Of(Flood().User("a").End());

        run.Now += Duration.FromMinutes(20);
        run.Move(Flood().User("a").End().Boundary("late", "a", After("PT1H")).End("e").Compile("v2"));

        run.Instance.Timers.Values.ShouldHaveSingleItem().DueAt.ShouldBe(run.Now + Duration.FromHours(1));
        run.Effects.OfType<ScheduleTimer>().ShouldHaveSingleItem();
    }

    [Fact]
    public void An_event_that_the_new_version_does_not_have_waits_no_longer()
    {
        var run = Run.Of(Flood().User("a").End().Boundary("late", "a", After("PT1H")).End("e")
            .On("h", Message("one"), sub => sub.End("f")));

        run.Move(Flood().User("a").End().Compile("v2"));

        run.Instance.Timers.ShouldBeEmpty();
        run.Instance.Subscriptions.ShouldBeEmpty();
        run.Effects.OfType<CancelTimer>().ShouldHaveSingleItem();
        run.Complete("a").ShouldHaveEnded();
    }

    [Fact]
    public void A_timer_that_has_fired_beside_its_step_does_not_come_again()
    {
        var draw = () => Flood().User("a").End().Boundary("late", "a", After("PT1H"), interrupting: false)
            .User("b").End("e");
        var run = Run.Of(draw()).Fire("late");

        run.Move(draw().Compile("v2"));

        run.Instance.Timers.ShouldBeEmpty();
    }

    [Fact]
    public void A_new_event_sub_process_waits_in_what_runs()
    {
        var run = Run.Of(Flood().User("a").End());

        run.Move(Flood().User("a").End().On("h", Message("one"), sub => sub.User("b").End("e")).Compile("v2"));

        run.Message("one").Open.ShouldBe(["a", "b"]);
    }

    [Fact]
    public void What_waits_for_another_message_now_gets_that_one()
    {
        var run = Run.Of(Flood().Catch("a", Message("old")).End());

        run.Move(Flood().Catch("a", Message("new")).End().Compile("v2"));

        run.Message("new").ShouldHaveEnded();
    }

    [Fact]
    public void A_condition_that_holds_already_happens_at_once()
    {
        var run = Run.Of(Flood().User("a").End(), "{ level: 4 }");

        run.Move(Flood().User("a").End().Boundary("high", "a", When("level > 3")).User("b").End("e").Compile("v2"));

        run.Open.ShouldBe(["b"]);
    }

    [Fact]
    public void A_join_that_lost_a_branch_lets_go_what_waits()
    {
        var run = Run.Of(Branches().To("j"));
        run.Tokens.ShouldBe(["j", "j"]);

        run.Move(Branches().End("e").Compile("v2"));

        run.ShouldHaveEnded();

        static ProcessBuilder Branches() => Flood().Exclusive("g").When("true").Parallel("f").Script("a", "1")
            .Parallel("j").End().From("f").Script("b", "1").To("j").From("g").Otherwise().User("x");
    }

    [Fact]
    public void A_token_at_a_join_goes_on_where_a_step_was_put_before_it()
    {
        var run = Run.Of(Flood().Parallel("f").Script("a", "1").Parallel("j").End().From("f").User("b").To("j"));

        run.Move(Flood().Parallel("f").Script("a", "1").User("new").Parallel("j").End().From("f").User("b").To("j")
            .Compile("v2"));

        run.Complete("b").ShouldHaveEnded();
    }

    [Fact]
    public void New_data_of_the_new_version_are_there()
    {
        var run = Run.Of(Flood().User("a").End());
        var after = Flood().User("a").End();
        after.DataObjects.Add(new("rain", "rain", null, false));

        run.Move(after.Compile("v2"));

        run.Variables.TryGet("rain", out _).ShouldBeTrue();
    }

    private static ProcessBuilder Flood() => ProcessBuilder.Of("flood").Start();

    private static Run Begun(string place, ProcessBuilder builder)
    {
        var run = Run.Of(builder);
        if (place == "a multiple event that has half come") run.Message("one");
        if (place == "an event sub-process at work") run.Message("one");
        if (place == "work that can be taken back") run.Complete("a");
        return run;
    }
}

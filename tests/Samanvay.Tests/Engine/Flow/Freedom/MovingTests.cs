using Samanvay.Engine;
using Shouldly;
using Xunit;
using static Samanvay.LongRuns.Walks.Events;

namespace Samanvay.Tests.Engine.Flow.Freedom;

public sealed class MovingTests
{
    private static ProcessBuilder Line => ProcessBuilder.Of("flood").Start("start").User("a").User("b").User("c").End();

    [Fact]
    public void A_moved_step_is_taken_back_and_the_other_is_offered()
    {
        var run = Run.Of(Line);

        Move(run, "a", "c");

        run.Open.ShouldBe(["c"]);
        run.News.OfType<UserTaskWithdrawn>().ShouldHaveSingleItem().Reason.ShouldBe(WithdrawalReason.Moved);
        run.News.OfType<TokenMoved>().ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            fact => fact.Reason.ShouldBe("the bridge is closed"), fact => fact.By.ShouldBe("p1"));
        run.Complete("c").ShouldHaveEnded();
    }

    [Fact]
    public void Moving_back_to_the_same_step_begins_it_anew()
    {
        var run = Run.Of(Line);
        var before = run.TokenAt("a");

        Move(run, "a", "a");

        run.Open.ShouldBe(["a"]);
        run.TokenAt("a").ShouldNotBe(before);
    }

    [Fact]
    public void A_moved_stage_takes_all_that_runs_inside_it_along()
    {
        var run = Run.Of(ProcessBuilder.Of("flood").Start()
            .Sub("stage", sub => sub.Start("s").Parallel("fork").User("x").End("e1")
                .From("fork").Service("y").End("e2").From("fork").Call("z", "other").End("e3"))
            .User("after").End().Boundary("late", "stage", After("PT1H")).End("e-2"));

        Move(run, "stage", "after");

        run.Tokens.ShouldBe(["after"]);
        run.Instance.Timers.ShouldBeEmpty();
        run.Effects.OfType<WithdrawUserTask>().ShouldHaveSingleItem();
        run.Effects.OfType<WithdrawActivity>().ShouldHaveSingleItem();
        run.Effects.OfType<WithdrawCall>().ShouldHaveSingleItem();
        run.Complete("after").ShouldHaveEnded();
    }

    [Fact]
    public void Moving_frees_a_step_that_is_stuck()
    {
        var run = Run.Of(ProcessBuilder.Of("flood").Start().Service("warn").User("b").End());
        run.Do(new FailActivity(run.Now, run.TokenAt("warn"), "no answer", true));

        Move(run, "warn", "b");

        run.Instance.Faults.ShouldBeEmpty();
        run.Open.ShouldBe(["b"]);
    }

    [Fact]
    public void An_answer_that_comes_after_the_move_is_refused()
    {
        var run = Run.Of(ProcessBuilder.Of("flood").Start().Service("warn").User("b").End());
        var asked = run.TokenAt("warn");

        Move(run, "warn", "b");

        run.Refused(new CompleteActivity(run.Now, asked, Run.Context("{}"))).ShouldBe(new TokenNotFound(asked));
    }

    [Fact]
    public void What_begins_by_itself_is_no_target()
    {
        var run = Run.Of(Line.Boundary("late", "b", After("PT1H")).End("e-2"));

        Refused(run, "a", "start").ShouldBe(new TargetNotEnterable("start"));
        Refused(run, "a", "late").ShouldBe(new TargetNotEnterable("late"));
    }

    [Fact]
    public void A_join_is_no_target_because_it_would_wait_for_ever()
    {
        var run = Run.Of(ProcessBuilder.Of("flood").Start().Parallel("fork").User("a").Parallel("join").User("after")
            .End().From("fork").User("b").To("join"));

        Refused(run, "a", "join").ShouldBe(new TargetWaitsForOthers("join"));
    }

    [Fact]
    public void A_step_stays_in_its_part_of_the_procedure()
    {
        var run = Run.Of(ProcessBuilder.Of("flood").Start()
            .Sub("stage", sub => sub.Start("s").User("x").End("e1")).User("after").End());

        Refused(run, "x", "after").ShouldBe(new TargetNotFound("after"));
        Refused(run, "stage", "x").ShouldBe(new TargetNotFound("x"));
        Refused(run, "x", "nowhere").ShouldBe(new TargetNotFound("nowhere"));
    }

    [Fact]
    public void One_of_many_can_begin_anew_but_be_nothing_else()
    {
        var run = Run.Of(ProcessBuilder.Of("flood").Start().User("each").ForEach("[1, 2]", "ward").User("after").End());
        var one = run.TokenAt("each", TokenState.Offered);

        run.Refused(new MoveToken(run.Now, one, "after", "why")).ShouldBe(new TargetNotFound("after"));
        run.Do(new MoveToken(run.Now, one, "each", "why"));

        run.Open.ShouldBe(["each", "each"]);
        run.Complete("each").Complete("each").Complete("after").ShouldHaveEnded();
    }

    [Fact]
    public void What_takes_back_is_bound_to_what_called_for_it()
    {
        var run = Run.Of(Undoing());
        run.Complete("a");

        Refused(run, "undo", "after").ShouldBeOfType<TokenNotMovable>();
        Refused(run, "take-back", "after").ShouldBeOfType<TokenNotMovable>();
    }

    [Fact]
    public void The_choices_are_what_the_engine_takes()
    {
        var run = Run.Of(ProcessBuilder.Of("flood").Start("start").Parallel("fork").User("a").Parallel("join")
            .User("after").End("end").From("fork").User("b").To("join")
            .Boundary("late", "after", After("PT1H")).End("e-2"));

        OperatorChoices.Targets(run.Process, run.Instance, run.TokenAt("a"))
            .ShouldBe(["a", "after", "b", "e-2", "end", "fork"]);
    }

    [Fact]
    public void Where_a_join_would_wait_for_ever_is_known_beforehand()
    {
        var run = Run.Of(ProcessBuilder.Of("flood").Start().Parallel("fork").User("a").Parallel("join").User("after")
            .End().From("fork").User("b").To("join"));
        OperatorChoices.StuckAt(run.Process, run.Instance).ShouldBeEmpty();

        Move(run, "a", "after");

        OperatorChoices.StuckAt(run.Process, run.Instance).ShouldBe(["join"]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void Every_round_of_every_round_is_looked_at(int moved)
    {
        var run = Run.Of(ProcessBuilder.Of("flood").Start()
            .Sub("district", outer => outer.Start("begin").Sub("ward", sub => sub.Start("i").Parallel("fork").User("a")
                .Parallel("join").User("after").End("e").From("fork").User("b").To("join"))
                .ForEach("[1, 2, 3]", "ward").End("done"))
            .ForEach("[1, 2]", "district").End());
        OperatorChoices.StuckAt(run.Process, run.Instance).ShouldBeEmpty();

        var token = run.Instance.Tokens.Values.Where(each => each.Element == "a").ElementAt(moved).Id;
        run.Do(new MoveToken(run.Now, token, "after", "the bridge is closed", "p1"));

        OperatorChoices.StuckAt(run.Process, run.Instance).ShouldContain("join");
    }

    private static ProcessBuilder Undoing() => ProcessBuilder.Of("flood").Start().User("a").UndoneBy("take-back")
        .Throw("undo", Compensate()).User("after").End();

    private static Run Move(Run run, string from, string to) =>
        run.Do(new MoveToken(run.Now, run.TokenAt(from), to, "the bridge is closed", "p1"));

    private static Rejection Refused(Run run, string from, string to) =>
        run.Refused(new MoveToken(run.Now, run.TokenAt(from), to, "why"));
}

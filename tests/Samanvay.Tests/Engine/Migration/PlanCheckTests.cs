using Samanvay.Engine.Migration;
using Shouldly;
using Xunit;
using static Samanvay.LongRuns.Walks.Events;

namespace Samanvay.Tests.Engine.Migration;

public sealed class PlanCheckTests
{
    [Fact]
    public void A_user_task_can_not_go_on_as_a_service_task() =>
        Codes(Flood(), ProcessBuilder.Of("flood").Start().Service("b").End(), ("a", "b")).ShouldBe(["MIG002"]);

    [Fact]
    public void A_timer_can_not_go_on_as_a_message() =>
        Codes(ProcessBuilder.Of("flood").Start().Catch("a", After("PT1H")).End(),
            ProcessBuilder.Of("flood").Start().Catch("a", Message("gone")).End(), ("a", "a")).ShouldBe(["MIG002"]);

    [Fact]
    public void What_is_done_side_by_side_can_not_go_on_one_after_the_other()
    {
        var before = ProcessBuilder.Of("flood").Start().User("a").ForEach("[1]", "item").End();
        var after = ProcessBuilder.Of("flood").Start().User("a").ForEach(
            "[1]", "item", loop => loop with { IsSequential = true }).End();

        Codes(before, after, ("a", "a")).ShouldBe(["MIG002"]);
        Codes(before, Flood(), ("a", "a")).ShouldBe(["MIG002"]);
    }

    [Fact]
    public void A_step_stays_in_what_holds_it()
    {
        var before = ProcessBuilder.Of("flood").Start().Sub("one", sub => sub.Start("s").User("a").End("e")).End();
        var after = ProcessBuilder.Of("flood").Start().Sub("one", sub => sub.Start("s").End("e"))
            .Sub("two", sub => sub.Start("s-2").User("a").End("e-2")).End();

        Codes(before, after, ("one", "one"), ("a", "a")).ShouldBe(["MIG003"]);
    }

    [Fact]
    public void An_event_stays_at_the_edge_of_its_step() =>
        Codes(Edged("a"), Edged("b"), ("a", "a"), ("late", "late")).ShouldBe(["MIG003"]);

    [Fact]
    public void Two_steps_may_go_on_as_one_but_two_gateways_may_not()
    {
        Codes(ProcessBuilder.Of("flood").Start().User("a").User("b").End(), Flood(), ("a", "a"), ("b", "a"))
            .ShouldBeEmpty();
        Codes(ProcessBuilder.Of("flood").Start().Parallel("p").Parallel("q").End(),
            ProcessBuilder.Of("flood").Start().Parallel("p").End(), ("p", "p"), ("q", "p")).ShouldBe(["MIG004"]);
    }

    [Fact]
    public void A_plan_names_only_elements_that_there_are() =>
        Codes(Flood(), Flood(), ("a", "moon"), ("sun", "a")).ShouldBe(["MIG001", "MIG001"]);

    [Fact]
    public void Another_time_is_told_and_is_no_reason_to_refuse()
    {
        var before = ProcessBuilder.Of("flood").Start().Catch("rest", After("PT1H")).End();
        var after = ProcessBuilder.Of("flood").Start().Catch("rest", After("PT2H")).End();

        Codes(before, after, ("rest", "rest")).ShouldBe(["MIG005"]);
    }

    private static ProcessBuilder Flood() => ProcessBuilder.Of("flood").Start().User("a").End();

    private static ProcessBuilder Edged(string host) => ProcessBuilder.Of("flood").Start().User("a").User("b").End()
        .Boundary("late", host, After("PT1H")).End("end-2");

    private static IEnumerable<string> Codes(
        ProcessBuilder before, ProcessBuilder after, params (string From, string To)[] pairs)
    {
        var (source, target) = (before.Compile(), after.Compile("v2"));
        var plan = pairs.Aggregate(new MigrationPlan("v1", "v2"), (plan, pair) => plan.With(pair.From, pair.To));
        return ProcessMigration.Check(new MigrationRoute(source, target, plan)).Select(problem => problem.Code);
    }
}

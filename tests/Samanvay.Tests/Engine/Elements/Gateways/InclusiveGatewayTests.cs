using Samanvay.Engine;
using Shouldly;
using Xunit;
using static Samanvay.LongRuns.Walks.Events;

namespace Samanvay.Tests.Engine.Elements.Gateways;

public sealed class InclusiveGatewayTests
{
    private static ProcessBuilder Agencies() => ProcessBuilder.Of("flood").Start().Inclusive("who")
        .When("police").User("close").Inclusive("join").User("report").End()
        .From("who").When("fire").User("pump").To("join")
        .From("who").Otherwise().User("watch").To("join");

    [Fact]
    public void It_splits_to_every_flow_whose_condition_holds() =>
        Run.Of(Agencies(), "{ police: true, fire: true }").Open.ShouldBe(["close", "pump"]);

    [Fact]
    public void It_takes_the_default_only_when_none_holds() =>
        Run.Of(Agencies(), "{ police: false, fire: false }").Open.ShouldBe(["watch"]);

    [Fact]
    public void The_join_waits_only_for_tokens_that_can_still_arrive()
    {
        var run = Run.Of(Agencies(), "{ police: true, fire: true }");

        run.Complete("close").Tokens.ShouldBe(["pump", "join"]);
        run.Complete("pump").Open.ShouldBe(["report"]);
        run.Complete("report").ShouldHaveEnded();
    }

    [Fact]
    public void One_branch_alone_passes_the_join_at_once() =>
        Run.Of(Agencies(), "{ police: true, fire: false }").Complete("close").Open.ShouldBe(["report"]);

    [Fact]
    public void A_token_that_turns_away_from_the_join_opens_it()
    {
        var process = ProcessBuilder.Of("flood").Start().Inclusive("who")
            .When("true").User("close").Inclusive("join").User("report").End()
            .From("who").When("true").User("pump").Exclusive("dry").When("wet").To("join")
            .From("dry").Otherwise().End("end-dry");
        var run = Run.Of(process, "{ wet: false }").Complete("close");
        run.Tokens.ShouldBe(["pump", "join"]);

        run.Complete("pump");

        run.Open.ShouldBe(["report"]);
    }

    [Fact]
    public void The_join_waits_for_a_step_whose_reminder_came_first()
    {
        var process = ProcessBuilder.Of("flood").Start().User("close")
            .Boundary("late", "close", After("PT10M"), false).Inclusive("join").User("report").End()
            .From("close").To("join");
        var run = Run.Of(process);

        run.Fire("late").Tokens.ShouldBe(["close", "join"]);
        run.Complete("close").Open.ShouldBe(["report"]);
    }
}

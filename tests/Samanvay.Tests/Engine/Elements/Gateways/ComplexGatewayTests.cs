using Samanvay.Bpmn.Model;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Engine.Elements.Gateways;

public sealed class ComplexGatewayTests
{
    private static ProcessBuilder TwoOfThree(string condition = "activationCount >= 2") => ProcessBuilder.Of("quorum")
        .Start().Parallel("fork").User("a")
        .Add(new ComplexGateway { Id = "join", ActivationCondition = new(condition) })
        .From("fork").User("b").To("join").From("fork").User("c").To("join")
        .User("act").End();

    [Fact]
    public void It_goes_on_as_soon_as_its_condition_holds()
    {
        var run = Run.Of(TwoOfThree()).Complete("a");
        run.Open.ShouldNotContain("act");

        run.Complete("b").Open.ShouldBe(["c", "act"]);
    }

    [Fact]
    public void What_comes_late_is_used_up()
    {
        var run = Run.Of(TwoOfThree()).Complete("a").Complete("b").Complete("c");
        run.Open.ShouldBe(["act"]);

        run.Complete("act").ShouldHaveEnded();
    }

    [Fact]
    public void Its_condition_may_ask_for_one_flow() =>
        Run.Of(TwoOfThree("b_to_join > 0")).Complete("a").Complete("b").Open.ShouldBe(["c", "act"]);

    [Fact]
    public void Its_second_phase_takes_the_flows_that_ask_for_it()
    {
        var process = ProcessBuilder.Of("quorum").Start().Parallel("fork").User("a")
            .Add(new ComplexGateway { Id = "join", ActivationCondition = new("activationCount >= 1") })
            .When("waitingForStart").User("first").End("e-1")
            .From("join").When("not(waitingForStart)").User("all").End("e-2")
            .From("fork").User("b").To("join");
        var run = Run.Of(process).Complete("a");
        run.Open.ShouldBe(["b", "first"]);

        run.Complete("b").Open.ShouldBe(["first", "all"]);
    }

    [Fact]
    public void After_its_reset_it_begins_again()
    {
        var process = ProcessBuilder.Of("rounds").Start().Exclusive("again").Parallel("fork").User("a")
            .Add(new ComplexGateway { Id = "join", ActivationCondition = new("activationCount >= 1") })
            .User("act").Exclusive("more").When("act.more").To("again")
            .From("more").Otherwise().End("e-1").From("fork").User("b").To("join");
        var run = Run.Of(process).Complete("a").Complete("b").Complete("act", "{ more: true }");
        run.Open.ShouldBe(["a", "b"], ignoreOrder: true);

        run.Complete("b").Open.ShouldBe(["a", "act"], ignoreOrder: true);
    }

    [Fact]
    public void A_join_that_says_not_when_is_refused() =>
        ProcessBuilder.Of("x").Start().Parallel("fork").User("a").Add(new ComplexGateway { Id = "join" })
            .From("fork").To("join").End()
            .TryCompile().Problems.ShouldHaveSingleItem().Code.ShouldBe("ENG007");
}

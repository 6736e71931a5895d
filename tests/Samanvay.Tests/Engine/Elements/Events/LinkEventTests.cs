using Shouldly;
using Xunit;
using static Samanvay.LongRuns.Walks.Events;

namespace Samanvay.Tests.Engine.Elements.Events;

public sealed class LinkEventTests
{
    private static ProcessBuilder Linked(string target) => ProcessBuilder.Of("flood").Start()
        .Throw("out", Link("page-2")).Apart().Catch("in", Link(target)).User("close").End();

    [Fact]
    public void A_token_goes_on_at_the_link_of_the_same_name() =>
        Run.Of(Linked("page-2")).Complete("close").ShouldHaveEnded();

    [Fact]
    public void A_link_that_comes_out_nowhere_is_refused() =>
        Linked("page-3").TryCompile().Problems.ShouldContain(
            problem => problem.Code == "ENG003" && problem.Location.ElementId == "out");

    [Fact]
    public void An_inclusive_join_sees_through_a_link()
    {
        var process = ProcessBuilder.Of("flood").Start().Inclusive("split")
            .When("true").User("a").Throw("out", Link("p")).Apart().Catch("in", Link("p")).Inclusive("join")
            .From("split").When("true").User("b").To("join").User("after").End();
        var run = Run.Of(process).Complete("b");
        run.Open.ShouldBe(["a"]);

        run.Complete("a").Open.ShouldBe(["after"]);
    }
}

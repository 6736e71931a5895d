using Samanvay.Engine;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Engine.Elements.Gateways;

public sealed class ExclusiveGatewayTests
{
    private static ProcessBuilder Choice() => ProcessBuilder.Of("flood").Start().Exclusive("which")
        .When("level > 4").User("evacuate").End("end-1")
        .From("which").When("level > 2").User("warn").End("end-2")
        .From("which").Otherwise().User("watch").End("end-3");

    [Theory]
    [InlineData("5", "evacuate")]
    [InlineData("3", "warn")]
    [InlineData("1", "watch")]
    public void The_first_condition_that_holds_decides_and_else_the_default(string level, string step) =>
        Run.Of(Choice(), $"{{ level: {level} }}").Open.ShouldBe([step]);

    [Fact]
    public void A_condition_that_is_neither_true_nor_false_is_a_fault_that_a_retry_resolves()
    {
        var run = Run.Of(Choice());
        run.OnlyFault.Kind.ShouldBe(FaultKind.Expression);
        run.OnlyFault.Message.ShouldContain("which-to-evacuate");

        run.Do(new SetVariables(run.Now, Run.Context("{ level: 3 }"))).Retry();

        run.Open.ShouldBe(["warn"]);
    }

    [Fact]
    public void No_way_out_is_a_fault_and_a_person_chooses_the_flow()
    {
        var process = ProcessBuilder.Of("flood").Start().Exclusive("which")
            .When("level > 4").User("evacuate").End("end-1")
            .From("which").When("level > 2").User("warn").End("end-2");
        var run = Run.Of(process, "{ level: 0 }");
        run.OnlyFault.Kind.ShouldBe(FaultKind.NoFlow);

        run.Refused(new SkipFault(run.Now, run.OnlyFault.Id, "by phone")).ShouldBeOfType<FlowNotChosen>();
        run.Skip("which-to-warn");

        run.Open.ShouldBe(["warn"]);
    }

    [Fact]
    public void It_lets_every_token_through_when_branches_meet()
    {
        var process = ProcessBuilder.Of("flood").Start().Parallel("fork").Exclusive("meet").User("log").End()
            .From("fork").To("meet");

        Run.Of(process).Open.ShouldBe(["log", "log"]);
    }
}

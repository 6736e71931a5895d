using Samanvay.Bpmn.Model;
using Samanvay.Engine;
using Samanvay.Engine.Compilation;
using Samanvay.Feel;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Engine.Elements;

public sealed class BusinessRuleTaskTests
{
    private static ProcessBuilder Severity(string decision)
    {
        var expression = FeelCompiler.Expression(decision).Value!;
        var builder = ProcessBuilder.Of("flood").Start()
            .Add(new BusinessRuleTask { Id = "rate", Sop = new() { Decision = new("severity", "grade") } }).End();
        builder.Decisions.Add(new ExecutableDecision("severity", expression.Evaluate));
        return builder;
    }

    [Fact]
    public void A_business_rule_task_keeps_the_answer_of_its_decision_in_variable_and_history()
    {
        var run = Run.Of(Severity("if level > 4 then 1 else 3"), "{ level: 5 }").ShouldHaveEnded();

        run["grade"].ShouldBe(Run.Value("1"));
        run.Facts.OfType<DecisionEvaluated>().ShouldHaveSingleItem().Decision.ShouldBe("severity");
    }

    [Fact]
    public void A_decision_without_an_answer_is_a_fault_until_the_variables_are_mended()
    {
        var run = Run.Of(Severity("if level = null then null else level"), "{ level: null }");
        run.OnlyFault.Kind.ShouldBe(FaultKind.Decision);

        run.Do(new SetVariables(run.Now, Run.Context("{ level: 2 }"))).Retry();

        run["grade"].ShouldBe(Run.Value("2"));
        run.ShouldHaveEnded();
    }
}

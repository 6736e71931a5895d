using Samanvay.Bpmn.Model;
using Samanvay.Dmn;
using Samanvay.Engine;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Engine.Elements.Tasks;

public sealed class BusinessRuleTaskTests
{
    private const string Table = """
        <definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/"
            id="d" name="severity model" namespace="urn:test">
          <inputData id="level" name="level"><variable id="v" name="level" typeRef="number"/></inputData>
          <decision id="severity" name="severity of flood">
            <informationRequirement id="r"><requiredInput href="#level"/></informationRequirement>
            <decisionTable id="t" hitPolicy="UNIQUE">
              <input id="i"><inputExpression id="ie" typeRef="number"><text>level</text></inputExpression></input>
              <output id="o"/>
              <rule id="high">
                <inputEntry id="a"><text>&gt; 4</text></inputEntry><outputEntry id="b"><text>1</text></outputEntry>
              </rule>
              <rule id="low">
                <inputEntry id="c"><text>[2..4]</text></inputEntry><outputEntry id="e"><text>3</text></outputEntry>
              </rule>
            </decisionTable>
          </decision>
        </definitions>
        """;

    private static ProcessBuilder Severity()
    {
        var builder = ProcessBuilder.Of("flood").Start()
            .Add(new BusinessRuleTask { Id = "rate", Sop = new() { Decision = new("severity", "grade") } }).End();
        builder.Decisions.Add(DecisionCompiler.Compile(Table).Value.ShouldNotBeNull());
        return builder;
    }

    [Fact]
    public void A_business_rule_task_keeps_the_answer_and_the_rule_that_gave_it()
    {
        var run = Run.Of(Severity(), "{ level: 5 }").ShouldHaveEnded();

        run["grade"].ShouldBe(Run.Value("1"));
        var fact = run.Facts.OfType<DecisionEvaluated>().ShouldHaveSingleItem();
        fact.Reasons.ShouldHaveSingleItem().Rule.ShouldBe("high");
    }

    [Fact]
    public void What_it_was_asked_with_is_kept_and_nothing_else()
    {
        var run = Run.Of(Severity(), "{ level: 5, caller: \"a name\" }");

        run.Facts.OfType<DecisionEvaluated>().ShouldHaveSingleItem().Inputs.ShouldBe(Run.Context("{ level: 5 }"));
    }

    [Fact]
    public void A_decision_without_an_answer_is_a_fault_until_the_variables_are_mended()
    {
        var run = Run.Of(Severity(), "{ level: 1 }");
        run.OnlyFault.Kind.ShouldBe(FaultKind.Decision);

        run.Do(new SetVariables(run.Now, Run.Context("{ level: 2 }"))).Retry();

        run["grade"].ShouldBe(Run.Value("3"));
        run.ShouldHaveEnded();
    }

    [Fact]
    public void A_decision_that_is_not_in_the_playbook_is_refused()
    {
        var process = ProcessBuilder.Of("flood").Start()
            .Add(new BusinessRuleTask { Id = "rate", Sop = new() { Decision = new("missing", null) } }).End();

        process.TryCompile().Problems.ShouldHaveSingleItem().Code.ShouldBe("ENG009");
    }
}

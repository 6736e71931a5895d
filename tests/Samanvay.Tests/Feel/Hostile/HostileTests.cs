using System.Diagnostics;
using System.Security;
using Samanvay.Dmn;
using Samanvay.Feel;
using Samanvay.Feel.Values;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Feel.Hostile;

public sealed class HostileTests
{
    // Enough for any decision of an office; the thousand would take long with what a server allows.
    private static readonly FeelLimits Tight = new(StepsMax: 20_000, DepthMax: 300, ItemsMax: 2_000, TextMax: 20_000);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public void A_thousand_hostile_expressions_end_with_a_value_or_a_reason()
    {
        HostileExpressions.All.Distinct().Count().ShouldBeGreaterThan(900);
        foreach (var text in HostileExpressions.All)
        {
            var read = FeelCompiler.Expression(text);
            if (read.Value is null)
            {
                read.Problems.ShouldContain(problem => problem.Severity == Severity.Error, Short(text));
                continue;
            }

            var result = read.Value.Evaluate(FeelRun.Scope with { Limits = Tight });
            if (result.Value.IsNull) result.Warnings.ShouldNotBeEmpty(Short(text));
            if (result.LimitPassed is { } limit) limit.Message.ShouldMatch("Shorten|Narrow|Look for|Use flatter|Keep");
        }
    }

    [Fact]
    public void Most_of_them_are_given_up_or_refused_and_none_is_merely_slow()
    {
        var ends = HostileExpressions.Samples.Select(text => (Text: text, End: End(text))).ToList();

        ends.Count(end => end.End).ShouldBeGreaterThan(ends.Count / 2);
    }

    [Fact]
    public void They_end_as_well_in_the_cells_of_a_decision_table()
    {
        foreach (var text in HostileExpressions.Samples.Where(text => text.Length < 10_000))
        {
            foreach (var model in new[] { Table(text, "1"), Table("-", text) })
            {
                var compiled = DecisionCompiler.Compile(model);
                compiled.Value.ShouldNotBeNull(Short(text));
                var scope = FeelRun.Scope with { Variables = FeelContext.Of(("x", FeelValue.Of(1L))), Limits = Tight };
                var result = DecisionEvaluator.Evaluate(compiled.Value, "d", scope);
                if (!result.Value.IsNull) continue;
                (result.Warnings.Length + compiled.Problems.Length).ShouldBeGreaterThan(0, Short(text));
                if (result.LimitPassed is not null) result.Warnings.ShouldContain(result.LimitPassed);
            }
        }
    }

    [Fact]
    public void The_same_expression_is_given_up_at_the_same_place_every_time()
    {
        foreach (var text in HostileExpressions.Samples)
        {
            if (FeelCompiler.Expression(text).Value is not { } expression) continue;
            var scope = FeelRun.Scope with { Limits = Tight };
            var (first, second) = (expression.Evaluate(scope), expression.Evaluate(scope));

            second.LimitPassed.ShouldBe(first.LimitPassed, Short(text));
            second.Warnings.ShouldBe(first.Warnings, Short(text));
        }
    }

    // With the limits of the product. True where it was refused or given up.
    private static bool End(string text)
    {
        var watch = Stopwatch.StartNew();
        var read = FeelCompiler.Expression(text);
        var result = read.Value?.Evaluate(FeelRun.Scope);
        watch.Elapsed.ShouldBeLessThan(Patience, Short(text));
        return result is null || result.LimitPassed is not null;
    }

    private static string Table(string input, string output) => $"""
        <definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" name="m" namespace="urn:m">
          <inputData id="x" name="x"/>
          <decision id="d" name="d">
            <variable name="d"/>
            <informationRequirement><requiredInput href="#x"/></informationRequirement>
            <decisionTable id="t" hitPolicy="UNIQUE">
              <input id="i"><inputExpression><text>x</text></inputExpression></input>
              <output id="o"/>
              <rule id="r">
                <inputEntry id="c"><text>{SecurityElement.Escape(input)}</text></inputEntry>
                <outputEntry id="e"><text>{SecurityElement.Escape(output)}</text></outputEntry>
              </rule>
            </decisionTable>
          </decision>
        </definitions>
        """;

    private static string Short(string text) => text.Length <= 200 ? text : text[..200] + "...";
}

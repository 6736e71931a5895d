using FsCheck;
using FsCheck.Fluent;
using Samanvay.Feel;
using Samanvay.Feel.Checking;
using Samanvay.Feel.Values;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Feel.Checking;

public sealed class TypeProperties
{
    private const int Cases = 2_000;

    private static readonly Config Many = Config.QuickThrowOnFailure.WithMaxTest(Cases);

    [Fact]
    public void What_is_well_typed_has_no_problem_and_gives_a_value_of_its_type_or_null_with_the_reason() =>
        Prop.ForAll(TypedExpressions.WellTyped.ToArbitrary(), expression =>
        {
            var check = FeelChecker.Expression(expression.Text, TypedExpressions.Typing);
            check.Problems.ShouldBeEmpty(expression.Text);
            Holds(expression.Text, check.Type);
            check.Type.ConformsTo(expression.Type).ShouldBeTrue($"{expression.Text} is a {check.Type.Name}");
        }).Check(Many);

    [Fact]
    public void What_is_ill_typed_is_found_wherever_it_stands() =>
        Prop.ForAll(TypedExpressions.IllTyped.ToArbitrary(), expression =>
        {
            FeelChecker.Expression(expression.Alone, TypedExpressions.Typing).Problems
                .ShouldNotBeEmpty(expression.Alone);
            FeelChecker.Expression(expression.Around, TypedExpressions.Typing).Problems
                .ShouldNotBeEmpty(expression.Around);
        }).Check(Many);

    // A checker that complains of what works would soon be ignored.
    [Fact]
    public void What_is_reported_also_makes_no_sense_when_it_is_evaluated() =>
        Prop.ForAll(TypedExpressions.IllTyped.ToArbitrary(), expression =>
            Evaluated(expression.Alone).Warnings.ShouldNotBeEmpty(expression.Alone)).Check(Many);

    [Fact]
    public void The_type_of_any_expression_holds_even_where_it_makes_no_sense() =>
        Prop.ForAll(TypedExpressions.IllTyped.ToArbitrary(), expression =>
        {
            var check = FeelChecker.Expression(expression.Around, TypedExpressions.Typing);
            var value = Evaluated(expression.Around).Value;
            (value.IsNull || check.Type.Has(value)).ShouldBeTrue(
                $"{expression.Around} gives {FeelText.Literal(value)}, but {check.Type.Name} was said");
        }).Check(Many);

    private static void Holds(string text, FeelType type)
    {
        var result = Evaluated(text);
        if (result.Value.IsNull) result.Warnings.ShouldNotBeEmpty(text);
        else type.Has(result.Value).ShouldBeTrue($"{text} gives {FeelText.Literal(result.Value)}, no {type.Name}");
    }

    private static FeelResult Evaluated(string text)
    {
        var read = FeelCompiler.Expression(text, TypedExpressions.Typing.Names);
        read.Value.ShouldNotBeNull($"{text}: {string.Join(' ', read.Problems.Select(problem => problem.Message))}");
        return read.Value.Evaluate(TypedExpressions.Scope);
    }
}

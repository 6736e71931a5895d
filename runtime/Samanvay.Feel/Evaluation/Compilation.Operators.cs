using System.Collections.Immutable;
using Samanvay.Feel.Syntax;
using Samanvay.Feel.Values;

namespace Samanvay.Feel.Evaluation;

/// <content>Arithmetic, comparison, logic, if, tests and types.</content>
internal sealed partial class Compilation
{
    private Compiled Negation(NegationNode node)
    {
        var operand = Expression(node.Operand);
        return frame => Arithmetic.Negate(new(frame.Evaluation, node.Offset), operand(frame));
    }

    private Compiled Binary(BinaryNode node)
    {
        var left = Expression(node.Left);
        var right = Expression(node.Right);
        var offset = node.Offset;
        return node.Operator switch
        {
            BinaryOperator.Or => Either(left, right, decides: true),
            BinaryOperator.And => Either(left, right, decides: false),
            BinaryOperator.Add => Operate(Arithmetic.Add),
            BinaryOperator.Subtract => Operate(Arithmetic.Subtract),
            BinaryOperator.Multiply => Operate(Arithmetic.Multiply),
            BinaryOperator.Divide => Operate(Arithmetic.Divide),
            BinaryOperator.Power => Operate(Arithmetic.Power),
            _ => Operate((at, a, b) => Comparison.Compare(at, node.Operator, a, b)),
        };

        Compiled Operate(Func<Place, FeelValue, FeelValue, FeelValue> apply) => frame =>
        {
            frame.Evaluation.Step();
            return apply(new(frame.Evaluation, offset), left(frame), right(frame));
        };
    }

    // DMN 1.5, table 50: what is not a boolean counts as null; one side alone may decide.
    private static Compiled Either(Compiled left, Compiled right, bool decides) => frame =>
    {
        frame.Evaluation.Step();
        var first = left(frame) as FeelBoolean;
        if (first?.Value == decides) return first;
        var second = right(frame) as FeelBoolean;
        if (second?.Value == decides) return second;
        return first is null || second is null
            ? frame.Evaluation.Nothing(WarningCodes.WrongType, "'and' and 'or' need true or false on both sides.")
            : first;
    };

    private Compiled Between(BetweenNode node)
    {
        var (value, low, high) = (Expression(node.Value), Expression(node.Low), Expression(node.High));
        return frame =>
        {
            frame.Evaluation.Step();
            var at = new Place(frame.Evaluation, node.Offset);
            var tested = value(frame);
            var over = Comparison.Compare(at, BinaryOperator.GreaterOrEqual, tested, low(frame));
            var under = Comparison.Compare(at, BinaryOperator.LessOrEqual, tested, high(frame));
            return Ternary.And(over, under);
        };
    }

    private Compiled InstanceOf(InstanceOfNode node)
    {
        var value = Expression(node.Value);
        var type = node.Type.Widened;
        return frame =>
        {
            var asked = value(frame);
            frame.Evaluation.Walk(asked);
            return FeelValue.Of(type.Has(asked));
        };
    }

    private Compiled If(IfNode node)
    {
        var (condition, then, otherwise) = (Expression(node.Condition), Expression(node.Then), Expression(node.Else));
        return frame =>
        {
            frame.Evaluation.Step();
            var decided = condition(frame);
            if (decided is not FeelBoolean)
            {
                frame.Evaluation.Warn(
                    WarningCodes.WrongType, "The condition of 'if' is neither true nor false; 'else' is taken.",
                    node.Offset);
            }

            return decided is FeelBoolean { Value: true } ? then(frame) : otherwise(frame);
        };
    }

    private Compiled In(InNode node)
    {
        var value = Expression(node.Value);
        var scope = Scope(NameNode.Input);
        var tests = Within(scope, () => node.Tests.Select(test => Test(test, inCell: false)).ToImmutableArray());
        return frame =>
        {
            frame.Evaluation.Step();
            var input = value(frame);
            return AnyPasses(tests, input, frame.Inside(input));
        };
    }

    /// <summary>The tests of a cell, which see their input as <c>?</c>.</summary>
    public CompiledTest UnaryTests(UnaryTestsNode node)
    {
        if (node.Items.IsEmpty) return (_, _) => FeelValue.True;
        var scope = Scope(NameNode.Input);
        var tests = Within(scope, () => node.Items.Select(test => Test(test, inCell: true)).ToImmutableArray());
        // Most cells compare with fixed values, which look nowhere.
        var asks = !node.Items.All(IsFixed);
        return (input, frame) =>
        {
            frame.Evaluation.Step();
            var passed = AnyPasses(tests, input, asks ? frame.Inside(input) : frame);
            return node.IsNegated ? Ternary.Not(passed) : passed;
        };
    }

    private static bool IsFixed(Node node) => node switch
    {
        LiteralNode => true,
        ComparisonTestNode test => test.Endpoint is LiteralNode,
        RangeNode range => range.Start is LiteralNode && range.End is LiteralNode,
        _ => false,
    };

    private static FeelValue AnyPasses(ImmutableArray<CompiledTest> tests, FeelValue input, Frame frame)
    {
        FeelValue result = FeelValue.False;
        foreach (var test in tests)
        {
            var passed = test(input, frame);
            if (passed is FeelBoolean { Value: true }) return passed;
            if (passed.IsNull) result = passed;
        }

        return result;
    }

    private CompiledTest Test(Node node, bool inCell)
    {
        if (node is ComparisonTestNode comparison)
        {
            var endpoint = Expression(comparison.Endpoint);
            return (input, frame) => Comparison.Compare(
                new(frame.Evaluation, comparison.Offset), comparison.Operator, input, endpoint(frame));
        }

        var scope = _scope!;
        scope.ForgetUse(NameNode.Input);
        var expression = Expression(node);
        var asksInput = scope.IsUsed(NameNode.Input);
        return (input, frame) =>
        {
            var tested = expression(frame);
            // A range that could not be made is no missing value to compare with.
            return tested.IsNull && node is RangeNode
                ? tested
                : Membership.Test(new(frame.Evaluation, node.Offset), input, tested, inCell, asksInput);
        };
    }

    private Compiled OpenRange(ComparisonTestNode node)
    {
        var endpoint = Expression(node.Endpoint);
        return frame =>
        {
            var end = endpoint(frame);
            return node.Operator switch
            {
                BinaryOperator.Less => new FeelRange(FeelValue.Null, false, end, false),
                BinaryOperator.LessOrEqual => new FeelRange(FeelValue.Null, false, end, true),
                BinaryOperator.Greater => new FeelRange(end, false, FeelValue.Null, false),
                BinaryOperator.GreaterOrEqual => new FeelRange(end, true, FeelValue.Null, false),
                BinaryOperator.Equal => new FeelRange(end, true, end, true),
                _ => frame.Evaluation.Nothing(
                    WarningCodes.WrongType, "'!=' makes no range. Use it in a test.", node.Offset),
            };
        };
    }

    private Compiled Range(RangeNode node)
    {
        if (Fixed(node) is { } range) return _ => range;
        var (start, end) = (Expression(node.Start), Expression(node.End));
        return frame =>
        {
            frame.Evaluation.Step();
            var (low, high) = (start(frame), end(frame));
            return frame.Evaluation.Compare(low, high) is null
                ? frame.Evaluation.Nothing(
                    WarningCodes.NotComparable, $"A range can not go from {low.TypeName} to {high.TypeName}.",
                    node.Offset)
                : new FeelRange(low, node.StartIncluded, high, node.EndIncluded);
        };
    }

    private static FeelRange? Fixed(RangeNode node) =>
        node.Start is LiteralNode start && node.End is LiteralNode end
        && FeelComparison.Compare(start.Value, end.Value) is not null
            ? new(start.Value, node.StartIncluded, end.Value, node.EndIncluded)
            : null;
}

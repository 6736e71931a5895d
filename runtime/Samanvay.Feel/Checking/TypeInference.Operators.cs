using Samanvay.Feel.Syntax;
using Samanvay.Feel.Values;

namespace Samanvay.Feel.Checking;

/// <content>Arithmetic, comparison, logic, tests.</content>
internal sealed partial class TypeInference
{
    private FeelType Negation(NegationNode node)
    {
        var type = TypeRelation.Plain(Of(node.Operand));
        return TypeRelation.IsUnknown(type) || type == FeelType.Number || type == FeelType.DaysDuration
            || type == FeelType.YearsDuration
                ? type
                : Report(node.Offset, ProblemCodes.WrongType, $"A {type.Name} has no negative.");
    }

    private FeelType Binary(BinaryNode node)
    {
        var (left, right) = (TypeRelation.Plain(Of(node.Left)), TypeRelation.Plain(Of(node.Right)));
        switch (node.Operator)
        {
            case BinaryOperator.And or BinaryOperator.Or:
                Logic(node.Left.Offset, left);
                Logic(node.Right.Offset, right);
                return FeelType.Boolean;
            case BinaryOperator.Equal or BinaryOperator.NotEqual:
                return Compared(node.Offset, left, right, TypeRelation.CanBeEqual(left, right));
            case BinaryOperator.Less or BinaryOperator.LessOrEqual or BinaryOperator.Greater
                or BinaryOperator.GreaterOrEqual:
                return Compared(node.Offset, left, right, TypeRelation.CanBeOrdered(left, right));
            default:
                return OperatorTypes.Result(node.Operator, left, right)
                    ?? Report(node.Offset, ProblemCodes.WrongType, Unfit(node.Operator, left.Name, right.Name));
        }
    }

    private static Sentence Unfit(BinaryOperator @operator, string left, string right) => @operator switch
    {
        BinaryOperator.Add => $"A {right} can not be added to a {left}.",
        BinaryOperator.Subtract => $"A {right} can not be subtracted from a {left}.",
        BinaryOperator.Multiply => $"A {left} can not be multiplied with a {right}.",
        BinaryOperator.Divide => $"A {left} can not be divided by a {right}.",
        _ => $"A {left} can not be raised to a {right}.",
    };

    private void Logic(int offset, FeelType type)
    {
        if (!TypeRelation.CanBe(type, FeelType.Boolean))
            Report(offset, ProblemCodes.WrongType, $"'and' and 'or' need true or false; this is a {type.Name}.");
    }

    private FeelType Compared(int offset, FeelType left, FeelType right, bool isPossible)
    {
        if (!isPossible)
        {
            Report(offset, ProblemCodes.WrongType, Incomparable(TypeRelation.Plain(left), TypeRelation.Plain(right)));
        }

        return FeelType.Boolean;
    }

    private static Sentence Incomparable(FeelType left, FeelType right)
    {
        if (right is FeelType.RangeType)
        {
            return "This compares with a range of values, where one value is wanted. "
                + "Write one comparison, such as > 5.";
        }

        return $"A {left.Name} can not be compared with a {right.Name}.";
    }

    private FeelType Between(BetweenNode node)
    {
        var value = Of(node.Value);
        foreach (var end in new[] { node.Low, node.High })
        {
            var type = Of(end);
            Compared(end.Offset, value, type, TypeRelation.CanBeOrdered(value, type));
        }

        return FeelType.Boolean;
    }

    private FeelType In(InNode node)
    {
        var input = Of(node.Value);
        var scope = Inside().With(NameNode.Input, input);
        foreach (var test in node.Tests) Within(scope, () => Test(test, input, inCell: false));
        return FeelType.Boolean;
    }

    /// <summary>The tests of a cell.</summary>
    public void Tests(UnaryTestsNode node, FeelType input)
    {
        var scope = Inside().With(NameNode.Input, input);
        foreach (var test in node.Items) Within(scope, () => Test(test, input, inCell: true));
    }

    private FeelType Test(Node node, FeelType input, bool inCell)
    {
        if (node is ComparisonTestNode test)
        {
            var end = Of(test.Endpoint);
            var isPossible = test.Operator is BinaryOperator.Equal or BinaryOperator.NotEqual
                ? TypeRelation.CanBeEqual(input, end)
                : TypeRelation.CanBeOrdered(input, end);
            return Compared(node.Offset, input, end, isPossible);
        }

        var type = TypeRelation.Plain(Of(node));
        var isCondition = type == FeelType.Boolean && (inCell || AsksInput(node));
        if (isCondition || Passes(type, input)) return FeelType.Boolean;
        return Compared(
            node.Offset, input, type is FeelType.RangeType range ? range.End : type, isPossible: false);
    }

    private static bool Passes(FeelType tested, FeelType input) => tested switch
    {
        FeelType.RangeType range => TypeRelation.CanBeOrdered(input, range.End) || input is FeelType.RangeType,
        FeelType.ListType list => TypeRelation.CanBeEqual(input, list) || Passes(TypeRelation.Plain(list.Item), input),
        _ => TypeRelation.CanBeEqual(input, tested),
    };

    private static bool AsksInput(Node node) => node switch
    {
        NameNode name => name.Name == NameNode.Input,
        _ => Nodes.Inside(node).Any(AsksInput),
    };

    private FeelType Range(int offset, FeelType start, FeelType end)
    {
        var (low, high) = (TypeRelation.Plain(start), TypeRelation.Plain(end));
        return TypeRelation.CanBeOrdered(low, high)
            ? new FeelType.RangeType(TypeRelation.Known(TypeRelation.Join(low, high)))
            : Report(offset, ProblemCodes.WrongType, $"A range can not go from {low.Name} to {high.Name}.");
    }

    private FeelType If(IfNode node)
    {
        Condition(node.Condition);
        return TypeRelation.Join(Of(node.Then), Of(node.Else));
    }

    private void Condition(Node node)
    {
        var type = TypeRelation.Plain(Of(node));
        if (!TypeRelation.CanBe(type, FeelType.Boolean))
            Report(node.Offset, ProblemCodes.WrongType, $"A condition is true or false, but this is a {type.Name}.");
    }
}

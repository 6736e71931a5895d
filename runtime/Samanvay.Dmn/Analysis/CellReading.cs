using System.Collections.Immutable;
using Samanvay.Feel.Syntax;
using Samanvay.Feel.Values;

namespace Samanvay.Dmn.Analysis;

/// <summary>What the tests of a cell compare their input with. Between two neighbours of these values the answer of the
/// cell does not change.</summary>
/// <param name="IsOrdered">Something asks for more or less, not only whether it is the same.</param>
internal sealed record CellReading(ImmutableArray<FeelValue> Boundaries, bool IsOrdered)
{
    /// <summary>Null where the cell asks for something that is no comparison with a constant.</summary>
    public static CellReading? Of(UnaryTestsNode tests, Constants constants)
    {
        var reader = new Reader(constants);
        return tests.Items.All(reader.Test) ? new([.. reader.Values], reader.IsOrdered) : null;
    }

    private sealed class Reader(Constants constants)
    {
        public List<FeelValue> Values { get; } = [];

        public bool IsOrdered { get; private set; }

        public bool Test(Node node) => node switch
        {
            ComparisonTestNode comparison => Compared(comparison.Operator, comparison.Endpoint),
            _ => Constant(node) || Condition(node),
        };

        // A whole condition, which names the input as "?".
        private bool Condition(Node node) => node switch
        {
            BinaryNode { Operator: BinaryOperator.And or BinaryOperator.Or } both =>
                Condition(both.Left) && Condition(both.Right),
            BinaryNode { Left: NameNode { Name: NameNode.Input } } binary => Compared(binary.Operator, binary.Right),
            BinaryNode { Right: NameNode { Name: NameNode.Input } } binary => Compared(binary.Operator, binary.Left),
            BetweenNode { Value: NameNode { Name: NameNode.Input } } between =>
                Ordered() && Constant(between.Low) && Constant(between.High),
            InNode { Value: NameNode { Name: NameNode.Input } } @in => @in.Tests.All(Test),
            CallNode { Function: NameNode { Name: "not" }, Arguments: [var argument] } => Condition(argument.Value),
            LiteralNode { Value: FeelBoolean or FeelNull } => true,
            _ => false,
        };

        private bool Compared(BinaryOperator @operator, Node endpoint) => @operator switch
        {
            BinaryOperator.Equal or BinaryOperator.NotEqual => Constant(endpoint),
            BinaryOperator.Less or BinaryOperator.LessOrEqual or BinaryOperator.Greater
                or BinaryOperator.GreaterOrEqual => Ordered() && Constant(endpoint),
            _ => false,
        };

        private bool Ordered() => IsOrdered = true;

        private bool Constant(Node node) => constants.Value(node) is { } value && Add(value);

        private bool Add(FeelValue value)
        {
            switch (value)
            {
                case FeelList list: return list.All(Add);
                case FeelRange range: return Ordered() && AddEnd(range.Start) && AddEnd(range.End);
                case FeelContext or FeelFunction: return false;
            }

            Values.Add(value);
            return true;
        }

        private bool AddEnd(FeelValue end) => end.IsNull || end is not (FeelList or FeelRange) && Add(end);
    }
}

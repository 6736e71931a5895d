using System.Collections.Immutable;
using System.Diagnostics;
using Samanvay.Feel.Values;

namespace Samanvay.Feel.Syntax;

/// <summary>Writes a tree as text that is read back as the same tree.</summary>
internal static class Printer
{
    private const int ExpressionLevel = 0;
    private const int ComparisonLevel = 3;
    private const int AdditionLevel = 4;
    private const int NegationLevel = 7;
    private const int PostfixLevel = 8;

    public static string Print(Node node) => Print(node, ExpressionLevel);

    // Brackets where the part binds weaker than its place needs.
    private static string Print(Node node, int level) => Level(node) < level ? $"({Text(node)})" : Text(node);

    private static int Level(Node node) => node switch
    {
        BinaryNode binary => binary.Operator switch
        {
            BinaryOperator.Or => 1,
            BinaryOperator.And => 2,
            BinaryOperator.Add or BinaryOperator.Subtract => AdditionLevel,
            BinaryOperator.Multiply or BinaryOperator.Divide => 5,
            BinaryOperator.Power => 6,
            _ => ComparisonLevel,
        },
        BetweenNode or InNode => ComparisonLevel,
        NegationNode or LiteralNode { Value: FeelNumber { Value.Sign: < 0 } } => NegationLevel,
        IfNode or ForNode or QuantifiedNode or FunctionNode or ComparisonTestNode => ExpressionLevel,
        _ => PostfixLevel,
    };

    private static string Text(Node node) => node switch
    {
        LiteralNode literal => FeelText.Literal(literal.Value),
        NameNode name => name.Name,
        NegationNode negation => "-" + Print(negation.Operand, NegationLevel),
        BinaryNode binary =>
            $"{Print(binary.Left, Level(binary))} {Sign(binary.Operator)} {Print(binary.Right, Level(binary) + 1)}",
        BetweenNode between => $"{Print(between.Value, ComparisonLevel)} between "
            + $"{Print(between.Low, AdditionLevel)} and {Print(between.High, AdditionLevel)}",
        InNode @in => $"{Print(@in.Value, ComparisonLevel)} in ({Join(@in.Tests)})",
        InstanceOfNode instance => $"{Print(instance.Value, PostfixLevel)} instance of {instance.Type.Name}",
        IfNode @if => $"if {Print(@if.Condition)} then {Print(@if.Then)} else {Print(@if.Else)}",
        ForNode @for => $"for {Print(@for.Iterations)} return {Print(@for.Body)}",
        QuantifiedNode quantified => (quantified.IsEvery ? "every " : "some ")
            + $"{Print(quantified.Iterations)} satisfies {Print(quantified.Condition)}",
        FilterNode filter => $"{Print(filter.Source, PostfixLevel)}[{Print(filter.Condition)}]",
        PathNode path => $"{Print(path.Source, PostfixLevel)}.{path.Member}",
        CallNode call => $"{Print(call.Function, PostfixLevel)}({string.Join(", ", call.Arguments.Select(Print))})",
        FunctionNode function => Print(function),
        ListNode list => $"[{Join(list.Items)}]",
        ContextNode context => $"{{{string.Join(", ", context.Entries.Select(Print))}}}",
        RangeNode range => Print(range),
        ComparisonTestNode test => $"{Sign(test.Operator)} {Print(test.Endpoint, AdditionLevel)}",
        UnaryTestsNode tests =>
            tests.Items.IsEmpty ? "-" : tests.IsNegated ? $"not({Join(tests.Items)})" : Join(tests.Items),
        _ => throw new UnreachableException($"No text for {node.GetType().Name}."),
    };

    private static string Join(ImmutableArray<Node> nodes) => string.Join(", ", nodes.Select(Print));

    private static string Print(ImmutableArray<Iteration> iterations) => string.Join(", ", iterations.Select(Print));

    private static string Print(Iteration iteration) =>
        $"{iteration.Name} in {Print(iteration.Domain)}"
        + (iteration.Until is null ? "" : ".." + Print(iteration.Until));

    private static string Print(ContextEntry entry) => $"{FeelText.Quote(entry.Name)}: {Print(entry.Value)}";

    private static string Print(Argument argument) =>
        argument.Name is null ? Print(argument.Value) : $"{argument.Name}: {Print(argument.Value)}";

    private static string Print(FunctionNode function)
    {
        var parameters = function.Parameters.Select(parameter =>
            parameter.Type == FeelType.Any ? parameter.Name : $"{parameter.Name}: {parameter.Type.Name}");
        var external = function.IsExternal ? "external " : "";
        return $"function({string.Join(", ", parameters)}) {external}{Print(function.Body)}";
    }

    private static string Print(RangeNode range) =>
        (range.StartIncluded ? "[" : "(") + Print(range.Start, AdditionLevel) + ".." + Print(range.End, AdditionLevel)
        + (range.EndIncluded ? "]" : ")");

    private static string Sign(BinaryOperator @operator) => @operator switch
    {
        BinaryOperator.Or => "or",
        BinaryOperator.And => "and",
        BinaryOperator.Equal => "=",
        BinaryOperator.NotEqual => "!=",
        BinaryOperator.Less => "<",
        BinaryOperator.LessOrEqual => "<=",
        BinaryOperator.Greater => ">",
        BinaryOperator.GreaterOrEqual => ">=",
        BinaryOperator.Add => "+",
        BinaryOperator.Subtract => "-",
        BinaryOperator.Multiply => "*",
        BinaryOperator.Divide => "/",
        BinaryOperator.Power => "**",
        _ => throw new UnreachableException($"No sign for {@operator}."),
    };
}

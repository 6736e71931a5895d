using System.Collections.Immutable;
using Samanvay.Feel.Values;

namespace Samanvay.Feel.Syntax;

/// <summary>A part of an expression as it was written. <see cref="Depth"/> bounds every walk over the tree.</summary>
internal abstract record Node(int Offset)
{
    public abstract int Depth { get; }

    protected static int Over(params ReadOnlySpan<Node?> parts)
    {
        var deepest = 0;
        foreach (var part in parts) deepest = Math.Max(deepest, part?.Depth ?? 0);
        return deepest + 1;
    }
}

internal sealed record LiteralNode(int Offset, FeelValue Value) : Node(Offset)
{
    public override int Depth => 1;
}

internal sealed record NameNode(int Offset, string Name) : Node(Offset)
{
    /// <summary>What unary tests test.</summary>
    public const string Input = "?";

    public override int Depth => 1;
}

internal sealed record NegationNode(int Offset, Node Operand) : Node(Offset)
{
    public override int Depth { get; } = Over(Operand);
}

internal enum BinaryOperator
{
    Or, And, Equal, NotEqual, Less, LessOrEqual, Greater, GreaterOrEqual, Add, Subtract, Multiply, Divide, Power,
}

internal sealed record BinaryNode(int Offset, BinaryOperator Operator, Node Left, Node Right) : Node(Offset)
{
    public override int Depth { get; } = Over(Left, Right);
}

internal sealed record BetweenNode(int Offset, Node Value, Node Low, Node High) : Node(Offset)
{
    public override int Depth { get; } = Over(Value, Low, High);
}

/// <summary><c>value in (tests)</c>.</summary>
internal sealed record InNode(int Offset, Node Value, ImmutableArray<Node> Tests) : Node(Offset)
{
    public override int Depth { get; } = Over([Value, .. Tests]);
}

internal sealed record InstanceOfNode(int Offset, Node Value, FeelType Type) : Node(Offset)
{
    public override int Depth { get; } = Over(Value);
}

internal sealed record IfNode(int Offset, Node Condition, Node Then, Node Else) : Node(Offset)
{
    public override int Depth { get; } = Over(Condition, Then, Else);
}

/// <summary><c>name in domain</c>, or with <paramref name="Until"/> <c>name in domain..until</c>.</summary>
internal sealed record Iteration(string Name, Node Domain, Node? Until);

internal sealed record ForNode(int Offset, ImmutableArray<Iteration> Iterations, Node Body) : Node(Offset)
{
    public override int Depth { get; } = Over(
        [Body, .. Iterations.Select(i => i.Domain), .. Iterations.Select(i => i.Until)]);
}

internal sealed record QuantifiedNode(int Offset, bool IsEvery, ImmutableArray<Iteration> Iterations, Node Condition)
    : Node(Offset)
{
    public override int Depth { get; } = Over(
        [Condition, .. Iterations.Select(i => i.Domain), .. Iterations.Select(i => i.Until)]);
}

internal sealed record FilterNode(int Offset, Node Source, Node Condition) : Node(Offset)
{
    public override int Depth { get; } = Over(Source, Condition);
}

internal sealed record PathNode(int Offset, Node Source, string Member) : Node(Offset)
{
    public override int Depth { get; } = Over(Source);
}

/// <summary>An argument; the name is null when arguments go by position.</summary>
internal sealed record Argument(string? Name, Node Value);

internal sealed record CallNode(int Offset, Node Function, ImmutableArray<Argument> Arguments) : Node(Offset)
{
    public override int Depth { get; } = Over([Function, .. Arguments.Select(argument => argument.Value)]);
}

internal sealed record FunctionNode(int Offset, ImmutableArray<FeelParameter> Parameters, Node Body, bool IsExternal)
    : Node(Offset)
{
    public override int Depth { get; } = Over(Body);
}

internal sealed record ListNode(int Offset, ImmutableArray<Node> Items) : Node(Offset)
{
    public override int Depth { get; } = Over([.. Items]);
}

internal sealed record ContextEntry(string Name, Node Value, int Offset);

internal sealed record ContextNode(int Offset, ImmutableArray<ContextEntry> Entries) : Node(Offset)
{
    public override int Depth { get; } = Over([.. Entries.Select(entry => entry.Value)]);
}

internal sealed record RangeNode(int Offset, Node Start, bool StartIncluded, Node End, bool EndIncluded) : Node(Offset)
{
    public override int Depth { get; } = Over(Start, End);
}

/// <summary><c>&lt; endpoint</c> in tests; elsewhere a range that is open on one side.</summary>
internal sealed record ComparisonTestNode(int Offset, BinaryOperator Operator, Node Endpoint) : Node(Offset)
{
    public override int Depth { get; } = Over(Endpoint);
}

/// <summary>The whole of a cell; no items mean <c>-</c>, which everything passes.</summary>
internal sealed record UnaryTestsNode(int Offset, bool IsNegated, ImmutableArray<Node> Items) : Node(Offset)
{
    public override int Depth { get; } = Over([.. Items]);
}

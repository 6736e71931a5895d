using Samanvay.Feel.Syntax;

namespace Samanvay.Feel.Checking;

/// <summary>The parts directly inside a part of an expression.</summary>
internal static class Nodes
{
    public static IEnumerable<Node> Inside(Node node) => node switch
    {
        NegationNode negation => [negation.Operand],
        BinaryNode binary => [binary.Left, binary.Right],
        BetweenNode between => [between.Value, between.Low, between.High],
        InNode @in => [@in.Value, .. @in.Tests],
        InstanceOfNode instance => [instance.Value],
        IfNode @if => [@if.Condition, @if.Then, @if.Else],
        ForNode @for => [.. Of(@for.Iterations), @for.Body],
        QuantifiedNode quantified => [.. Of(quantified.Iterations), quantified.Condition],
        FilterNode filter => [filter.Source, filter.Condition],
        PathNode path => [path.Source],
        CallNode call => [call.Function, .. call.Arguments.Select(argument => argument.Value)],
        FunctionNode function => [function.Body],
        ListNode list => list.Items,
        ContextNode context => context.Entries.Select(entry => entry.Value),
        RangeNode range => [range.Start, range.End],
        ComparisonTestNode test => [test.Endpoint],
        UnaryTestsNode tests => tests.Items,
        _ => [],
    };

    private static IEnumerable<Node> Of(IEnumerable<Iteration> iterations) =>
        iterations.SelectMany(iteration =>
            iteration.Until is null ? (Node[])[iteration.Domain] : [iteration.Domain, iteration.Until]);
}

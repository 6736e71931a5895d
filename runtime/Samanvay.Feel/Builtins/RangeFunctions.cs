using Samanvay.Feel.Evaluation;
using Samanvay.Feel.Syntax;
using Samanvay.Feel.Values;

namespace Samanvay.Feel.Builtins;

/// <summary>
/// DMN 1.5, table 78: how intervals lie to each other. A point is an interval that begins and ends in it.
/// </summary>
internal static class RangeFunctions
{
    public static readonly BuiltinForm[] All =
    [
        .. Form("before", "point point, point range, range point, range range", (a, b) => a.End < b.Start),
        .. Form("after", "point point, point range, range point, range range", (a, b) => a.Start > b.End),
        .. Form("meets", "range range", (a, b) => a.End.Meets(b.Start)),
        .. Form("met by", "range range", (a, b) => b.End.Meets(a.Start)),
        .. Form("overlaps", "range range", (a, b) => a.End >= b.Start & a.Start <= b.End),
        .. Form("overlaps before", "range range", (a, b) => a.Start < b.Start & a.End >= b.Start & a.End <= b.End),
        .. Form("overlaps after", "range range", (a, b) => b.Start < a.Start & b.End >= a.Start & b.End <= a.End),
        .. Form("finishes", "point range, range range", (a, b) => a.End.Is(b.End) & a.Start >= b.Start),
        .. Form("finished by", "range point, range range", (a, b) => b.End.Is(a.End) & b.Start >= a.Start),
        .. Form("includes", "range point, range range", (a, b) => a.Start <= b.Start & a.End >= b.End),
        .. Form("during", "point range, range range", (a, b) => b.Start <= a.Start & b.End >= a.End),
        .. Form("starts", "point range, range range", (a, b) => a.Start.Is(b.Start) & a.End <= b.End),
        .. Form("started by", "range point, range range", (a, b) => b.Start.Is(a.Start) & b.End <= a.End),
        .. Form("coincides", "point point, range range", (a, b) => a.Start.Is(b.Start) & a.End.Is(b.End)),
        new("range", "from: string", Read),
    ];

    private static IEnumerable<BuiltinForm> Form(string name, string kinds, Func<Interval, Interval, bool?> holds) =>
        kinds.Split(", ").Select(pair => pair.Split(' ')).Select(pair => new BuiltinForm(
            name,
            pair[0] == pair[1]
                ? $"{pair[0]}1: {pair[0]}, {pair[1]}2: {pair[1]}"
                : $"{pair[0]}: {pair[0]}, {pair[1]}: {pair[1]}",
            call => holds(Interval.Of(call[0]), Interval.Of(call[1])) is { } answer
                ? FeelValue.Of(answer)
                : call.Nothing("the two can not be compared.")));

    // Only a range whose ends are written out is a text form of a range.
    private static FeelValue Read(BuiltinCall call)
    {
        var read = Parser.Range(call.Text(0));
        var isRange = read.Node is RangeNode { Start: var start, End: var end } && IsConstant(start) && IsConstant(end)
            || read.Node is ComparisonTestNode { Endpoint: var endpoint } && IsConstant(endpoint);
        return isRange && new Compilation(FeelNames.None)
            .Expression(read.Node!)(new Frame(call.Evaluation)) is FeelRange range
            && IsForwards(range)
            ? range
            : call.Nothing($"{FeelText.Quote(call.Text(0))} is no range such as \"[1..10]\".");
    }

    private static bool IsConstant(Node node) =>
        node is LiteralNode { Value: not (FeelNull or FeelBoolean) }
        || node is CallNode { Function: NameNode function } call
        && function.Name is "date" or "time" or "date and time" or "duration"
        && call.Arguments.All(argument => argument.Value is LiteralNode);

    private static bool IsForwards(FeelRange range) =>
        range.Start.IsNull || range.End.IsNull || FeelComparison.Compare(range.Start, range.End) <= 0;
}

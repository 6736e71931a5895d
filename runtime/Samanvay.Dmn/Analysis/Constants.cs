using NodaTime;
using Samanvay.Feel;
using Samanvay.Feel.Builtins;
using Samanvay.Feel.Evaluation;
using Samanvay.Feel.Syntax;
using Samanvay.Feel.Values;
using FeelCompilation = Samanvay.Feel.Evaluation.Compilation;

namespace Samanvay.Dmn.Analysis;

/// <summary>Expressions that have the same value in every evaluation, such as <c>24 * 60</c> or
/// <c>date("2026-06-01")</c>.</summary>
internal sealed class Constants(FeelNames names)
{
    private static readonly FeelScope Scope = new(
        FeelContext.Empty, Instant.FromUnixTimeSeconds(0), DateTimeZone.Utc);

    /// <summary>Null where it is no constant, or one that makes no sense.</summary>
    public FeelValue? Value(Node node)
    {
        if (!IsConstant(node)) return null;
        var body = new FeelCompilation(names).Expression(node);
        try
        {
            var value = body(NewFrame());
            return value.IsNull && node is not LiteralNode ? null : value;
        }
        catch (FeelLimitException)
        {
            return null;
        }
    }

    /// <summary>A test that reads nothing but constants and its input.</summary>
    public Func<FeelValue, bool> Test(UnaryTestsNode tests)
    {
        var body = new FeelCompilation(names).UnaryTests(tests);
        return value =>
        {
            try
            {
                return body(value, NewFrame()) is FeelBoolean { Value: true };
            }
            catch (FeelLimitException)
            {
                return false;
            }
        };
    }

    /// <summary>An evaluation of its own each time: the limits are for one.</summary>
    public static Frame NewFrame() => new(new FeelEvaluation(Scope));

    private bool IsConstant(Node node) => node switch
    {
        LiteralNode => true,
        NegationNode negation => IsConstant(negation.Operand),
        BinaryNode binary => IsConstant(binary.Left) && IsConstant(binary.Right),
        ListNode list => list.Items.All(IsConstant),
        RangeNode range => IsConstant(range.Start) && IsConstant(range.End),
        ComparisonTestNode open => IsConstant(open.Endpoint),
        PathNode path => IsConstant(path.Source),
        CallNode { Function: NameNode function } call =>
            IsFixed(function.Name) && call.Arguments.All(argument => IsConstant(argument.Value)),
        _ => false,
    };

    private bool IsFixed(string function) =>
        function is not ("now" or "today") && BuiltinTable.Find(function) is not null
        && !names.Variables.Contains(function);
}

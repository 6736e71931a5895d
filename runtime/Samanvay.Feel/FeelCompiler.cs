using Samanvay.Feel.Evaluation;
using Samanvay.Feel.Syntax;

namespace Samanvay.Feel;

/// <summary>
/// Turns text into something that can be evaluated any number of times, on any thread, without being read again.
/// </summary>
public static class FeelCompiler
{
    public static Parsed<FeelExpression> Expression(string text, FeelNames? names = null)
    {
        var read = Parser.Expression(text, names);
        if (read.Node is null) return new(null, read.Problems);
        var compilation = new Compilation(names);
        var body = compilation.Expression(read.Node);
        var expression = new FeelExpression(text, read.Node, body, compilation.FreeNames)
        {
            NeededNames = compilation.NeededNames,
        };
        return new(expression, [.. read.Problems, .. compilation.Problems]);
    }

    /// <summary>
    /// Reads the cell of a decision table: <c>-</c>, <c>&lt; 5</c>, <c>[1..3], 7</c>, <c>not("a", "b")</c>.
    /// </summary>
    public static Parsed<FeelUnaryTests> UnaryTests(string text, FeelNames? names = null)
    {
        var read = Parser.UnaryTests(text, names);
        if (read.Node is null) return new(null, read.Problems);
        var compilation = new Compilation(names);
        var body = compilation.UnaryTests(read.Node);
        return new(new(text, read.Node, body, compilation.FreeNames), [.. read.Problems, .. compilation.Problems]);
    }
}

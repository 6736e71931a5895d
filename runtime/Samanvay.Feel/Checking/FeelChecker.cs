using System.Collections.Immutable;
using Samanvay.Feel.Syntax;
using Samanvay.Feel.Values;

namespace Samanvay.Feel.Checking;

/// <summary>Finds wrong names and wrong types before an expression is evaluated.</summary>
/// <remarks>What it reports makes no sense for any values of the declared types. What it says of a type holds: the
/// result is of it, or null for a reason that the evaluation records or that was in the data.</remarks>
public static class FeelChecker
{
    public static FeelCheck Expression(string text, FeelTyping typing)
    {
        var read = Parser.Expression(text, typing.Names);
        if (read.Node is null) return new(FeelType.Any, read.Problems);
        var inference = new TypeInference(typing);
        var type = inference.Of(read.Node);
        return new(TypeRelation.Known(type), [.. read.Problems, .. inference.Problems]);
    }

    /// <summary>The cell of a decision table.</summary>
    /// <param name="input">The type of what is tested.</param>
    public static ImmutableArray<Diagnostic> UnaryTests(string text, FeelType input, FeelTyping typing)
    {
        var read = Parser.UnaryTests(text, typing.Names);
        if (read.Node is null) return read.Problems;
        var inference = new TypeInference(typing);
        inference.Tests(read.Node, input);
        return [.. read.Problems, .. inference.Problems];
    }

    /// <summary>An expression whose value goes where a type is declared.</summary>
    public static FeelCheck Expression(string text, FeelType wanted, FeelTyping typing)
    {
        var check = Expression(text, typing);
        if (TypeRelation.CanBecome(check.Type, wanted)) return check;
        Sentence said = $"A {wanted.Name} is needed here, but this gives a {check.Type.Name}.";
        var problem = Diagnostic.Warning(ProblemCodes.WrongType, said.Shortened(), new Location { Offset = 0 });
        return check with { Problems = check.Problems.Add(problem) };
    }
}

/// <param name="Type">Of what comes out; any where nothing can be said.</param>
public sealed record FeelCheck(FeelType Type, ImmutableArray<Diagnostic> Problems);

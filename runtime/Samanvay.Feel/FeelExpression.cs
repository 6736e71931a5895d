using System.Collections.Immutable;
using Samanvay.Feel.Evaluation;
using Samanvay.Feel.Syntax;
using Samanvay.Feel.Values;

namespace Samanvay.Feel;

/// <summary>A compiled expression.</summary>
public sealed class FeelExpression
{
    internal FeelExpression(string text, Node syntax, Compiled body, ImmutableSortedSet<string> freeNames) =>
        (Text, Syntax, Body, FreeNames) = (text, syntax, body, freeNames);

    public string Text { get; }

    /// <summary>The variables that it reads, so that a caller can tell whether a change concerns it.</summary>
    public IReadOnlySet<string> FreeNames { get; }

    /// <summary>Those of <see cref="FreeNames"/> that only a variable can have; in a filter a name may be the
    /// item's.</summary>
    public required IReadOnlySet<string> NeededNames { get; init; }

    internal Node Syntax { get; }

    internal Compiled Body { get; }

    /// <summary>Never throws: nonsense is null with a warning, and a passed limit is said in the result.</summary>
    public FeelResult Evaluate(FeelScope scope)
    {
        var evaluation = new FeelEvaluation(scope);
        try
        {
            var value = Body(new Frame(evaluation));
            return new(value, evaluation.Warnings);
        }
        catch (FeelLimitException limit)
        {
            var warning = new FeelWarning(WarningCodes.Limit, limit.Message);
            return new(FeelValue.Null, evaluation.Warnings.Add(warning)) { LimitPassed = warning };
        }
    }

    /// <summary>The same expression, evenly spaced and with only the brackets that it needs.</summary>
    public string Formatted => Printer.Print(Syntax);

    public override string ToString() => Text;
}

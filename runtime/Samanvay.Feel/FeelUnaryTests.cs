using System.Collections.Immutable;
using Samanvay.Feel.Evaluation;
using Samanvay.Feel.Syntax;
using Samanvay.Feel.Values;

namespace Samanvay.Feel;

/// <summary>Compiled tests of one value, as in the input cell of a decision table.</summary>
public sealed class FeelUnaryTests
{
    internal FeelUnaryTests(string text, Node syntax, CompiledTest body, ImmutableSortedSet<string> freeNames) =>
        (Text, Syntax, Body, FreeNames) = (text, syntax, body, freeNames);

    public string Text { get; }

    /// <summary>The variables that the tests read, besides the input <c>?</c>.</summary>
    public IReadOnlySet<string> FreeNames { get; }

    internal Node Syntax { get; }

    internal CompiledTest Body { get; }

    /// <summary>Passes only on a clear yes; null, with its warning, is no.</summary>
    public FeelTestResult Test(FeelValue input, FeelScope scope)
    {
        var evaluation = new FeelEvaluation(scope);
        try
        {
            var passed = Body(input, new Frame(evaluation)) is FeelBoolean { Value: true };
            return new(passed, evaluation.Warnings);
        }
        catch (FeelLimitException limit)
        {
            var warning = new FeelWarning(WarningCodes.Limit, limit.Message);
            return new(false, evaluation.Warnings.Add(warning)) { LimitPassed = warning };
        }
    }

    public override string ToString() => Text;
}

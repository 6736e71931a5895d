using System.Collections.Immutable;
using Samanvay.Feel.Values;

namespace Samanvay.Feel;

/// <summary>The value, and why parts of it may have become null.</summary>
public sealed record FeelResult(FeelValue Value, ImmutableArray<FeelWarning> Warnings)
{
    /// <summary>
    /// Set when the evaluation was given up because it asked too much; the value is then null and must not be
    /// used.
    /// </summary>
    public FeelWarning? LimitPassed { get; init; }
}

/// <summary>Whether a value passed unary tests.</summary>
public sealed record FeelTestResult(bool Passed, ImmutableArray<FeelWarning> Warnings)
{
    /// <summary>Set when the evaluation was given up because it asked too much; the test has then not passed.</summary>
    public FeelWarning? LimitPassed { get; init; }
}

/// <summary>Something an author should know about one evaluation. It did not stop.</summary>
/// <param name="Offset">Characters from the start of the expression; null where it was not in the text.</param>
public sealed record FeelWarning(string Code, string Message, int? Offset = null);

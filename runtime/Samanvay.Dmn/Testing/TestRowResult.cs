using System.Collections.Immutable;
using Samanvay.Dmn.Model;
using Samanvay.Feel;
using Samanvay.Feel.Values;

namespace Samanvay.Dmn.Testing;

/// <summary>What became of a test row.</summary>
/// <param name="ElementId">The decision or knowledge model that it belongs to.</param>
/// <param name="Problems">Why it did not pass; none where it did.</param>
public sealed record TestRowResult(string ElementId, TestRow Row, ImmutableArray<Diagnostic> Problems)
{
    public bool Passed => Problems.IsEmpty;

    /// <summary>What was wanted; null where that could not be read.</summary>
    public FeelValue? Expected { get; init; }

    /// <summary>What came out, with the rules that matched; null where the row could not be run.</summary>
    public DecisionResult? Result { get; init; }
}

using System.Collections.Immutable;
using Samanvay.Dmn.Evaluation;
using Samanvay.Feel;
using Samanvay.Feel.Values;

namespace Samanvay.Dmn.Compilation;

/// <summary>A decision table with what its cells can see, kept for those who look at it without asking it.</summary>
/// <param name="Types">What is known of the names that its inputs read.</param>
internal sealed record ReadTable(TableNode Node, FeelNames Names, ImmutableSortedDictionary<string, FeelType> Types)
{
    /// <summary>What the decision around it requires.</summary>
    public ImmutableArray<Requirement> Requirements { get; init; } = [];
}

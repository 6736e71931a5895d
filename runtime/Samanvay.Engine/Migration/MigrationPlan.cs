using System.Collections.Immutable;

namespace Samanvay.Engine.Migration;

/// <summary>Which element of one version of a procedure goes on as which element of another; what is not named is left
/// out.</summary>
/// <param name="Source">The version that the runs are on.</param>
/// <param name="Target">The version that they are to go on with.</param>
public sealed record MigrationPlan(string Source, string Target)
{
    private static readonly ImmutableSortedDictionary<string, string> Nothing =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>Ids of elements of the source, each with that of the target. The process itself needs none.</summary>
    public ImmutableSortedDictionary<string, string> Elements { get; init; } = Nothing;

    /// <summary>Sequence flows that are not found by their ids or by the elements that they join.</summary>
    public ImmutableSortedDictionary<string, string> Flows { get; init; } = Nothing;

    /// <summary>The same plan, but for one element; null leaves it out.</summary>
    public MigrationPlan With(string element, string? target) => this with
    {
        Elements = target is null ? Elements.Remove(element) : Elements.SetItem(element, target),
    };

    public bool Equals(MigrationPlan? other) =>
        other is not null && Source == other.Source && Target == other.Target
        && Elements.SequenceEqual(other.Elements) && Flows.SequenceEqual(other.Flows);

    public override int GetHashCode() => HashCode.Combine(Source, Target, Elements.Count, Flows.Count);
}

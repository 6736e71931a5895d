using System.Collections.Immutable;
using Samanvay.Feel.Values;

namespace Samanvay.Feel;

/// <summary>The names that an expression can use, told before it is read.</summary>
/// <remarks>
/// FEEL's names may contain spaces and signs (<c>water level</c>, <c>profit and loss</c>, <c>in-flow</c>), so the
/// text alone does not say
/// where a name ends. Without this, neighbouring words are read as one name.
/// </remarks>
/// <param name="Variables">Names that stand alone. A name that is in none of the sets is reported.</param>
/// <param name="Members">Names that stand after a point.</param>
public sealed record FeelNames(ImmutableSortedSet<string> Variables, ImmutableSortedSet<string> Members)
{
    public static readonly FeelNames None = Of();

    /// <summary>Types that <c>instance of</c> and parameters may name, besides FEEL's own.</summary>
    public ImmutableSortedDictionary<string, FeelType> Types { get; init; } =
        ImmutableSortedDictionary<string, FeelType>.Empty.WithComparers(StringComparer.Ordinal);

    public static FeelNames Of(params ReadOnlySpan<string> variables) =>
        new(
            ImmutableSortedSet.Create(StringComparer.Ordinal, variables),
            ImmutableSortedSet<string>.Empty.WithComparer(StringComparer.Ordinal));

    /// <summary>The names of the variables, and of everything inside them.</summary>
    public static FeelNames Of(FeelContext variables)
    {
        var members = ImmutableSortedSet.CreateBuilder<string>(StringComparer.Ordinal);
        foreach (var entry in variables) Collect(entry.Value, members);
        return new(variables.Names.ToImmutableSortedSet(StringComparer.Ordinal), members.ToImmutable());
    }

    public FeelNames With(params ReadOnlySpan<string> variables) =>
        this with { Variables = Variables.Union(variables.ToArray()) };

    private static void Collect(FeelValue value, ImmutableSortedSet<string>.Builder members)
    {
        if (value is FeelList list)
        {
            foreach (var item in list) Collect(item, members);
        }

        if (value is not FeelContext context) return;
        foreach (var entry in context)
        {
            members.Add(entry.Key);
            Collect(entry.Value, members);
        }
    }
}

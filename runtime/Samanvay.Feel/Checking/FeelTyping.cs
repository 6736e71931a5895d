using System.Collections.Immutable;
using Samanvay.Feel.Values;

namespace Samanvay.Feel.Checking;

/// <summary>What is known of the variables before anything is evaluated.</summary>
/// <param name="Variables">Each with its type; <see cref="FeelType.Any"/> where only the name is known.</param>
public sealed record FeelTyping(ImmutableSortedDictionary<string, FeelType> Variables)
{
    public static readonly FeelTyping None = new(
        ImmutableSortedDictionary.Create<string, FeelType>(StringComparer.Ordinal));

    /// <summary>There may be further variables, so that an unknown name is no mistake.</summary>
    public bool IsOpen { get; init; }

    /// <summary>Types that the text may name, besides FEEL's own.</summary>
    public ImmutableSortedDictionary<string, FeelType> Types { get; init; } =
        ImmutableSortedDictionary.Create<string, FeelType>(StringComparer.Ordinal);

    /// <summary>Names that may stand after a point besides those of the variables' types.</summary>
    public ImmutableSortedSet<string> FurtherMembers { get; init; } =
        ImmutableSortedSet.Create<string>(StringComparer.Ordinal);

    /// <summary>A number in a filter is surely one: good enough to offer what may follow, not to promise
    /// it.</summary>
    internal bool AssumesPositions { get; init; }

    /// <summary>How the names are told to the reader of a text.</summary>
    public FeelNames Names => new(
        Variables.Keys.ToImmutableSortedSet(StringComparer.Ordinal),
        FurtherMembers.Union(Variables.Values.SelectMany(Members)))
    {
        Types = Types,
    };

    public FeelTyping With(string name, FeelType type) => this with { Variables = Variables.SetItem(name, type) };

    private static IEnumerable<string> Members(FeelType type) => type switch
    {
        FeelType.NarrowedType narrowed => Members(narrowed.Whole),
        FeelType.ListType list => Members(list.Item),
        FeelType.ContextType context => context.Fields.Keys.Concat(context.Fields.Values.SelectMany(Members)),
        _ => PropertyTypes.SpecialNames,
    };
}

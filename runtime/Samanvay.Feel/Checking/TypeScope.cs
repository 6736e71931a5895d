using Samanvay.Feel.Values;

namespace Samanvay.Feel.Checking;

/// <summary>One level of names with their types; the innermost one that has a name decides.</summary>
internal sealed class TypeScope(TypeScope? parent)
{
    private readonly Dictionary<string, FeelType> _types = new(StringComparer.Ordinal);

    public TypeScope? Parent { get; } = parent;

    /// <summary>The level of a filter: its names are entries of the item.</summary>
    public bool IsFilter { get; init; }

    /// <summary>The level of a filter over values of which nothing is known: any name may be an entry of
    /// theirs.</summary>
    public bool IsOpen { get; init; }

    public IEnumerable<string> Names => _types.Keys;

    public TypeScope With(string name, FeelType type)
    {
        _types[name] = type;
        return this;
    }

    public FeelType? Find(string name)
    {
        for (var scope = this; scope is not null; scope = scope.Parent)
        {
            if (scope._types.TryGetValue(name, out var type)) return type;
            if (scope.IsOpen) return FeelType.Any;
        }

        return null;
    }

    /// <summary>Only what was given a name here, not the entries of an item.</summary>
    public bool IsGiven(string name)
    {
        for (var scope = this; scope is not null; scope = scope.Parent)
        {
            if (!scope.IsFilter && scope._types.ContainsKey(name)) return true;
        }

        return false;
    }
}

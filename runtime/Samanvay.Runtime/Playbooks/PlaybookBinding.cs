using System.Collections.Immutable;
using System.Text.Json;
using Samanvay.Runtime.Cities;

namespace Samanvay.Runtime.Playbooks;

/// <summary>What the playbook's names mean in this city. Kept apart from the package, so that an upgrade touches
/// neither.</summary>
public sealed record PlaybookBinding
{
    public static PlaybookBinding None { get; } = new();

    /// <summary>Abstract role to the city's own.</summary>
    public ImmutableSortedDictionary<string, string> Roles { get; init; } = Empty<string>();

    /// <summary>Abstract signal to the devices that measure it.</summary>
    public ImmutableSortedDictionary<string,
        ImmutableArray<string>> Signals { get; init; } = Empty<ImmutableArray<string>>();

    public ImmutableSortedDictionary<string, string> Calendars { get; init; } = Empty<string>();

    /// <summary>Only what differs from the defaults.</summary>
    public ImmutableSortedDictionary<string, string> Parameters { get; init; } = Empty<string>();

    public string ToJson() => JsonSerializer.Serialize(this, ManifestContext.Default.PlaybookBinding);

    public static PlaybookBinding OfJson(string json) =>
        JsonSerializer.Deserialize(json, ManifestContext.Default.PlaybookBinding)!;

    private static ImmutableSortedDictionary<string, T> Empty<T>() =>
        ImmutableSortedDictionary.Create<string, T>(StringComparer.Ordinal);
}

/// <summary>A binding with the roles that have to be added to the city for it.</summary>
public sealed record NewBinding(PlaybookBinding Binding, ImmutableArray<Role> Roles)
{
    internal ImmutableArray<CityEdit> Edits => [.. Roles.Select(role => new SaveRole(role))];
}

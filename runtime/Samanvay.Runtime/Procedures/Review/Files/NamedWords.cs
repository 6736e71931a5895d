using System.Collections.Immutable;
using Samanvay.Feel;

namespace Samanvay.Runtime.Procedures.Review.Files;

/// <summary>One setting in words.</summary>
internal sealed record SettingWords(Sentence Name, Sentence Value);

/// <summary>Compares what has names: what is new, what is gone, and what says something else.</summary>
internal static class NamedWords
{
    public static IEnumerable<Difference> Between(
        Sentence title, IReadOnlyDictionary<string, SettingWords> before,
        IReadOnlyDictionary<string, SettingWords> after)
    {
        foreach (var key in after.Keys.Union(before.Keys))
        {
            var (old, young) = (before.GetValueOrDefault(key), after.GetValueOrDefault(key));
            if (old is not null && young is not null && old.Value.Equals(young.Value)) continue;
            yield return Changed(Said(title, (young ?? old)!.Name, old?.Value, young?.Value), old, young);
        }
    }

    public static Difference Added(Sentence what) => new(DifferenceKind.Added, null, null, $"{what} was added.");

    public static Difference Removed(Sentence what) => new(DifferenceKind.Removed, null, null, $"{what} was removed.");

    /// <summary>Added or removed with what it says.</summary>
    public static Difference Added(Sentence what, Sentence says) =>
        new(DifferenceKind.Added, null, null, $"{what} was added: {says}.");

    public static Difference Removed(Sentence what, Sentence said) =>
        new(DifferenceKind.Removed, null, null, $"{what} was removed: {said}.");

    /// <summary>Several words with a semicolon between.</summary>
    public static Sentence Joined(IEnumerable<Sentence> parts) =>
        Sentence.Joined([.. parts], (left, right) => $"{left}; {right}") ?? "";

    /// <summary>Each with its name.</summary>
    public static Sentence Listed(IEnumerable<SettingWords> settings) =>
        Joined(settings.Select(setting => (Sentence)$"{setting.Name}: {setting.Value}"));

    /// <summary>A file's things by their names; of two with one name the second counts on.</summary>
    public static ImmutableArray<(string Key, T Item)> Keyed<T>(IEnumerable<T> items, Func<T, string> nameOf)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        var keyed = ImmutableArray.CreateBuilder<(string, T)>();
        foreach (var item in items)
        {
            var name = nameOf(item);
            var count = counts[name] = counts.GetValueOrDefault(name) + 1;
            keyed.Add((count == 1 ? name : $"{name} #{count}", item));
        }

        return keyed.ToImmutable();
    }

    private static Difference Changed(Sentence said, SettingWords? before, SettingWords? after) =>
        new(DifferenceKind.Changed, null, null, said)
        {
            Before = before?.Value.ToString(),
            After = after?.Value.ToString(),
        };

    private static Sentence Said(Sentence title, Sentence name, Sentence? before, Sentence? after)
    {
        if (before is null) return $"{title}: {name} is now {after}.";
        if (after is null) return $"{title}: {name} is no longer set; it was {before}.";
        return $"{title}: {name} changed from {before} to {after}.";
    }
}

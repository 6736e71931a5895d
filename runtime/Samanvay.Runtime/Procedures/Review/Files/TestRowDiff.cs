using System.Collections.Immutable;
using Samanvay.Dmn.Model;
using Samanvay.Feel;

namespace Samanvay.Runtime.Procedures.Review.Files;

/// <summary>Compares the test rows of a decision by their names.</summary>
internal static class TestRowDiff
{
    public static IEnumerable<Difference> Between(
        Sentence title, ImmutableArray<TestRow> before, ImmutableArray<TestRow> after)
    {
        var old = NamedWords.Keyed(before, row => row.Name.Trim()).ToDictionary(row => row.Key, row => row.Item);
        var young = NamedWords.Keyed(after, row => row.Name.Trim()).ToDictionary(row => row.Key, row => row.Item);
        foreach (var (name, row) in old.Where(row => !young.ContainsKey(row.Key)))
            yield return NamedWords.Removed(Named(title, name), Says(row));
        foreach (var (name, row) in young)
        {
            if (!old.TryGetValue(name, out var known))
            {
                yield return NamedWords.Added(Named(title, name), Says(row));
                continue;
            }

            foreach (var one in NamedWords.Between(Named(title, name), Settings(known), Settings(row)))
                yield return one;
        }
    }

    private static Sentence Named(Sentence title, string name) => $"{title}, test “{name}”";

    private static Sentence Says(TestRow row) =>
        NamedWords.Joined(Settings(row).Values.Select(setting => (Sentence)$"{setting.Name}: {setting.Value}"));

    private static Dictionary<string, SettingWords> Settings(TestRow row)
    {
        var settings = row.Given.DistinctBy(given => given.Name).ToDictionary(
            given => "given " + given.Name, given => new SettingWords(given.Name, given.Text.Trim()),
            StringComparer.Ordinal);
        if (row.At is { } at) settings["at"] = new("the moment", at.Trim());
        settings["expected"] = new("the expected result", row.Expected.Trim());
        return settings;
    }
}

using System.Collections.Immutable;
using Samanvay.Dmn.Model;
using Samanvay.Feel;

namespace Samanvay.Runtime.Procedures.Review.Files;

/// <summary>Compares two decision tables: how several matches are settled, columns, rules, and cell by cell.</summary>
internal sealed class TableDiff(Sentence title, DecisionTable before, DecisionTable after)
{
    private readonly ImmutableArray<Column> _old = [.. Columns(before)];
    private readonly ImmutableArray<Column> _young = [.. Columns(after)];

    public IEnumerable<Difference> Differences() =>
    [
        .. NamedWords.Between(title, Policy(before), Policy(after)), .. ColumnDifferences(), .. Rules(),
    ];

    /// <summary>All that a new table says.</summary>
    public static IEnumerable<Difference> Whole(Sentence title, DecisionTable table)
    {
        ImmutableArray<Column> columns = [.. Columns(table)];
        foreach (var column in columns)
        {
            yield return NamedWords.Added(
                $"{title}: the column “{column.Heading}”", NamedWords.Listed(column.Settings.Values));
        }

        for (var rule = 0; rule < table.Rules.Length; rule++)
            yield return NamedWords.Added($"{title}: rule {rule + 1}", Says(columns, table.Rules[rule]));
    }

    private static Dictionary<string, SettingWords> Policy(DecisionTable table) =>
        new(StringComparer.Ordinal) { ["policy"] = PolicyOf(table) };

    public static SettingWords PolicyOf(DecisionTable table)
    {
        Sentence policy = table.HitPolicy switch
        {
            HitPolicy.Unique => "Unique",
            HitPolicy.First => "First",
            HitPolicy.Priority => "Priority",
            HitPolicy.Any => "Any",
            HitPolicy.RuleOrder => "Rule order",
            HitPolicy.OutputOrder => "Output order",
            _ => "Collect",
        };
        if (table.Aggregation != Aggregation.None) policy = $"{policy} ({table.Aggregation})";
        return new("the hit policy", policy);
    }

    private IEnumerable<Difference> ColumnDifferences()
    {
        foreach (var gone in _old.Where(column => Same(_young, column) is null))
            yield return NamedWords.Removed($"{title}: the column “{gone.Heading}”");
        foreach (var column in _young)
        {
            if (Same(_old, column) is not { } known)
            {
                yield return NamedWords.Added($"{title}: the column “{column.Heading}”");
                continue;
            }

            Sentence place = $"{title}, column “{column.Heading}”";
            foreach (var one in NamedWords.Between(place, known.Settings, column.Settings)) yield return one;
        }
    }

    private IEnumerable<Difference> Rules()
    {
        var from = RulePairs.Of(before, after);
        var moved = RulePairs.Moved(from);
        for (var gone = 0; gone < before.Rules.Length; gone++)
        {
            if (!from.Contains(gone))
                yield return NamedWords.Removed($"{title}: rule {gone + 1}", Says(_old, before.Rules[gone]));
        }

        for (var rule = 0; rule < after.Rules.Length; rule++)
        {
            if (from[rule] < 0)
            {
                yield return NamedWords.Added($"{title}: rule {rule + 1}", Says(_young, after.Rules[rule]));
                continue;
            }

            foreach (var one in Rule(from[rule], rule, moved.Contains(rule))) yield return one;
        }
    }

    private IEnumerable<Difference> Rule(int from, int to, bool isMoved)
    {
        if (isMoved)
        {
            yield return new(DifferenceKind.Changed, null, null,
                $"{title}: rule {from + 1} was moved and is now rule {to + 1}.");
        }

        Sentence place = $"{title}, rule {to + 1}";
        if (from != to) place = $"{title}, rule {to + 1} (before rule {from + 1})";
        foreach (var column in _young)
        {
            if (Same(_old, column) is not { } known) continue;
            var (old, young) = (known.CellOf(before.Rules[from]), column.CellOf(after.Rules[to]));
            if (old == young) continue;
            yield return new(DifferenceKind.Changed, null, null,
                $"{place}, column “{column.Heading}”: the cell changed from {old} to {young}.")
            {
                Before = old,
                After = young,
            };
        }

        foreach (var one in NamedWords.Between(place, Notes(before.Rules[from]), Notes(after.Rules[to])))
            yield return one;
    }

    private static Dictionary<string, SettingWords> Notes(Rule rule) => rule.Annotations
        .Where(note => !string.IsNullOrWhiteSpace(note)).Select((note, index) => (note, index))
        .ToDictionary(note => $"{note.index}", note => new SettingWords("the note", note.note.Trim()));

    private static Sentence Says(ImmutableArray<Column> columns, Rule rule) => NamedWords.Joined(
        columns.Select(column => (Sentence)$"{column.Heading}: {column.CellOf(rule)}"));

    // By the id where the column has one of its own, else by its place.
    private static Column? Same(ImmutableArray<Column> among, Column column) =>
        among.FirstOrDefault(other => other.Key == column.Key);

    private static IEnumerable<Column> Columns(DecisionTable table)
    {
        for (var index = 0; index < table.Inputs.Length; index++)
        {
            var input = table.Inputs[index];
            yield return new(KeyOf(input.Id, "input", index), input.Heading, false, index)
            {
                Settings = Settings(
                    ("heading", input.Heading), ("what it asks", input.Text), ("type", input.TypeRef),
                    ("allowed values", input.Values)),
            };
        }

        for (var index = 0; index < table.Outputs.Length; index++)
        {
            var output = table.Outputs[index];
            yield return new(KeyOf(output.Id, "output", index), output.Heading, true, index)
            {
                Settings = Settings(
                    ("heading", output.Heading), ("name in expressions", output.Name), ("type", output.TypeRef),
                    ("allowed values", output.Values), ("result when no rule matches", output.Default)),
            };
        }

        string KeyOf(string id, string kind, int index) => id == table.Id ? $"{kind} {index}" : $"{kind} #{id}";
    }

    private static Dictionary<string, SettingWords> Settings(params (string Name, string? Text)[] settings) => settings
        .Where(setting => !string.IsNullOrWhiteSpace(setting.Text)).ToDictionary(
            setting => setting.Name, setting => new SettingWords(setting.Name, setting.Text!.Trim()));

    private sealed record Column(string Key, string Heading, bool IsOutput, int Index)
    {
        public required Dictionary<string, SettingWords> Settings { get; init; }

        // An empty cell of an input lets everything pass, as a dash does; an empty result is none.
        public string CellOf(Rule rule) => (IsOutput ? rule.Outputs : rule.Inputs).ElementAtOrDefault(Index)?.Trim()
            is { Length: > 0 } text ? text : IsOutput ? "null" : "-";
    }
}

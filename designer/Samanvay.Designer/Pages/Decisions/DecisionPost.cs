using System.Collections.Immutable;
using System.Globalization;
using Samanvay.Designer.Pages.City.Parts;
using Samanvay.Dmn.Analysis;
using Samanvay.Dmn.Model;
using Samanvay.Dmn.Xml;

namespace Samanvay.Designer.Pages.Decisions;

/// <summary>What a person filled into the page of a decision, written into its file. All that is not on the page stays
/// as it is.</summary>
internal static class DecisionPost
{
    private const string Missing = "null";

    public static string Field(string kind, int rule, int column) =>
        string.Create(CultureInfo.InvariantCulture, $"{kind}.{rule}.{column}");

    /// <summary>Holds the rule's id, so that what the page does not show stays with its rule.</summary>
    public static string RuleField(int rule) => string.Create(CultureInfo.InvariantCulture, $"rule.{rule}");

    public static string RowField(int row, string part) =>
        string.Create(CultureInfo.InvariantCulture, $"row.{row}.{part}");

    /// <summary>The file with the cells and the test rows of the form.</summary>
    public static string Changed(string text, Decision decision, PostedForm form)
    {
        if (Edit(text) is not { } edit) return text;
        if (decision.Logic is DecisionTable table) Cells(edit, table, form);
        var rows = Rows(form).ToImmutableArray();
        if (form.Has("rows") && !AreSame(rows, decision.TestRows)) edit.SetTestRows(decision.Id, rows);
        var changed = edit.ToXml();
        return changed == DmnEdit.Of(DmnReader.Read(text).Value!).ToXml() ? text : changed;
    }

    /// <summary>The file after a button that adds or removes something; absent for any other button.</summary>
    public static string? Acted(
        string text, Decision decision, string act, ImmutableArray<TableFinding> findings)
    {
        if (Edit(text) is not { } edit) return null;
        var (what, number) = Split(act);
        var table = decision.Logic as DecisionTable;
        switch (what)
        {
            case "add-rule" when table is not null:
                edit.AddRule(table.Id, table.Inputs.Select(_ => "-"), table.Outputs.Select(_ => Missing));
                break;
            case "rule" when table is not null && findings.ElementAtOrDefault(number) is { MissingRule: var cells }:
                edit.AddRule(table.Id, cells, table.Outputs.Select(_ => Missing));
                break;
            case "drop-rule" when table is not null && number >= 1 && number <= table.Rules.Length:
                edit.RemoveRule(table.Id, number);
                break;
            case "add-row":
                edit.SetTestRows(decision.Id, decision.TestRows.Add(New(decision, [])));
                break;
            case "row" when table is not null && findings.ElementAtOrDefault(number) is { } finding:
                edit.SetTestRows(decision.Id, decision.TestRows.Add(New(decision, ExampleRow.Of(table, finding))));
                break;
            case "drop-row" when number >= 0 && number < decision.TestRows.Length:
                edit.SetTestRows(decision.Id, decision.TestRows.RemoveAt(number));
                break;
            default:
                return null;
        }

        return edit.ToXml();
    }

    private static DmnEdit? Edit(string text) => DmnReader.Read(text).Value is { } read ? DmnEdit.Of(read) : null;

    private static void Cells(DmnEdit edit, DecisionTable table, PostedForm form)
    {
        if (!form.Has("rules")) return;
        var gone = Enumerable.Range(1, table.Rules.Length).ToList();
        for (var shown = 1; form.Has(RuleField(shown)); shown++)
        {
            var id = form.Text(RuleField(shown));
            var kept = gone.Find(number => table.Rules[number - 1].Id == id);
            gone.Remove(kept);
            if (kept == 0) Add(edit, table, form, shown);
            else Change(edit, table, form, (kept, shown));
        }

        foreach (var number in gone.AsEnumerable().Reverse()) edit.RemoveRule(table.Id, number);
    }

    // It was added on the page and is not saved yet.
    private static void Add(DmnEdit edit, DecisionTable table, PostedForm form, int shown) => edit.AddRule(
        table.Id, table.Inputs.Select((_, column) => Line(form, Field("in", shown, column))),
        table.Outputs.Select((_, column) => Line(form, Field("out", shown, column))));

    private static void Change(DmnEdit edit, DecisionTable table, PostedForm form, (int Kept, int Shown) rule)
    {
        var before = table.Rules[rule.Kept - 1];
        foreach (var (column, text) in Given(form, "in", rule.Shown, before.Inputs))
            edit.SetInput(table.Id, rule.Kept, column, text);
        foreach (var (column, text) in Given(form, "out", rule.Shown, before.Outputs))
            edit.SetOutput(table.Id, rule.Kept, column, text);
    }

    // The cells whose text is another now.
    private static IEnumerable<(int Column, string Text)> Given(
        PostedForm form, string kind, int rule, ImmutableArray<string> before) =>
        from column in Enumerable.Range(0, before.Length)
        where form.Has(Field(kind, rule, column))
        let text = Line(form, Field(kind, rule, column))
        where text != before[column].Trim()
        select (column, text);

    private static string Line(PostedForm form, string field) =>
        form.Whole(field).ReplaceLineEndings("\n").Trim();

    private static IEnumerable<TestRow> Rows(PostedForm form)
    {
        for (var row = 0; form.Has(RowField(row, "name")); row++)
        {
            var given = new List<TestInput>();
            for (var input = 0; form.Text(RowField(row, $"input.{input}")) is { } name; input++)
                if (Line(form, RowField(row, $"given.{input}")) is { Length: > 0 } text) given.Add(new(name, text));
            yield return new TestRow(
                form.Text(RowField(row, "name")) ?? Number(row), [.. given],
                Line(form, RowField(row, "expected")))
            {
                At = form.Text(RowField(row, "at")),
            };
        }
    }

    private static bool AreSame(ImmutableArray<TestRow> rows, ImmutableArray<TestRow> before) =>
        rows.Length == before.Length && rows.Zip(before).All(pair =>
            pair.First.Name == pair.Second.Name.Trim() && pair.First.Expected == pair.Second.Expected.Trim()
            && pair.First.At == pair.Second.At?.Trim()
            && pair.First.Given.OrderBy(given => given.Name, StringComparer.Ordinal).SequenceEqual(
                pair.Second.Given.Select(given => given with { Text = given.Text.Trim() })
                    .OrderBy(given => given.Name, StringComparer.Ordinal)));

    private static TestRow New(Decision decision, ImmutableArray<TestInput> given) =>
        new(Number(decision.TestRows.Length), given, "");

    private static string Number(int row) => (row + 1).ToString(CultureInfo.InvariantCulture);

    private static (string What, int Number) Split(string act) =>
        act.Split(':') is [var what, var written]
        && int.TryParse(written, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? (what, number)
            : (act, -1);
}

using System.Collections.Immutable;
using System.Text;
using Samanvay.Feel;

namespace Samanvay.Runtime.Cities.Files;

/// <summary>A spreadsheet as RFC 4180 writes it, with a header line. Comma or semicolon, as the header shows.</summary>
internal sealed record CsvText(ImmutableArray<CsvLine> Lines, ImmutableArray<LineProblem> Problems)
{
    public const int CharactersMax = 5_000_000;
    public const int LinesMax = 20_000;
    public const int CellCharactersMax = 10_000;

    public static CsvText Read(string text, IReadOnlyList<string> required, IReadOnlyList<string> optional)
    {
        if (text.Length > CharactersMax)
            return Unreadable(1, $"The file is longer than {CharactersMax} characters. Split it.");
        var records = Records(text.TrimStart('\uFEFF'), out var problem);
        if (problem is not null) return new([], [problem]);
        if (records is not [var header, ..])
            return Unreadable(1, "The file is empty. Its first line names the columns.");
        if (records.Count > LinesMax)
            return Unreadable(LinesMax, $"The file has more than {LinesMax} lines. Split it.");
        var names = header.Cells.Select(cell => cell.ToLowerInvariant()).ToArray();
        if (required.FirstOrDefault(column => !names.Contains(column)) is { } missing)
        {
            return Unreadable(1,
                $"The column {missing} is missing. The first line must name {string.Join(", ", required)}.");
        }

        if (names.FirstOrDefault(name => !required.Contains(name) && !optional.Contains(name)) is { } unknown)
        {
            return Unreadable(1,
                $"The column {unknown} is not known. Known are {string.Join(", ", [.. required, .. optional])}.");
        }

        if (names.Distinct().Count() != names.Length) return Unreadable(1, "A column is named twice.");
        return Body(records, names);
    }

    private static CsvText Body(List<Record> records, string[] names)
    {
        var lines = ImmutableArray.CreateBuilder<CsvLine>();
        var problems = ImmutableArray.CreateBuilder<LineProblem>();
        foreach (var record in records.Skip(1))
        {
            if (record.Cells.All(cell => cell.Length == 0)) continue;
            if (Wrong(record, names) is { } problem) problems.Add(problem);
            else lines.Add(CsvLine.Of(record.Line, names.Zip(record.Cells)));
        }

        return new(lines.ToImmutable(), problems.ToImmutable());
    }

    private static LineProblem? Wrong(Record record, string[] names) => record.Cells.Count == names.Length
        ? names.Zip(record.Cells).Select(cell => Wrong(record.Line, cell)).FirstOrDefault(wrong => wrong is not null)
        : new(record.Line, "", $"It has {record.Cells.Count} cells, the header {names.Length}.");

    private static LineProblem? Wrong(int line, (string Column, string Text) cell)
    {
        if (cell.Text.Length > CellCharactersMax)
            return new(line, cell.Column, $"The cell is longer than {CellCharactersMax} characters. Shorten it.");
        if (cell.Text.Contains(PlainText.Unknown, StringComparison.Ordinal))
            return new(line, cell.Column, "The text here is not in UTF-8. Save the file as CSV UTF-8.");
        return PlainText.Is(cell.Text) ? null
            : new(line, cell.Column, "The cell holds a character that can not be shown. Write it again by hand.");
    }

    private static List<Record> Records(string text, out LineProblem? problem)
    {
        var separator = text.Split('\n', 2)[0].Contains(';', StringComparison.Ordinal) ? ';' : ',';
        var (records, cells, cell) = (new List<Record>(), new List<string>(), new StringBuilder());
        var (line, startedAt, quoted) = (1, 1, false);
        problem = null;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '\n') line++;
            if (quoted && c == '"' && i + 1 < text.Length && text[i + 1] == '"') cell.Append(text[i++]);
            else if (c == '"') quoted = !quoted;
            else if (quoted) cell.Append(c);
            else if (c == separator) EndCell();
            else if (c == '\n') EndRecord();
            else if (c != '\r') cell.Append(c);
        }

        if (quoted) problem = new(startedAt, "", "A quotation mark is opened here and never closed.");
        if (cell.Length > 0 || cells.Count > 0) EndRecord();
        return records;

        void EndCell()
        {
            var text = cell.ToString().Trim();
            // What is no text can not be brought into one form; its line says so.
            cells.Add(PlainText.Is(text) ? text.Normalize(NormalizationForm.FormC) : text);
            cell.Clear();
        }

        void EndRecord()
        {
            EndCell();
            records.Add(new Record(startedAt, cells));
            (cells, startedAt) = ([], line);
        }
    }

    private static CsvText Unreadable(int line, Sentence message) => new([], [new LineProblem(line, "", message)]);

    private sealed record Record(int Line, List<string> Cells);
}

internal sealed record CsvLine(int Line, ImmutableDictionary<string, string> Cells)
{
    public static CsvLine Of(int line, IEnumerable<(string Column, string Cell)> cells) =>
        new(line, cells.ToImmutableDictionary(cell => cell.Column, cell => cell.Cell, StringComparer.Ordinal));

    /// <summary>Absent when the column is missing or the cell is empty.</summary>
    public string? this[string column] => Cells.GetValueOrDefault(column) is { Length: > 0 } cell ? cell : null;

    public IEnumerable<string> List(string column) =>
        (this[column] ?? "")
            .Split([';', '|', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}

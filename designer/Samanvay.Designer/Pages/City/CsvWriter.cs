using System.Text;

namespace Samanvay.Designer.Pages.City;

/// <summary>Writes a table as RFC 4180 has it, so that it opens in a spreadsheet and comes back unchanged.</summary>
internal static class CsvWriter
{
    public static string Write(string[] columns, IEnumerable<string?[]> lines)
    {
        var text = new StringBuilder();
        foreach (var line in lines.Prepend(columns)) text.AppendJoin(',', line.Select(Cell)).Append("\r\n");
        return text.ToString();
    }

    private static string Cell(string? text)
    {
        var safe = IsFormula(text) ? "'" + text : text ?? "";
        return safe.AsSpan().IndexOfAny("\",;\r\n") >= 0
            ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }

    // A spreadsheet would run a text that begins so; a telephone or other number that begins with its sign is none.
    private static bool IsFormula(string? text) => text is ['=' or '@' or '\t' or '\r', ..]
        || (text is ['+' or '-', .. var rest]
            && rest.Any(letter => !char.IsDigit(letter) && letter is not (' ' or '-' or '.')));
}

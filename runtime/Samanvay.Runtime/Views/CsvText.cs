using System.Globalization;
using System.Text;

namespace Samanvay.Runtime.Views;

/// <summary>Comma-separated values as RFC 4180 has them, safe to open in a spreadsheet.</summary>
internal sealed class CsvText
{
    private readonly StringBuilder _text = new();

    public CsvText(params string[] columns) => Add(columns);

    public void Add(params string?[] cells) => _text.Append(Line(cells));

    /// <summary>One line with its end.</summary>
    public static string Line(params string?[] cells) => string.Join(',', cells.Select(Cell)) + "\r\n";

    public override string ToString() => _text.ToString();

    private static bool IsNumber(string text) => decimal.TryParse(
        text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _);

    // A spreadsheet would take a text that begins so for a formula.
    private static string Cell(string? text)
    {
        var isFormula = text is ['=' or '+' or '-' or '@' or '\t' or '\r', ..] && !IsNumber(text);
        var safe = isFormula ? "'" + text : text ?? "";
        return safe.AsSpan().IndexOfAny("\",\r\n") < 0
            ? safe : $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}

using System.Globalization;
using System.Text;
using NodaTime;
using NodaTime.Text;
using Samanvay.Tests.Support;

namespace Samanvay.Tests.Engine.Situations;

/// <summary>Measured series that are not rivers.</summary>
internal static class Series
{
    private static readonly LocalDateTimePattern Written =
        LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm:ss");

    public static IEnumerable<IReadOnlyDictionary<string, string>> Rows(params string[] path) => Rows(',', path);

    public static IEnumerable<IReadOnlyDictionary<string, string>> Rows(char separator, params string[] path)
    {
        using var lines = File.ReadLines(SharedFolder.Require(["data", .. path])).GetEnumerator();
        lines.MoveNext();
        var header = Cells(lines.Current, separator);
        while (lines.MoveNext())
        {
            yield return header.Zip(Cells(lines.Current, separator))
                .ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal);
        }
    }

    public static decimal? Number(string cell) =>
        decimal.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <param name="text">As <c>2011-08-28 13:00:00</c>; a day alone is its beginning.</param>
    /// <param name="hours">East of Greenwich.</param>
    public static Instant At(string text, double hours) =>
        Written.Parse(text.Length == 10 ? $"{text} 00:00:00" : text).Value
            .WithOffset(Offset.FromSeconds((int)(hours * 3600))).ToInstant();

    private static List<string> Cells(string line, char separator)
    {
        var cells = new List<string>();
        var (cell, isQuoted) = (new StringBuilder(), false);
        foreach (var letter in line)
        {
            if (letter == '"') isQuoted = !isQuoted;
            else if (letter == separator && !isQuoted) Add();
            else cell.Append(letter);
        }

        Add();
        return cells;

        void Add()
        {
            cells.Add(cell.ToString());
            cell.Clear();
        }
    }
}

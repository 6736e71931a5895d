using System.Collections.Immutable;
using System.Text;

namespace Samanvay.Adapters.Text;

/// <summary>Rows of fields by RFC 4180, section 2, with any separator; a field in quotes may hold separators, quotes
/// and line ends. Empty lines are no rows.</summary>
public sealed record CsvRows(ImmutableArray<CsvRow> Rows)
{
    /// <summary>The line of a row with a quote that is not closed, or with text behind a closed one; what is behind it
    /// was not read.</summary>
    public int? BrokenAt { get; init; }

    /// <param name="most">So many rows are read.</param>
    public static CsvRows Read(string text, char separator, int most)
    {
        var rows = ImmutableArray.CreateBuilder<CsvRow>();
        for (var (place, line) = (text is ['\uFEFF', ..] ? 1 : 0, 1); place < text.Length && rows.Count < most;)
        {
            var first = line;
            if (Row(text, separator, ref place, ref line) is not { } fields)
                return new(rows.ToImmutable()) { BrokenAt = first };
            if (fields is not [""]) rows.Add(new CsvRow(first, fields));
        }

        return new(rows.ToImmutable());
    }

    private static ImmutableArray<string>? Row(string text, char separator, ref int place, ref int line)
    {
        var fields = ImmutableArray.CreateBuilder<string>();
        while (true)
        {
            if (Field(text, separator, ref place, ref line) is not { } field) return null;
            fields.Add(field);
            if (place >= text.Length) break;
            var next = text[place++];
            if (next == separator) continue;
            if (next == '\r' && place < text.Length && text[place] == '\n') place++;
            line++;
            break;
        }

        return fields.ToImmutable();
    }

    private static string? Field(string text, char separator, ref int place, ref int line)
    {
        if (place >= text.Length || text[place] != '"')
        {
            var start = place;
            while (place < text.Length && text[place] != separator && text[place] is not ('\r' or '\n')) place++;
            return text[start..place];
        }

        var content = new StringBuilder();
        for (place++; place < text.Length; place++)
        {
            if (text[place] == '\n') line++;
            if (text[place] != '"')
            {
                content.Append(text[place]);
            }
            else if (place + 1 < text.Length && text[place + 1] == '"')
            {
                content.Append(text[++place]);
            }
            else
            {
                place++;
                var isEnd = place >= text.Length || text[place] == separator || text[place] is '\r' or '\n';
                return isEnd ? content.ToString() : null;
            }
        }

        return null;
    }
}

/// <param name="Line">Counted from 1 in the text.</param>
public sealed record CsvRow(int Line, ImmutableArray<string> Fields);

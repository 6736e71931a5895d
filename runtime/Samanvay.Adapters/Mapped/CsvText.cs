using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Samanvay.Adapters.Text;

namespace Samanvay.Adapters.Mapped;

/// <summary>Rows of fields by RFC 4180; the first row names the fields.</summary>
internal sealed record CsvText(ImmutableArray<string> Names, ImmutableArray<CsvRow> Rows)
{
    private const string Clause = "RFC 4180, section 2";

    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    public static (CsvText? Table, Refusal? Problem) Read(Incoming message, char separator)
    {
        if (message.Body.Length > message.Limits.BytesMax) return (null, JsonBody.TooLarge(message));
        string text;
        try
        {
            text = Strict.GetString(message.Body.Span).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            return (null, new Refusal(
                RefusalCodes.NotUtf8, "RFC 4180, section 3", "The text is not UTF-8. Convert it and send it again.",
                ""));
        }

        var rows = new List<CsvRow>();
        for (var (place, line) = (0, 1); place < text.Length;)
        {
            if (rows.Count > message.Limits.ItemsMax) return (null, TooMany(message.Limits));
            var first = line;
            if (Row(text, separator, ref place, ref line) is not { } fields)
            {
                return (null, Wrong(first, "has a quote that is not closed, or text behind a closed one"));
            }

            if (fields is not [""]) rows.Add(new CsvRow(first, fields));
        }

        return Table(rows, message.Limits);
    }

    private static (CsvText? Table, Refusal? Problem) Table(List<CsvRow> rows, IncomingLimits limits)
    {
        if (rows.Count == 0) return (null, Wrong(1, "is missing: the first line names the fields"));
        if (rows.Count - 1 > limits.ItemsMax) return (null, TooMany(limits));
        var names = rows[0].Fields;
        if (names.Any(string.IsNullOrWhiteSpace) || names.Distinct(StringComparer.Ordinal).Count() != names.Length)
            return (null, Wrong(rows[0].Line, "must give each field a name of its own"));
        // Section 2, rule 4: each line has the same number of fields.
        var other = rows.Find(row => row.Fields.Length != names.Length);
        return other is null
            ? (new CsvText(names, [.. rows.Skip(1)]), null)
            : (null, Wrong(other.Line, "has another number of fields than the first line"));
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
            else {
                place++;
                var isEnd = place >= text.Length || text[place] == separator || text[place] is '\r' or '\n';
                return isEnd ? content.ToString() : null;
            }
        }

        return null;
    }

    private static Refusal TooMany(IncomingLimits limits) => new(
        RefusalCodes.EventCount, IncomingLimits.Clause, string.Create(
            CultureInfo.InvariantCulture, $"There are more than {limits.ItemsMax} rows. Send it in parts."), "");

    private static Refusal Wrong(int line, string what) => new(
        RefusalCodes.NotCsv, Clause,
        string.Create(CultureInfo.InvariantCulture, $"Line {line} {what}. Correct it and send it again."),
        string.Create(CultureInfo.InvariantCulture, $"line {line}"));
}

/// <param name="Line">Counted from 1 in the text.</param>
internal sealed record CsvRow(int Line, ImmutableArray<string> Fields);

using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Samanvay.Adapters.Text;
using Samanvay.Feel;

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
            text = Strict.GetString(message.Body.Span);
        }
        catch (DecoderFallbackException)
        {
            return (null, new Refusal(
                RefusalCodes.NotUtf8, "RFC 4180, section 3", "The text is not UTF-8. Convert it and send it again.",
                ""));
        }

        var read = CsvRows.Read(text, separator, message.Limits.ItemsMax + 2);
        return read.BrokenAt is { } line
            ? (null, Wrong(line, "has a quote that is not closed, or text behind a closed one"))
            : Table(read.Rows, message.Limits);
    }

    private static (CsvText? Table, Refusal? Problem) Table(
        ImmutableArray<CsvRow> rows, IncomingLimits limits)
    {
        if (rows.Length == 0) return (null, Wrong(1, "is missing: the first line names the fields"));
        if (rows.Length - 1 > limits.ItemsMax) return (null, TooMany(limits));
        var names = rows[0].Fields;
        if (names.Any(string.IsNullOrWhiteSpace) || names.Distinct(StringComparer.Ordinal).Count() != names.Length)
            return (null, Wrong(rows[0].Line, "must give each field a name of its own"));
        // Section 2, rule 4: each line has the same number of fields.
        var other = rows.FirstOrDefault(row => row.Fields.Length != names.Length);
        return other is null
            ? (new CsvText(names, rows[1..]), null)
            : (null, Wrong(other.Line, "has another number of fields than the first line"));
    }

    private static Refusal TooMany(IncomingLimits limits) => new(
        RefusalCodes.EventCount, IncomingLimits.Clause,
            $"There are more than {limits.ItemsMax} rows. Send it in parts.", "");

    private static Refusal Wrong(int line, Sentence what) => new(
        RefusalCodes.NotCsv, Clause,
        $"Line {line} {what}. Correct it and send it again.",
        string.Create(CultureInfo.InvariantCulture, $"line {line}"));
}

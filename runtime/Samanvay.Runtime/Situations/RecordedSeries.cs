using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using NodaTime;
using NodaTime.Text;
using Samanvay.Adapters.Measures;
using Samanvay.Adapters.Text;
using Samanvay.Engine.Situations;
using Samanvay.Feel;

namespace Samanvay.Runtime.Situations;

/// <summary>A recorded series as a table: a line for each reading, one column that is a time and one that is a
/// number. Times without a zone are the city's; fields in quotes may hold the separator (RFC 4180).</summary>
public static class RecordedSeries
{
    public const int CharactersMax = 8 * 1024 * 1024;

    private const string Key = "recorded";
    private const int TriedRows = 200;
    private const int RowsMax = 1_000_000;

    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    // No sensor has measured before; delays still end within the calendar.
    private const int YearMin = 1700;
    private const int YearMax = 9000;

    // The day stands before the month, as it is written in India.
    private static readonly ImmutableArray<LocalDateTimePattern> Forms =
    [
        .. ((string[])["uuuu-MM-dd'T'HH:mm:ss.FFF", "uuuu-MM-dd'T'HH:mm", "uuuu-MM-dd HH:mm:ss.FFF",
            "uuuu-MM-dd HH:mm", "uuuu-MM-dd", "d/M/uuuu H:mm:ss", "d/M/uuuu H:mm", "d/M/uuuu", "d-M-uuuu H:mm:ss",
            "d-M-uuuu H:mm", "d-M-uuuu", "d.M.uuuu H:mm:ss", "d.M.uuuu H:mm", "d.M.uuuu"])
            .Select(LocalDateTimePattern.CreateWithInvariantCulture),
    ];

    private static readonly ImmutableArray<OffsetDateTimePattern> Exact =
    [
        OffsetDateTimePattern.ExtendedIso,
        .. ((string[])["uuuu-MM-dd'T'HH:mmo<G>", "uuuu-MM-dd HH:mm:ss.FFFo<G>", "uuuu-MM-dd HH:mmo<G>"])
            .Select(OffsetDateTimePattern.CreateWithInvariantCulture),
    ];

    /// <summary>A file as text. What is no UTF-8 comes from an older spreadsheet: its figures are the same in Latin
    /// letters.</summary>
    public static string TextOf(byte[] file)
    {
        try
        {
            using var reader = new StreamReader(new MemoryStream(file), Strict);
            return reader.ReadToEnd();
        }
        catch (DecoderFallbackException)
        {
            return Encoding.Latin1.GetString(file);
        }
    }

    /// <param name="column">The name of the column with the values; the likeliest when absent.</param>
    public static Parsed<TrialSeries> Read(string csv, string name, DateTimeZone zone, string? column = null)
    {
        if (csv.Contains('\0', StringComparison.Ordinal))
            return Wrong("This is no text. Choose a table as text (CSV), as a spreadsheet saves it.");
        if (csv.Length > CharactersMax) return Wrong("The table is too long. Choose a shorter time.");
        var read = CsvRows.Read(csv, SeparatorOf(csv), RowsMax + 1);
        if (read.BrokenAt is { } broken) return Wrong($"Line {broken} has a quotation mark that is not closed.");
        if (read.Rows.Length > RowsMax) return Wrong("The table is too long. Choose a shorter time.");
        var rows = read.Rows.Select(row => (row.Line, Fields: Trimmed(row)))
            .Where(row => row.Fields.Any(field => field.Length > 0)).ToList();
        if (rows.Count == 0) return Wrong("There is nothing in the table.");
        var time = Column(rows, fields => fields.FindIndex(field => Time(field, zone) is not null));
        var value = column is null ? Likeliest(rows.Select(row => row.Fields), time)
            : rows[0].Fields.FindIndex(field => string.Equals(field, column, StringComparison.OrdinalIgnoreCase));
        if (time < 0) return Wrong("No column holds times. Write them as 2026-08-03T22:00:00Z or 3/8/2026 22:00.");
        if (value < 0) return Wrong("No column holds numbers. Name the column of the readings.");
        return Readings(rows, (time, value), (name, zone));
    }

    /// <summary>The columns that hold numbers, as the first line names them, and the one that is read when none is
    /// chosen.</summary>
    public static (ImmutableArray<string> Names, string? Usual) Columns(string csv)
    {
        List<List<string>> rows = [.. CsvRows.Read(csv, SeparatorOf(csv), TriedRows + 1).Rows.Select(Trimmed)];
        if (rows.Count < 2 || rows[0].Exists(name => Number(name) is not null)) return ([], null);
        var names = rows[0].Where((_, at) => rows.Skip(1).Any(row => NumberAt(row, at) is not null));
        return ([.. names], rows[0].ElementAtOrDefault(Likeliest(rows, -1)));
    }

    private static Parsed<TrialSeries> Readings(
        List<(int Line, List<string> Fields)> rows, (int Time, int Value) columns, (string Name, DateTimeZone Zone) of)
    {
        var readings = new List<Observation>();
        var head = rows[0].Fields.ElementAtOrDefault(columns.Time) is { } field && Time(field, of.Zone) is not null;
        foreach (var (line, fields) in rows.Skip(head ? 0 : 1))
        {
            if (Time(fields.ElementAtOrDefault(columns.Time) ?? "", of.Zone) is not { } at)
                return Wrong($"Line {line} has no time that can be read.");
            var written = fields.ElementAtOrDefault(columns.Value) ?? "";
            var value = Number(written);
            // An empty field is a reading without a value: the sensor said that it had none.
            if (value is null && written is not ("" or "NA" or "NaN" or "null" or "-"))
                return Wrong($"Line {line}: \"{written}\" is no number.");
            readings.Add(new(Key, of.Name, at, value));
        }

        if (readings.Count == 0) return Wrong("There is nothing in the table.");
        var sorted = readings.OrderBy(reading => reading.At).TakeLast(RuleTrial.ReadingsMax).ToImmutableArray();
        return new(
            new TrialSeries(of.Name, sorted)
            {
                From = sorted[0].At, Until = sorted[^1].At, IsCut = sorted.Length < readings.Count,
            },
            []);
    }

    // Readings change and have decimals; what is the same in each row says where they were made.
    private static int Likeliest(IEnumerable<List<string>> all, int time)
    {
        List<List<string>> rows = [.. all.Take(TriedRows + 1)];
        return Enumerable.Range(0, rows.Count == 0 ? 0 : rows.Max(row => row.Count)).Where(at => at != time)
            .Select(at => (At: at, Values: rows.Select(row => NumberAt(row, at)).OfType<decimal>().ToList()))
            .Where(column => column.Values.Count > 0)
            .OrderByDescending(column => column.Values.Distinct().Skip(1).Any())
            .ThenByDescending(column => column.Values.Exists(value => !decimal.IsInteger(value)))
            .Select(column => column.At).FirstOrDefault(-1);
    }

    private static decimal? NumberAt(List<string> row, int at) => at < row.Count ? Number(row[at]) : null;

    private static int Column(List<(int Line, List<string> Fields)> rows, Func<List<string>, int> find) => rows
        .Skip(1).Take(TriedRows).Concat(rows.Take(1)).Select(row => find(row.Fields)).FirstOrDefault(at => at >= 0, -1);

    // What parts the first line into most fields; one that stands in quotes parts nothing.
    private static char SeparatorOf(string csv) => ((char[])[',', '\t', ';'])
        .MaxBy(separator => CsvRows.Read(csv, separator, 1).Rows is [var first] ? first.Fields.Length : 0);

    private static List<string> Trimmed(CsvRow row) => [.. row.Fields.Select(field => field.Trim())];

    private static Instant? Time(string field, DateTimeZone zone)
    {
        foreach (var form in Exact)
        {
            if (form.Parse(field) is { Success: true, Value: { Year: >= YearMin and <= YearMax } exact })
                return exact.ToInstant();
        }

        foreach (var form in Forms)
        {
            if (form.Parse(field) is { Success: true, Value: { Year: >= YearMin and <= YearMax } local })
                return zone.AtLeniently(local).ToInstant();
        }

        return null;
    }

    private static decimal? Number(string field) =>
        decimal.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && Math.Abs(number) <= Units.ValueMax ? number : null;

    private static Parsed<TrialSeries> Wrong(Sentence said) =>
        new(null, [Diagnostic.Error("SIT010", said)]);
}

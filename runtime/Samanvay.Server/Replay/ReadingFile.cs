using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace Samanvay.Server.Replay;

/// <summary>One reading of a file. Without a value the device had none at that time.</summary>
/// <param name="Line">Where it stands: with the file's name it names the event for ever.</param>
internal sealed record FileReading(int Line, Instant At, decimal? Value);

/// <summary>Readings in order of time, and the lines that could not be read.</summary>
internal sealed record ReadingFile(IReadOnlyList<FileReading> Readings, LineProblems Problems)
{
    // A clock that was moved too far never comes back, so a year that was mistyped is found before.
    private static readonly Duration GapMax = Duration.FromDays(400);

    public static ReadingFile Read(TextReader csv, ReadingMapping mapping)
    {
        using var lines = BoundedLines.Read(csv).GetEnumerator();
        if (!lines.MoveNext() || lines.Current.Text is not { Length: > 0 } heading)
            throw new MappingException("The file is empty, or its first line does not name the columns.");

        var separator = CsvCells.SeparatorOf(heading);
        var columns = new ReadingColumns(CsvCells.Split(heading, separator), mapping);
        var readings = new List<FileReading>();
        var problems = new LineProblems();
        while (lines.MoveNext())
        {
            var (number, text) = lines.Current;
            if (text is null)
                problems.Add(number, $"it is longer than {BoundedLines.LengthMax / 1024} thousand characters");
            else if (text.Length > 0)
                columns.Read(CsvCells.Split(text, separator), number, readings.Add, problems);
        }

        readings = [.. readings.OrderBy(reading => reading.At)];
        return FarAway(readings) is { } problem
            ? throw new MappingException(problem)
            : new ReadingFile(readings, problems);
    }

    private static string? FarAway(List<FileReading> readings) => readings.Zip(readings.Skip(1))
        .Where(pair => pair.Second.At - pair.First.At > GapMax)
        .Select(pair => $"From {Place(pair.First)} to {Place(pair.Second)} there is no reading for more than a year. "
            + "Correct the time that is wrong, or replay the parts as files of their own.")
        .FirstOrDefault();

    private static string Place(FileReading reading) => string.Create(
        CultureInfo.InvariantCulture, $"line {reading.Line} ({InstantPattern.General.Format(reading.At)})");
}

/// <summary>Where the columns of a file are that a mapping names.</summary>
internal sealed class ReadingColumns(string[] heading, ReadingMapping mapping)
{
    // Beyond them no instrument has measured; they also keep every zone's instants within what can be counted.
    private const int YearMin = 1700;
    private const int YearMax = 2300;

    private readonly int _time = Place(heading, mapping.TimeColumn);
    private readonly int _value = Place(heading, mapping.ValueColumn);
    private readonly int? _zone = mapping.ZoneColumn is { } column ? Place(heading, column) : null;

    public void Read(string[] cells, int line, Action<FileReading> take, LineProblems problems)
    {
        if (ProblemOf(cells) is { } problem)
        {
            problems.Add(line, problem);
            return;
        }

        var at = mapping.TimeFormat.Parse(cells[_time]).Value.InZoneLeniently(ZoneOf(cells)!).ToInstant();
        if (mapping.Missing.Contains(cells[_value]))
            take(new FileReading(line, at, null));
        else if (decimal.TryParse(cells[_value], NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
            take(new FileReading(line, at, value));
        else
            problems.Add(line, $"{Excerpt.Of(cells[_value])} is no number");
    }

    private string? ProblemOf(string[] cells)
    {
        if (cells.Length != heading.Length)
            return $"it has {cells.Length} cells, the first line {heading.Length}";

        if (mapping.TimeFormat.Parse(cells[_time]) is not { Success: true, Value.Year: >= YearMin and <= YearMax })
            return $"the time {Excerpt.Of(cells[_time])} does not have the form {mapping.TimeFormat.PatternText}";

        return ZoneOf(cells) is null ? $"the mapping says nothing of the zone {Excerpt.Of(cells[_zone!.Value])}" : null;
    }

    private DateTimeZone? ZoneOf(string[] cells) =>
        _zone is { } place ? mapping.Zones.GetValueOrDefault(cells[place]) : mapping.Zone;

    private static int Place(string[] heading, string column)
    {
        var place = Array.IndexOf(heading, column);
        if (place < 0)
        {
            throw new MappingException(
                $"The file has no column '{column}'. It has: {Excerpt.Of(string.Join(", ", heading), 400)}.");
        }

        return place == Array.LastIndexOf(heading, column)
            ? place
            : throw new MappingException($"The file has the column '{column}' twice: rename one of them.");
    }
}

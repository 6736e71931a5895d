using System.Globalization;
using NodaTime;

namespace Samanvay.Server.Replay;

/// <summary>One reading of a file. Without a value the device had none at that time.</summary>
/// <param name="Line">Where it stands: with the file's name it names the event for ever.</param>
internal sealed record FileReading(int Line, Instant At, decimal? Value);

/// <summary>A line that could not be read, and why.</summary>
internal sealed record LineProblem(int Line, string Message);

/// <summary>Readings in order of time, and the lines that could not be read.</summary>
internal sealed record ReadingFile(IReadOnlyList<FileReading> Readings, IReadOnlyList<LineProblem> Problems)
{
    public static ReadingFile Read(string csv, ReadingMapping mapping)
    {
        var lines = csv.Split('\n').Select(line => line.Trim()).ToArray();
        if (lines[0].Length == 0)
            throw new MappingException("The file is empty, or its first line does not name the columns.");

        var separator = CsvCells.SeparatorOf(lines[0]);
        var columns = new ReadingColumns(CsvCells.Split(lines[0], separator), mapping);
        var readings = new List<FileReading>(lines.Length);
        var problems = new List<LineProblem>();
        for (var line = 2; line <= lines.Length; line++)
        {
            if (lines[line - 1] is not { Length: > 0 } text)
                continue;

            var read = columns.Read(CsvCells.Split(text, separator), line);
            if (read.Reading is { } reading)
                readings.Add(reading);
            else
                problems.Add(new LineProblem(line, read.Problem!));
        }

        return new ReadingFile([.. readings.OrderBy(reading => reading.At)], problems);
    }
}

/// <summary>Where the columns of a file are that a mapping names.</summary>
internal sealed class ReadingColumns(string[] heading, ReadingMapping mapping)
{
    private readonly int _time = Place(heading, mapping.TimeColumn);
    private readonly int _value = Place(heading, mapping.ValueColumn);
    private readonly int? _zone = mapping.ZoneColumn is { } column ? Place(heading, column) : null;

    public (FileReading? Reading, string? Problem) Read(string[] cells, int line)
    {
        if (cells.Length != heading.Length)
            return (null, $"it has {cells.Length} cells, the first line {heading.Length}");

        if (mapping.TimeFormat.Parse(cells[_time]) is not { Success: true, Value: var local })
            return (null, $"the time '{cells[_time]}' does not have the form {mapping.TimeFormat.PatternText}");

        if (ZoneOf(cells) is not { } zone)
            return (null, $"the mapping says nothing of the zone '{cells[_zone!.Value]}'");

        var at = local.InZoneLeniently(zone).ToInstant();
        if (mapping.Missing.Contains(cells[_value]))
            return (new FileReading(line, at, null), null);

        return decimal.TryParse(cells[_value], NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            ? (new FileReading(line, at, value), null)
            : (null, $"'{cells[_value]}' is no number");
    }

    private DateTimeZone? ZoneOf(string[] cells) =>
        _zone is { } place ? mapping.Zones.GetValueOrDefault(cells[place]) : mapping.Zone;

    private static int Place(string[] heading, string column)
    {
        var place = Array.IndexOf(heading, column);
        return place >= 0 ? place : throw new MappingException(
            $"The file has no column '{column}'. It has: {string.Join(", ", heading)}.");
    }
}

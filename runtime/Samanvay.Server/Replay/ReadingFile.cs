using System.Globalization;
using NodaTime;

namespace Samanvay.Server.Replay;

/// <summary>One reading of a file. Without a value the device had none at that time.</summary>
/// <param name="Row">Counts from 1 below the heading: with the file's name it names the event for ever.</param>
internal sealed record FileReading(int Row, Instant At, decimal? Value);

/// <summary>Readings in order of time, and the rows that could not be read.</summary>
internal sealed record ReadingFile(IReadOnlyList<FileReading> Readings, int Unreadable)
{
    public static ReadingFile Read(string csv, ReadingMapping mapping)
    {
        var lines = csv.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (lines.Length == 0)
            throw new MappingException("The file is empty.");

        var columns = new Columns(lines[0].Split(','), mapping);
        var readings = new List<FileReading>(lines.Length);
        for (var row = 1; row < lines.Length; row++)
        {
            if (columns.Read(lines[row].Split(','), row) is { } reading)
                readings.Add(reading);
        }

        return new ReadingFile([.. readings.OrderBy(reading => reading.At)], lines.Length - 1 - readings.Count);
    }

    private sealed class Columns(string[] heading, ReadingMapping mapping)
    {
        private readonly int _time = Place(heading, mapping.TimeColumn);
        private readonly int _value = Place(heading, mapping.ValueColumn);
        private readonly int? _zone = mapping.ZoneColumn is { } column ? Place(heading, column) : null;

        public FileReading? Read(string[] cells, int row)
        {
            if (cells.Length <= Math.Max(_time, _value) || ZoneOf(cells) is not { } zone)
                return null;

            if (mapping.TimeFormat.Parse(cells[_time]) is not { Success: true, Value: var local })
                return null;

            var at = local.InZoneLeniently(zone).ToInstant();
            if (mapping.Missing.Contains(cells[_value]))
                return new FileReading(row, at, null);

            return decimal.TryParse(cells[_value], NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
                ? new FileReading(row, at, value)
                : null;
        }

        private DateTimeZone? ZoneOf(string[] cells) =>
            _zone is { } place
                ? place < cells.Length ? mapping.Zones.GetValueOrDefault(cells[place]) : null
                : mapping.Zone;

        private static int Place(string[] heading, string column)
        {
            var place = Array.IndexOf(heading, column);
            return place >= 0 ? place : throw new MappingException(
                $"The file has no column '{column}'. It has: {string.Join(", ", heading)}.");
        }
    }
}

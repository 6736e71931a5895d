using NodaTime;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Ports;

namespace Samanvay.Runtime.Series;

/// <summary>
/// Keeps what devices sent. What came lately stands in the segments of the intake; then it is gathered into one row for
/// each device and hour, so that a month of one device is some hundreds of rows that lie together.
/// </summary>
public interface ISeriesStore
{
    /// <summary>What there is of one device, seen at one moment.</summary>
    ValueTask<StoredSeries> ReadAsync(SeriesQuery query, CancellationToken cancellation);

    /// <summary>The newest hours of each device, at most so many of each.</summary>
    ValueTask<IReadOnlyList<SeriesHour>> NewestAsync(
        CityId city, IReadOnlyCollection<string> devices, int hours, CancellationToken cancellation);

    /// <summary>How far the upkeep is.</summary>
    ValueTask<SeriesWork> WorkAsync(CityId city, CancellationToken cancellation);

    /// <summary>Segments of batches after one and up to another, in their order, with so many readings or a little
    /// more.</summary>
    ValueTask<IReadOnlyList<ObservationSegment>> SegmentsAsync(
        SegmentSpan span, int readings, CancellationToken cancellation);

    /// <summary>The hours as they are, of those that there are.</summary>
    ValueTask<IReadOnlyList<SeriesHour>> FindAsync(
        CityId city, IReadOnlyCollection<HourKey> keys, CancellationToken cancellation);

    /// <summary>Writes hours, and how far the work then is, in one transaction.</summary>
    /// <returns>False when another process was first; nothing was written.</returns>
    ValueTask<bool> KeepAsync(
        IReadOnlyList<SeriesHour> hours, SeriesStep moved, CancellationToken cancellation);

    /// <summary>Deletes some segments up to a batch; says how many.</summary>
    ValueTask<int> DropSegmentsAsync(CityId city, long through, int limit, CancellationToken cancellation);

    /// <summary>The devices after one, that have hours, also those that the city no longer has.</summary>
    ValueTask<IReadOnlyList<string>> DevicesAsync(
        CityId city, string? after, int limit, CancellationToken cancellation);

    /// <summary>Takes the readings out of old hours, deletes older ones, and writes how far the work then is.</summary>
    ValueTask<bool> TrimAsync(IReadOnlyList<SeriesTrim> trims, SeriesStep moved, CancellationToken cancellation);
}

public sealed record SeriesQuery(CityId City, string Device, Interval Span)
{
    /// <summary>Each reading, where it is still kept; else only what came of each hour.</summary>
    public bool WithPoints { get; init; } = true;
}

/// <param name="Hours">In their order.</param>
/// <param name="Open">Segments whose readings are not in the hours, in their order.</param>
public sealed record StoredSeries(IReadOnlyList<SeriesHour> Hours, IReadOnlyList<ObservationSegment> Open);

public readonly record struct HourKey(string Device, long Hour);

/// <summary>How far the upkeep of a city's series is.</summary>
/// <param name="Taken">Segments up to this batch are in the hours, and may be deleted.</param>
/// <param name="Taking">The last batch of the run that is under way; as <paramref name="Taken"/> where none is.</param>
/// <param name="Device">The last device whose hours have the run's readings.</param>
public sealed record SeriesWork(CityId City, long Taken, long Taking, string? Device)
{
    /// <summary>The day, since 1970, of the last round that took out what is old.</summary>
    public int Trimmed { get; init; }

    /// <summary>The day of the round under way.</summary>
    public int Trimming { get; init; }

    public string? TrimmedDevice { get; init; }

    /// <summary>Counts the writes, so that of two processes only one goes on.</summary>
    public long Version { get; init; }
}

public readonly record struct SeriesStep(SeriesWork Before, SeriesWork After);

/// <summary>Hours before the first of these lose their readings, hours before the second go.</summary>
public readonly record struct SeriesTrim(string Device, long PointsBefore, long HoursBefore)
{
    /// <summary>Hours before this one have lost their readings already.</summary>
    public long PointsAfter { get; init; }
}

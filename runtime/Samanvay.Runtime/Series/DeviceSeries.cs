using System.Collections.Immutable;
using NodaTime;

namespace Samanvay.Runtime.Series;

/// <summary>The readings of one device over a time, thinned where they are many.</summary>
/// <param name="Unit">Of all values.</param>
/// <param name="Stretches">In order of time; where nothing was read there is none.</param>
public sealed record DeviceSeries(
    string Device, string Name, string Signal, string Unit, ImmutableArray<SeriesStretch> Stretches)
{
    /// <summary>Each stretch is one reading.</summary>
    public required bool IsRaw { get; init; }
}

/// <summary>What came of the readings of a stretch of time.</summary>
public sealed record SeriesStretch(Instant From, Instant To, HourSummary Summary)
{
    /// <summary>Where it is drawn.</summary>
    public Instant At => Summary.Count == 1 ? Summary.FirstAt : From + ((To - From) / 2);
}

/// <summary>The readings of one device as they came.</summary>
/// <param name="Unit">Of all values.</param>
/// <param name="Points">In order of time.</param>
public sealed record DeviceReadings(string Device, string Unit, ImmutableArray<SeriesPoint> Points)
{
    /// <summary>There were more than was asked for; the newest are here.</summary>
    public bool IsCut { get; init; }

    /// <summary>From here on each reading is still kept; before, only what came of each hour. Absent where all
    /// is.</summary>
    public Instant? KeptFrom { get; init; }

    /// <summary>What came of each hour whose readings are gone, in order of time.</summary>
    public ImmutableArray<SeriesStretch> Hours { get; init; } = [];
}

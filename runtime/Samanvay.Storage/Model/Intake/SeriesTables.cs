using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Cities;

namespace Samanvay.Storage.Model.Intake;

/// <summary>What one device sent in one hour.</summary>
public sealed class StoredHour
{
    public required CityId City { get; init; }
    public required DeviceId Device { get; init; }

    /// <summary>Hours since 1970.</summary>
    public long Hour { get; init; }

    public required string Unit { get; init; }

    public required byte[] Summary { get; init; }

    /// <summary>Each reading; absent when only what came of them is still kept.</summary>
    public byte[]? Points { get; init; }
}

internal sealed class HourTable : IEntityTypeConfiguration<StoredHour>
{
    public void Configure(EntityTypeBuilder<StoredHour> builder)
    {
        builder.ToTable("observation_hours");
        builder.HasKey(row => new { row.City, row.Device, row.Hour });
    }
}

/// <summary>How far the upkeep of a city's series is.</summary>
public sealed class StoredSeriesWork
{
    public required CityId City { get; init; }

    /// <summary>Segments up to this batch are in the hours, and gone.</summary>
    public long Taken { get; init; }

    /// <summary>The last batch of the run that is under way; as <see cref="Taken"/> where none is.</summary>
    public long Taking { get; init; }

    /// <summary>The last device whose hours have the run's readings; absent where none has.</summary>
    public string? Device { get; init; }

    /// <summary>The day, since 1970, up to which old readings were taken out.</summary>
    public int Trimmed { get; init; }

    public int Trimming { get; init; }

    public string? TrimmedDevice { get; init; }

    /// <summary>Counts the writes, so that of two processes only one goes on.</summary>
    public long Version { get; init; }
}

internal sealed class SeriesWorkTable : IEntityTypeConfiguration<StoredSeriesWork>
{
    public void Configure(EntityTypeBuilder<StoredSeriesWork> builder)
    {
        builder.ToTable("series_work");
        builder.HasKey(row => row.City);
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Samanvay.Runtime.Access;

namespace Samanvay.Storage.Model.Intake;

/// <summary>The observations of one batch, kept together: one row for many readings.</summary>
public sealed class StoredSegment
{
    public long Id { get; init; }
    public required CityId City { get; init; }
    public Instant ReceivedAt { get; init; }
    public Instant FirstAt { get; init; }
    public Instant LastAt { get; init; }
    public int Count { get; init; }
    public required byte[] Body { get; init; }

    /// <summary>Of the city's batches, from 1.</summary>
    public long Position { get; init; }
}

internal sealed class SegmentTable : IEntityTypeConfiguration<StoredSegment>
{
    public void Configure(EntityTypeBuilder<StoredSegment> builder)
    {
        builder.ToTable("observation_segments");
        builder.HasIndex(row => new { row.City, row.LastAt });
        builder.HasIndex(row => new { row.City, row.Position });
        builder.Property(row => row.Position).HasDefaultValue(0);
    }
}

/// <summary>An event that was taken in, as it was remembered before its name was made short.</summary>
public sealed class StoredSighting
{
    public required CityId City { get; init; }
    public required string Source { get; init; }
    public required string Id { get; init; }
    public Instant Until { get; init; }
}

internal sealed class StoredSightingTable : IEntityTypeConfiguration<StoredSighting>
{
    public void Configure(EntityTypeBuilder<StoredSighting> builder)
    {
        builder.ToTable("observation_dedupe");
        builder.HasKey(row => new { row.City, row.Source, row.Id });
        builder.HasIndex(row => row.Until);
    }
}

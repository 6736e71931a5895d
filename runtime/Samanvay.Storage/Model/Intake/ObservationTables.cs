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
}

internal sealed class SegmentTable : IEntityTypeConfiguration<StoredSegment>
{
    public void Configure(EntityTypeBuilder<StoredSegment> builder)
    {
        builder.ToTable("observation_segments");
        builder.HasIndex(row => new { row.City, row.LastAt });
    }
}

/// <summary>An event that was taken in, remembered for its window.</summary>
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

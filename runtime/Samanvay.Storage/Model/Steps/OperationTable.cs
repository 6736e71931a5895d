using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Samanvay.Engine.Incidents;
using Samanvay.Runtime.Access;

namespace Samanvay.Storage.Model.Steps;

/// <summary>An operation: its state, whole, and what lists show of it.</summary>
public sealed class StoredOperationEntry
{
    public required CityId City { get; init; }
    public required OperationId Id { get; init; }
    public long Sequence { get; init; }
    public required byte[] State { get; init; }

    /// <summary>The end of the history's hash chain.</summary>
    public required byte[] Hash { get; init; }

    public string? Kind { get; init; }
    public string? Title { get; init; }
    public int? Severity { get; init; }
    public Instant? OpenedAt { get; init; }
    public Instant? EndedAt { get; init; }
    public string? Ward { get; init; }
    public string? Asset { get; init; }
    public double? Latitude { get; init; }
    public double? Longitude { get; init; }
    public string? DedupeKey { get; init; }

    /// <summary>The numbers of the runs that are held; see <c>OperationHeader</c>.</summary>
    public string? Held { get; init; }

    public Instant ChangedAt { get; init; }
}

internal sealed class OperationTable : IEntityTypeConfiguration<StoredOperationEntry>
{
    public void Configure(EntityTypeBuilder<StoredOperationEntry> builder)
    {
        builder.ToTable("operations");
        builder.HasKey(row => new { row.City, row.Id });
        builder.HasIndex(row => new { row.City, row.OpenedAt });
        builder.HasIndex(row => new { row.City, row.EndedAt, row.Id }).HasFilter("ended_at IS NOT NULL")
            .HasDatabaseName("ix_operations_ended");
        builder.HasIndex(row => row.City).HasFilter("held IS NOT NULL").HasDatabaseName("ix_operations_held");
        builder.HasIndex(row => new { row.City, row.DedupeKey })
            .HasFilter("dedupe_key IS NOT NULL AND ended_at IS NULL").HasDatabaseName("ix_operations_joinable");
    }
}

/// <summary>One accepted command of an operation: its facts, chained to all before it.</summary>
public sealed class HistoryRow
{
    public required CityId City { get; init; }
    public required OperationId Operation { get; init; }
    public long Sequence { get; init; }
    public Instant At { get; init; }

    /// <summary>The facts as a JSON array.</summary>
    public required byte[] Body { get; init; }

    public required byte[] Hash { get; init; }
}

internal sealed class HistoryTable : IEntityTypeConfiguration<HistoryRow>
{
    public void Configure(EntityTypeBuilder<HistoryRow> builder)
    {
        builder.ToTable("history");
        builder.HasKey(row => new { row.City, row.Operation, row.Sequence });
    }
}

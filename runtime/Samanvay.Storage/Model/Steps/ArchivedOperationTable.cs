using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Samanvay.Engine.Incidents;
using Samanvay.Runtime.Access;

namespace Samanvay.Storage.Model.Steps;

/// <summary>What is left of an operation that was archived and deleted.</summary>
public sealed class ArchivedEntry
{
    public required CityId City { get; init; }
    public required OperationId Operation { get; init; }
    public long Sequence { get; init; }

    /// <summary>The end of the history's hash chain.</summary>
    public required byte[] Hash { get; init; }

    /// <summary>The name of the file that holds the history.</summary>
    public required string Archive { get; init; }

    /// <summary>SHA-256 of the file, in hexadecimal.</summary>
    public required string Digest { get; init; }

    public Instant EndedAt { get; init; }
    public Instant ArchivedAt { get; init; }
}

internal sealed class ArchivedOperationTable : IEntityTypeConfiguration<ArchivedEntry>
{
    public void Configure(EntityTypeBuilder<ArchivedEntry> builder)
    {
        builder.ToTable("archived_operations");
        builder.HasKey(row => new { row.City, row.Operation });
        builder.HasIndex(row => new { row.Archive, row.City, row.Operation });
    }
}

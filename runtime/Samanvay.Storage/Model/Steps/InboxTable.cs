using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Ports;

namespace Samanvay.Storage.Model.Steps;

/// <summary>A durable request that waits for its step.</summary>
public sealed class InboxEntry
{
    public long Id { get; init; }
    public required CityId City { get; init; }
    public required string Key { get; init; }
    public required string Kind { get; init; }
    public required string Lane { get; init; }
    public required byte[] Body { get; init; }
    public Instant At { get; init; }
    public RowStatus Status { get; init; }
    public int Attempts { get; init; }
    public Instant? NextAt { get; init; }
    public string? Reason { get; init; }
}

internal sealed class InboxTable : IEntityTypeConfiguration<InboxEntry>
{
    public void Configure(EntityTypeBuilder<InboxEntry> builder)
    {
        builder.ToTable("inbox");
        builder.HasIndex(row => new { row.City, row.Key }).IsUnique();
        builder.HasIndex(row => new { row.City, row.Lane })
            .HasFilter("next_at IS NOT NULL").HasDatabaseName("ix_inbox_delayed");
        builder.HasIndex(row => new { row.City, row.Id }).HasFilter("status = 2").HasDatabaseName("ix_inbox_parked");
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Samanvay.Engine.Incidents;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Ports;

namespace Samanvay.Storage.Model.Steps;

/// <summary>What a step asked to be done outside. Done rows stay for a while, to be seen.</summary>
public sealed class OutboxEntry
{
    public long Id { get; init; }
    public required CityId City { get; init; }
    public required OperationId Operation { get; init; }
    public required string Key { get; init; }
    public required string Type { get; init; }
    public required byte[] Body { get; init; }

    /// <summary>Names who in the operation waits for the result.</summary>
    public string? Reply { get; init; }

    public Instant At { get; init; }
    public RowStatus Status { get; init; }
    public int Attempts { get; init; }
    public Instant NextAt { get; init; }
    public string? Reason { get; init; }
}

internal sealed class OutboxTable : IEntityTypeConfiguration<OutboxEntry>
{
    public void Configure(EntityTypeBuilder<OutboxEntry> builder)
    {
        builder.ToTable("outbox");
        builder.HasIndex(row => new { row.City, row.Operation, row.Key }).IsUnique();
        builder.HasIndex(row => row.NextAt).HasFilter("status = 0").HasDatabaseName("ix_outbox_waiting");
        builder.HasIndex(row => new { row.City, row.Id }).HasFilter("status = 2").HasDatabaseName("ix_outbox_parked");
    }
}

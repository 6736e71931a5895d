using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Samanvay.Engine.Incidents;
using Samanvay.Runtime.Access;

namespace Samanvay.Storage.Model.Steps;

/// <summary>An instant at which an operation wants to be stepped.</summary>
public sealed class StoredTimer
{
    public required CityId City { get; init; }
    public required OperationId Operation { get; init; }
    public required string Key { get; init; }
    public int Generation { get; init; }
    public Instant DueAt { get; init; }
    public required string Kind { get; init; }

    /// <summary>Why it is held back: firing it failed, and a person must look.</summary>
    public string? Reason { get; init; }
}

internal sealed class TimerTable : IEntityTypeConfiguration<StoredTimer>
{
    public void Configure(EntityTypeBuilder<StoredTimer> builder)
    {
        builder.ToTable("timers");
        builder.HasKey(row => new { row.City, row.Operation, row.Key });
        // With all that they are fired in order of: a hundred thousand may be due at one instant.
        builder.HasIndex(row => new { row.City, row.DueAt, row.Operation, row.Key }).HasFilter("reason IS NULL")
            .HasDatabaseName("ix_timers_due");
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Samanvay.Engine.Incidents;
using Samanvay.Runtime.Access;

namespace Samanvay.Storage.Model.Steps;

/// <summary>A promise that is or was measured.</summary>
public sealed class StoredClock
{
    public required CityId City { get; init; }
    public required OperationId Operation { get; init; }

    /// <summary>The number within the operation, as text.</summary>
    public required string Key { get; init; }

    public int Run { get; init; }

    /// <summary>The key of the work item that it watches; absent when it watches the run.</summary>
    public string? WorkItem { get; init; }

    public string? ElementId { get; init; }
    public string? Role { get; init; }
    public required string Level { get; init; }
    public required string Metric { get; init; }
    public required string Scope { get; init; }
    public required string State { get; init; }
    public bool LifeSafety { get; init; }
    public Instant StartedAt { get; init; }
    public Instant? AtRiskAt { get; init; }
    public Instant? DueAt { get; init; }
    public Instant? BreachedAt { get; init; }
    public Instant? StoppedAt { get; init; }
    public string? Outcome { get; init; }
}

internal sealed class ClockTable : IEntityTypeConfiguration<StoredClock>
{
    public void Configure(EntityTypeBuilder<StoredClock> builder)
    {
        builder.ToTable("clocks");
        builder.HasKey(row => new { row.City, row.Operation, row.Key });
        builder.HasIndex(row => new { row.City, row.StartedAt });
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Samanvay.Engine.Incidents;
using Samanvay.Runtime.Access;

namespace Samanvay.Storage.Model.Steps;

/// <summary>A step that waits for a person.</summary>
public sealed class StoredWorkItem
{
    public required CityId City { get; init; }
    public required OperationId Operation { get; init; }

    /// <summary>The number within the operation, as text.</summary>
    public required string Key { get; init; }

    public int Run { get; init; }
    public required string Version { get; init; }
    public required string ElementId { get; init; }
    public required string Role { get; init; }
    public required string State { get; init; }
    public Instant OfferedAt { get; init; }
    public string? AcknowledgedBy { get; init; }
    public Instant? AcknowledgedAt { get; init; }
    public string? Subject { get; init; }
    public string? Trouble { get; init; }
}

internal sealed class WorkItemTable : IEntityTypeConfiguration<StoredWorkItem>
{
    public void Configure(EntityTypeBuilder<StoredWorkItem> builder)
    {
        builder.ToTable("work_items");
        builder.HasKey(row => new { row.City, row.Operation, row.Key });
        builder.HasIndex(row => new { row.City, row.Role });
    }
}

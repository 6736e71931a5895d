using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Samanvay.Engine.Incidents;
using Samanvay.Runtime.Access;

namespace Samanvay.Storage.Model.Steps;

/// <summary>A place where a run can not go on, until a person has retried or skipped it.</summary>
public sealed class StoredFault
{
    public required CityId City { get; init; }
    public required OperationId Operation { get; init; }

    /// <summary>Run and number within the run, as text: <c>1/4</c>.</summary>
    public required string Key { get; init; }

    public int Run { get; init; }
    public required string ElementId { get; init; }
    public required string Kind { get; init; }
    public required string Message { get; init; }
    public bool Retryable { get; init; }
    public Instant RaisedAt { get; init; }
}

internal sealed class FaultTable : IEntityTypeConfiguration<StoredFault>
{
    public void Configure(EntityTypeBuilder<StoredFault> builder)
    {
        builder.ToTable("faults");
        builder.HasKey(row => new { row.City, row.Operation, row.Key });
    }
}

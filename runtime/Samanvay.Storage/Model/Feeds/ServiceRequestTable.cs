using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Samanvay.Runtime.Access;

namespace Samanvay.Storage.Model.Feeds;

/// <summary>A citizen's request that was handed in, as it can be asked for again.</summary>
public sealed class StoredServiceRequest
{
    public required CityId City { get; init; }
    public required string Feed { get; init; }
    public required string Id { get; init; }
    public required string Service { get; init; }
    public required string Status { get; init; }
    public Instant RequestedAt { get; init; }
    public Instant UpdatedAt { get; init; }
    public required byte[] Facts { get; init; }
}

internal sealed class ServiceRequestTable : IEntityTypeConfiguration<StoredServiceRequest>
{
    public void Configure(EntityTypeBuilder<StoredServiceRequest> builder)
    {
        builder.ToTable("service_requests");
        builder.HasKey(row => new { row.City, row.Feed, row.Id });
        builder.HasIndex(row => new { row.City, row.RequestedAt });
        builder.HasIndex(row => row.UpdatedAt);
    }
}

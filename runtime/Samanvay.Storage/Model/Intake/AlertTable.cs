using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Samanvay.Runtime.Access;

namespace Samanvay.Storage.Model.Intake;

/// <summary>An alert as it came, and what it did.</summary>
public sealed class StoredAlert
{
    public required CityId City { get; init; }
    public required string Source { get; init; }
    public required string Identifier { get; init; }
    public Instant Sent { get; init; }
    public Instant ReceivedAt { get; init; }
    public required string Outcome { get; init; }
    public required byte[] Facts { get; init; }
    public required string Text { get; init; }
}

internal sealed class AlertTable : IEntityTypeConfiguration<StoredAlert>
{
    public void Configure(EntityTypeBuilder<StoredAlert> builder)
    {
        builder.ToTable("alerts");
        builder.HasKey(row => new { row.City, row.Source, row.Identifier, row.Sent });
        builder.HasIndex(row => new { row.City, row.ReceivedAt });
        builder.HasIndex(row => row.ReceivedAt);
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Samanvay.Runtime.Access;

namespace Samanvay.Storage.Model.Intake;

/// <summary>How many batches a city's lane has stored, and up to which of them every state is written too.</summary>
public sealed class StoredPosition
{
    public required CityId City { get; init; }
    public long Position { get; init; }
    public long Checkpoint { get; init; }
}

internal sealed class IntakePositionTable : IEntityTypeConfiguration<StoredPosition>
{
    public void Configure(EntityTypeBuilder<StoredPosition> builder)
    {
        builder.ToTable("intake_positions");
        builder.HasKey(row => row.City);
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Samanvay.Storage.Model.Intake;

/// <summary>The short name of an event that was taken in, and the hour until which it is remembered.</summary>
public sealed class StoredMark
{
    public required byte[] Name { get; init; }
    public int Until { get; init; }
}

internal sealed class ObservationMarkTable : IEntityTypeConfiguration<StoredMark>
{
    public void Configure(EntityTypeBuilder<StoredMark> builder)
    {
        builder.ToTable("observation_marks");
        builder.HasKey(row => row.Name);
    }
}

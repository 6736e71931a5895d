using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Samanvay.Runtime.Access;

namespace Samanvay.Storage.Model.Intake;

/// <summary>What one sensor rule remembers of one place.</summary>
public sealed class StoredSituation
{
    public required CityId City { get; init; }
    public required string Rule { get; init; }
    public required string Place { get; init; }
    public required byte[] State { get; init; }

    /// <summary>When the rule must be looked at again though nothing arrives.</summary>
    public Instant? DueAt { get; init; }

    public long Changes { get; init; }

    /// <summary>The batch up to which the state tells everything; what came later stands in the segments.</summary>
    public long Position { get; init; }
}

internal sealed class SituationTable : IEntityTypeConfiguration<StoredSituation>
{
    public void Configure(EntityTypeBuilder<StoredSituation> builder)
    {
        builder.ToTable("situation_states");
        builder.HasKey(row => new { row.City, row.Rule, row.Place });
        builder.HasIndex(row => new { row.City, row.DueAt }).HasFilter("due_at IS NOT NULL");
        builder.HasIndex(row => new { row.City, row.Position });
        builder.Property(row => row.Position).HasDefaultValue(0);
    }
}

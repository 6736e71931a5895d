using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Samanvay.Runtime.Migrating;

namespace Samanvay.Storage.Model.Migrating;

internal sealed class MigrationBatchTable : IEntityTypeConfiguration<MigrationBatch>
{
    public void Configure(EntityTypeBuilder<MigrationBatch> builder)
    {
        builder.ToTable("migration_batches");
        builder.HasKey(batch => new { batch.City, batch.Id });
        builder.HasIndex(batch => batch.City).HasFilter("ended_at IS NULL").HasDatabaseName("ix_migrations_open");
    }
}

internal sealed class MigrationLineTable : IEntityTypeConfiguration<MigrationLine>
{
    public void Configure(EntityTypeBuilder<MigrationLine> builder)
    {
        builder.ToTable("migration_lines");
        builder.HasKey(line => new { line.City, line.Batch, line.Number });
        builder.HasIndex(line => new { line.City, line.Batch, line.State });
        builder.Property(line => line.State).HasConversion<string>().HasMaxLength(16);
    }
}

using Microsoft.EntityFrameworkCore;
using Samanvay.Storage.Model.Steps;

namespace Samanvay.Storage.PostgreSql;

/// <summary>The model as PostgreSQL keeps it.</summary>
public sealed class PostgresContext(DbContextOptions<PostgresContext> options) : SamanvayDbContext(options)
{
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        // A partition's key must hold what it is divided by.
        builder.Entity<HistoryRow>().HasKey(row => new { row.City, row.Operation, row.Sequence, row.At });
        // Until when one of several processes has it in hand; one that dies leaves it to the others.
        builder.Entity<StoredTimer>().Property<long?>("ClaimedUntil").HasColumnName("claimed_until");
        builder.Entity<InboxEntry>().Property<long?>("ClaimedUntil").HasColumnName("claimed_until");
        var keys = builder.Entity<StoredProtection>().ToTable("protection_keys");
        keys.HasKey(row => row.Name);
        keys.Property(row => row.Name).HasColumnName("name");
        keys.Property(row => row.Xml).HasColumnName("xml");
        CompareTextsByTheirBytes(builder);
    }

    // As SQLite does: lists then have the same order on both, whatever the server's language is.
    private static void CompareTextsByTheirBytes(ModelBuilder builder)
    {
        var properties = builder.Model.GetEntityTypes().SelectMany(entity => entity.GetDeclaredProperties());
        foreach (var property in properties)
        {
            var stored = property.GetValueConverter()?.ProviderClrType ?? property.GetProviderClrType()
                ?? property.ClrType;
            if (stored != typeof(string)) continue;
            property.SetColumnType("text");
            property.SetCollation("C");
        }
    }
}

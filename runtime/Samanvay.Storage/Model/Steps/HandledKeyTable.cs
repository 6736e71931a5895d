using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Samanvay.Runtime.Access;

namespace Samanvay.Storage.Model.Steps;

/// <summary>The answer that a command with this key was given; the same key is answered the same again.</summary>
public sealed class HandledKey
{
    public required CityId City { get; init; }
    public required string Key { get; init; }
    public required byte[] Answer { get; init; }
    public Instant At { get; init; }
}

internal sealed class HandledKeyTable : IEntityTypeConfiguration<HandledKey>
{
    public void Configure(EntityTypeBuilder<HandledKey> builder)
    {
        builder.ToTable("handled_keys");
        builder.HasKey(row => new { row.City, row.Key });
        builder.HasIndex(row => row.At);
    }
}

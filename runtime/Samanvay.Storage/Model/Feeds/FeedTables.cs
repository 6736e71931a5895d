using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Samanvay.Runtime.Cities;
using Samanvay.Runtime.Feeds;

namespace Samanvay.Storage.Model.Feeds;

internal sealed class FeedTable : IEntityTypeConfiguration<Feed>
{
    public void Configure(EntityTypeBuilder<Feed> builder)
    {
        builder.ToTable("feeds");
        builder.HasKey(feed => new { feed.City, feed.Id });
        builder.Ignore(feed => feed.TellsObservations);
        builder.Ignore(feed => feed.Window);
        builder.Property(feed => feed.Bindings).HasConversion(new BindingsAsJson(), new BindingsComparer());
        builder.Property(feed => feed.Mapping).HasConversion(new MappingAsJson());
    }
}

internal sealed class RefusedMessageTable : IEntityTypeConfiguration<RefusedMessage>
{
    public void Configure(EntityTypeBuilder<RefusedMessage> builder)
    {
        builder.ToTable("refused_messages");
        builder.HasKey(message => new { message.City, message.Feed, message.Id });
        builder.HasIndex(message => new { message.City, message.LastAt });
        builder.HasIndex(message => message.ReceivedAt);
        builder.Ignore(message => message.IsWhole);
        builder.Ignore(message => message.IsUnread);
        builder.Property(message => message.Problems).HasConversion(new PartsAsJson(), new PartsComparer());
    }
}

internal sealed class RefusedDropTable : IEntityTypeConfiguration<RefusedDrop>
{
    public void Configure(EntityTypeBuilder<RefusedDrop> builder)
    {
        builder.ToTable("refused_drops");
        builder.HasKey(drop => new { drop.City, drop.Id });
        builder.HasIndex(drop => new { drop.City, drop.At });
        builder.Property(drop => drop.Which).HasConversion(
            which => JsonSerializer.Serialize(which, JsonSerializerOptions.Default),
            stored => JsonSerializer.Deserialize<RefusedFilter>(stored, JsonSerializerOptions.Default)!);
    }
}

internal sealed class UnboundNameTable : IEntityTypeConfiguration<UnboundName>
{
    public void Configure(EntityTypeBuilder<UnboundName> builder)
    {
        builder.ToTable("unbound_names");
        builder.HasKey(name => new { name.City, name.Feed, name.Device, name.Property });
        // A decimal would be stored as a text on one database and as a number on the other.
        builder.Property(name => name.LastValue).HasConversion<string>();
    }
}

internal sealed class BindingsAsJson() : ValueConverter<ImmutableArray<FeedBinding>, string>(
    bindings => JsonSerializer.Serialize(
        bindings.Select(binding => new StoredBinding(binding.Device, binding.Property, Target(binding))),
        JsonSerializerOptions.Default),
    stored => Read(stored))
{
    private static string? Target(FeedBinding binding) => binding.Target?.Value;

    private static ImmutableArray<FeedBinding> Read(string stored) =>
    [
        .. JsonSerializer.Deserialize<StoredBinding[]>(stored, JsonSerializerOptions.Default)!.Select(binding =>
            new FeedBinding(
                binding.Device, binding.Property,
                binding.Target is { } target ? new DeviceId(target) : null)),
    ];

    // The stored names are said here, so that a rename of the record changes nothing in the database.
    private sealed record StoredBinding(string Device, string Property, string? Target);
}

internal sealed class BindingsComparer() : ValueComparer<ImmutableArray<FeedBinding>>(
    (left, right) => left.SequenceEqual(right),
    bindings => bindings.Aggregate(0, (hash, binding) => HashCode.Combine(hash, binding)),
    bindings => bindings);

// Absent is stored as nothing, which no converter sees.
internal sealed class MappingAsJson() : ValueConverter<FeedMapping?, string?>(
    mapping => JsonSerializer.Serialize(mapping, JsonSerializerOptions.Default),
    stored => JsonSerializer.Deserialize<FeedMapping>(stored!, JsonSerializerOptions.Default));

internal sealed class PartsAsJson() : ValueConverter<ImmutableArray<RefusedPart>, string>(
    parts => JsonSerializer.Serialize(parts, JsonSerializerOptions.Default),
    stored => JsonSerializer.Deserialize<ImmutableArray<RefusedPart>>(stored, JsonSerializerOptions.Default));

internal sealed class PartsComparer() : ValueComparer<ImmutableArray<RefusedPart>>(
    (left, right) => left.SequenceEqual(right),
    parts => parts.Aggregate(0, (hash, part) => HashCode.Combine(hash, part)),
    parts => parts);

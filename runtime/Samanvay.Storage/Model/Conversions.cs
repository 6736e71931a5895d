using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using NodaTime;
using Samanvay.Engine.Incidents;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Cities;
using Samanvay.Runtime.Feeds;

namespace Samanvay.Storage.Model;

/// <summary>How the product's own small types are written in a column, said once for every table.</summary>
internal static class Conversions
{
    public static void Register(ModelConfigurationBuilder builder)
    {
        builder.Properties<Instant>().HaveConversion<InstantAsMilliseconds>();
        builder.Properties<OperationId>().HaveConversion<OperationIdAsText>().HaveMaxLength(36);
        builder.Properties<ImmutableArray<string>>().HaveConversion<TextsAsJson, TextsComparer>();
        builder.Properties<ImmutableSortedDictionary<string, string>>().HaveConversion<NamesAsJson, NamesComparer>();
        builder.Properties<ImmutableSortedSet<CityRole>>().HaveConversion<RolesAsText, RolesComparer>();
        builder.Properties<CityMode>().HaveConversion<string>().HaveMaxLength(IdText.LengthMax);
        builder.Properties<FeedFormat>().HaveConversion<string>().HaveMaxLength(IdText.LengthMax);
        builder.Properties<FeedArrival>().HaveConversion<string>().HaveMaxLength(IdText.LengthMax);
        builder.Properties<BindingKind>().HaveConversion<string>().HaveMaxLength(IdText.LengthMax);
        builder.Properties<CityId>().HaveConversion<CityIdAsText>().HaveMaxLength(IdText.LengthMax);
        builder.Properties<PersonId>().HaveConversion<PersonIdAsText>().HaveMaxLength(IdText.LengthMax);
        builder.Properties<AgencyId>().HaveConversion<AgencyIdAsText>().HaveMaxLength(IdText.LengthMax);
        builder.Properties<RoleId>().HaveConversion<RoleIdAsText>().HaveMaxLength(IdText.LengthMax);
        builder.Properties<WardId>().HaveConversion<WardIdAsText>().HaveMaxLength(IdText.LengthMax);
        builder.Properties<DeviceId>().HaveConversion<DeviceIdAsText>().HaveMaxLength(IdText.LengthMax);
        ProcedureConversions.Register(builder);
        builder.Properties<ApiKeyId>().HaveConversion<ApiKeyIdAsText>().HaveMaxLength(IdText.LengthMax);
    }
}

/// <summary>Instants are kept as Unix milliseconds: they sort as numbers and mean the same on every database.</summary>
internal sealed class InstantAsMilliseconds() : ValueConverter<Instant, long>(
    instant => instant.ToUnixTimeMilliseconds(), stored => Instant.FromUnixTimeMilliseconds(stored));

/// <summary>The text is the same on every database, and readable to whoever must look with the database's own
/// tools.</summary>
internal sealed class OperationIdAsText() : ValueConverter<OperationId, string>(
    id => id.Value.ToString("D"), stored => new OperationId(Guid.ParseExact(stored, "D")));

internal sealed class CityIdAsText() : ValueConverter<CityId, string>(id => id.Value, stored => new CityId(stored));

internal sealed class PersonIdAsText() : ValueConverter<PersonId,
    string>(id => id.Value, stored => new PersonId(stored));

internal sealed class AgencyIdAsText() : ValueConverter<AgencyId,
    string>(id => id.Value, stored => new AgencyId(stored));

internal sealed class RoleIdAsText() : ValueConverter<RoleId, string>(id => id.Value, stored => new RoleId(stored));

internal sealed class WardIdAsText() : ValueConverter<WardId, string>(id => id.Value, stored => new WardId(stored));

internal sealed class DeviceIdAsText() : ValueConverter<DeviceId,
    string>(id => id.Value, stored => new DeviceId(stored));

internal sealed class ApiKeyIdAsText() : ValueConverter<ApiKeyId,
    string>(id => id.Value, stored => new ApiKeyId(stored));

internal sealed class TextsAsJson() : ValueConverter<ImmutableArray<string>, string>(
    texts => JsonSerializer.Serialize(texts, JsonSerializerOptions.Default),
    stored => JsonSerializer.Deserialize<ImmutableArray<string>>(stored, JsonSerializerOptions.Default));

internal sealed class TextsComparer() : ValueComparer<ImmutableArray<string>>(
    (left, right) => left.SequenceEqual(right),
    texts => texts.Aggregate(0, (hash, text) => HashCode.Combine(hash, text)),
    texts => texts);

internal sealed class NamesAsJson() : ValueConverter<ImmutableSortedDictionary<string, string>, string>(
    names => JsonSerializer.Serialize(names, JsonSerializerOptions.Default),
    stored => JsonSerializer.Deserialize<Dictionary<string, string>>(stored, JsonSerializerOptions.Default)!
        .ToImmutableSortedDictionary(StringComparer.Ordinal));

internal sealed class NamesComparer() : ValueComparer<ImmutableSortedDictionary<string, string>>(
    (left, right) => left!.SequenceEqual(right!),
    names => names.Aggregate(0, (hash, name) => HashCode.Combine(hash, name.Key, name.Value)),
    names => names);

internal sealed class RolesAsText() : ValueConverter<ImmutableSortedSet<CityRole>, string>(
    roles => string.Join(' ', roles),
    stored => stored.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Enum.Parse<CityRole>)
        .ToImmutableSortedSet());

internal sealed class RolesComparer() : ValueComparer<ImmutableSortedSet<CityRole>>(
    (left, right) => left!.SetEquals(right!),
    roles => roles.Aggregate(0, (hash, role) => HashCode.Combine(hash, role)),
    roles => roles);

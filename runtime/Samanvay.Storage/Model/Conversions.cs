using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using NodaTime;
using Samanvay.Runtime.Access;

namespace Samanvay.Storage.Model;

/// <summary>Instants are kept as Unix milliseconds: they sort as numbers and mean the same on every database.</summary>
internal sealed class InstantAsMilliseconds() : ValueConverter<Instant, long>(
    instant => instant.ToUnixTimeMilliseconds(), stored => Instant.FromUnixTimeMilliseconds(stored));

internal sealed class CityIdAsText() : ValueConverter<CityId, string>(id => id.Value, stored => new CityId(stored));

internal sealed class PersonIdAsText() : ValueConverter<PersonId, string>(id => id.Value, stored => new PersonId(stored));

internal sealed class AgencyIdAsText() : ValueConverter<AgencyId, string>(id => id.Value, stored => new AgencyId(stored));

internal sealed class RoleIdAsText() : ValueConverter<RoleId, string>(id => id.Value, stored => new RoleId(stored));

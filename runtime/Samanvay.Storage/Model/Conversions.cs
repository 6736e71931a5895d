using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using NodaTime;
using Samanvay.Engine.Incidents;
using Samanvay.Runtime.Access;

namespace Samanvay.Storage.Model;

/// <summary>Instants are kept as Unix milliseconds: they sort as numbers and mean the same on every database.</summary>
internal sealed class InstantAsMilliseconds() : ValueConverter<Instant, long>(
    instant => instant.ToUnixTimeMilliseconds(), stored => Instant.FromUnixTimeMilliseconds(stored));

/// <summary>The text is the same on every database, and readable to whoever must look with the database's own tools.</summary>
internal sealed class OperationIdAsText() : ValueConverter<OperationId, string>(
    id => id.Value.ToString("D"), stored => new OperationId(Guid.ParseExact(stored, "D")));

internal sealed class CityIdAsText() : ValueConverter<CityId, string>(id => id.Value, stored => new CityId(stored));

internal sealed class PersonIdAsText() : ValueConverter<PersonId, string>(id => id.Value, stored => new PersonId(stored));

internal sealed class AgencyIdAsText() : ValueConverter<AgencyId, string>(id => id.Value, stored => new AgencyId(stored));

internal sealed class RoleIdAsText() : ValueConverter<RoleId, string>(id => id.Value, stored => new RoleId(stored));

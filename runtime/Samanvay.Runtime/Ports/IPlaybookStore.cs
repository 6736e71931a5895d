using System.Collections.Immutable;
using NodaTime;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Cities;
using Samanvay.Runtime.Playbooks;
using Samanvay.Runtime.Procedures;

namespace Samanvay.Runtime.Ports;

/// <summary>Keeps the playbooks of each city, one row for each version.</summary>
public interface IPlaybookStore
{
    Task<ImmutableArray<StoredPlaybook>> ListAsync(CityId city, CancellationToken cancellation);

    Task<StoredPlaybook?> FindAsync(CityId city, string id, string version, CancellationToken cancellation);

    Task SaveAsync(StoredPlaybook playbook, CancellationToken cancellation);

    /// <summary>Saves the playbook together with what follows from it in the city, all or nothing.</summary>
    Task SaveAsync(StoredPlaybook playbook, PlaybookConsequences consequences, CancellationToken cancellation);
}

/// <summary>What a playbook that is bound or published changes in its city.</summary>
/// <param name="Edits">Roles that the city does not have yet, and the meaning of the playbook's names.</param>
/// <param name="Versions">The procedures that come into force.</param>
public sealed record PlaybookConsequences(
    ImmutableArray<CityEdit> Edits, ImmutableArray<ProcedureVersion> Versions);

/// <summary>Knows when devices were last heard.</summary>
public interface IDeviceSightings
{
    /// <summary>Devices that were not heard in the latest observations are absent.</summary>
    Task<ImmutableDictionary<DeviceId, Instant>> LastSeenAsync(CityId city, CancellationToken cancellation);
}

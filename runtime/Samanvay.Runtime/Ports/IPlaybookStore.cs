using System.Collections.Immutable;
using NodaTime;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Cities;
using Samanvay.Runtime.Playbooks;

namespace Samanvay.Runtime.Ports;

/// <summary>Keeps the playbooks of each city, one row for each version.</summary>
public interface IPlaybookStore
{
    Task<ImmutableArray<StoredPlaybook>> ListAsync(CityId city, CancellationToken cancellation);

    Task<StoredPlaybook?> FindAsync(CityId city, string id, string version, CancellationToken cancellation);

    Task SaveAsync(StoredPlaybook playbook, CancellationToken cancellation);
}

/// <summary>Knows when devices were last heard.</summary>
public interface IDeviceSightings
{
    /// <summary>Devices that were not heard in the latest observations are absent.</summary>
    Task<ImmutableDictionary<DeviceId, Instant>> LastSeenAsync(CityId city, CancellationToken cancellation);
}

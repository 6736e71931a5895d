using System.Collections.Immutable;
using Samanvay.Engine.Incidents;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Migrating;

namespace Samanvay.Runtime.Ports;

/// <summary>Keeps how far migrations are, so that one is carried on by whoever starts next.</summary>
public interface IMigrationStore
{
    /// <summary>States of what still runs, by id; operations without an incident too.</summary>
    Task<ImmutableArray<StoredOperation>> RunningAsync(
        CityId city, OperationId? after, int limit, CancellationToken cancellation);

    /// <summary>Adds the batch with all its lines; false when it is there already.</summary>
    Task<bool> AddAsync(
        MigrationBatch batch, IReadOnlyList<MigrationLine> lines, CancellationToken cancellation);

    Task<MigrationBatch?> FindAsync(CityId city, Guid batch, CancellationToken cancellation);

    /// <summary>Those that have not ended, of all cities.</summary>
    Task<ImmutableArray<MigrationBatch>> OpenAsync(CancellationToken cancellation);

    Task<ImmutableArray<MigrationLine>> LinesAsync(
        CityId city, Guid batch, int after, int limit, CancellationToken cancellation);

    Task<ImmutableArray<MigrationLine>> WaitingAsync(
        CityId city, Guid batch, int limit, CancellationToken cancellation);

    /// <summary>Of those that have an incident.</summary>
    Task<ImmutableDictionary<OperationId, string>> TitlesAsync(
        CityId city, IReadOnlyCollection<OperationId> operations, CancellationToken cancellation);

    Task<MigrationCounts> CountAsync(CityId city, Guid batch, CancellationToken cancellation);

    Task SaveAsync(MigrationLine line, CancellationToken cancellation);

    Task SaveAsync(MigrationBatch batch, CancellationToken cancellation);
}

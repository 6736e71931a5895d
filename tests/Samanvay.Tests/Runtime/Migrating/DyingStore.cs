using System.Collections.Immutable;
using Samanvay.Engine.Incidents;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Migrating;
using Samanvay.Runtime.Ports;

namespace Samanvay.Tests.Runtime.Migrating;

/// <summary>The process that uses it dies when a run has moved and its result is to be written down.</summary>
internal sealed class DyingStore(IMigrationStore store, int savesMax) : IMigrationStore
{
    private int _saves;

    public Task<ImmutableArray<StoredOperation>> RunningAsync(
        CityId city, OperationId? after, int limit, CancellationToken cancellation) =>
        store.RunningAsync(city, after, limit, cancellation);

    public Task<bool> AddAsync(
        MigrationBatch batch, IReadOnlyList<MigrationLine> lines, CancellationToken cancellation) =>
        store.AddAsync(batch, lines, cancellation);

    public Task<MigrationBatch?> FindAsync(CityId city, Guid batch, CancellationToken cancellation) =>
        store.FindAsync(city, batch, cancellation);

    public Task<ImmutableArray<MigrationBatch>> OpenAsync(CancellationToken cancellation) =>
        store.OpenAsync(cancellation);

    public Task<ImmutableArray<MigrationLine>> LinesAsync(
        CityId city, Guid batch, int after, int limit, CancellationToken cancellation) =>
        store.LinesAsync(city, batch, after, limit, cancellation);

    public Task<ImmutableArray<MigrationLine>> WaitingAsync(
        CityId city, Guid batch, int limit, CancellationToken cancellation) =>
        store.WaitingAsync(city, batch, limit, cancellation);

    public Task<ImmutableDictionary<OperationId, string>> TitlesAsync(
        CityId city, IReadOnlyCollection<OperationId> operations, CancellationToken cancellation) =>
        store.TitlesAsync(city, operations, cancellation);

    public Task<MigrationCounts> CountAsync(CityId city, Guid batch, CancellationToken cancellation) =>
        store.CountAsync(city, batch, cancellation);

    public Task SaveAsync(MigrationLine line, CancellationToken cancellation) => ++_saves > savesMax
        ? throw new OperationCanceledException("killed")
        : store.SaveAsync(line, cancellation);

    public Task SaveAsync(MigrationBatch batch, CancellationToken cancellation) => store.SaveAsync(batch, cancellation);
}

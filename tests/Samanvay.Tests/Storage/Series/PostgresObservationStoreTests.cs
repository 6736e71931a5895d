using Samanvay.Runtime.Ports;
using Samanvay.Storage.PostgreSql;
using Samanvay.Storage.PostgreSql.Signals;
using Samanvay.Storage.PostgreSql.Upkeep;
using Samanvay.Tests.Support;

namespace Samanvay.Tests.Storage.Series;

public sealed class PostgresObservationStoreTests : ObservationStoreContract, IDisposable
{
    private readonly PostgresDatabase _database = new(Postgres.NewDatabase(), TimeProvider.System);

    internal override IObservationStore Store => new PostgresObservationStore(_database);

    internal override IHousekeepingStore House => new PostgresHousekeepingStore(_database);

    public void Dispose() => _database.Dispose();
}

using Samanvay.Runtime.Ports;
using Samanvay.Runtime.Series;
using Samanvay.Storage.PostgreSql;
using Samanvay.Storage.PostgreSql.Signals;
using Samanvay.Tests.Runtime.Services;
using Samanvay.Tests.Support;

namespace Samanvay.Tests.Runtime.Series;

public sealed class PostgresSeriesKeepingTests : SeriesKeepingContract, IDisposable
{
    private readonly PostgresDatabase _database = new(Postgres.NewDatabase(), TimeProvider.System);

    internal override (ISeriesStore, IObservationStore) Open(ServiceShell services) =>
        (new PostgresSeriesStore(_database), new PostgresObservationStore(_database));

    public void Dispose() => _database.Dispose();
}

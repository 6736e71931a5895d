using Samanvay.Runtime.Series;
using Samanvay.Storage.PostgreSql;
using Samanvay.Storage.PostgreSql.Signals;
using Samanvay.Tests.Support;

namespace Samanvay.Tests.Storage.Series;

public sealed class PostgresSeriesStoreTests : SeriesStoreContract, IDisposable
{
    private readonly PostgresDatabase _database = new(Postgres.NewDatabase(), TimeProvider.System);

    internal override ISeriesStore Store => new PostgresSeriesStore(_database);

    public void Dispose() => _database.Dispose();
}

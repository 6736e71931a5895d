using Samanvay.Runtime.Ports;
using Samanvay.Runtime.Series;
using Samanvay.Storage.Sqlite.Signals;
using Samanvay.Tests.Runtime.Services;

namespace Samanvay.Tests.Runtime.Series;

public sealed class SqliteSeriesKeepingTests : SeriesKeepingContract
{
    internal override (ISeriesStore, IObservationStore) Open(ServiceShell services) =>
        (new SqliteSeriesStore(services.Shell.Database), new SqliteObservationStore(services.Shell.Database));
}

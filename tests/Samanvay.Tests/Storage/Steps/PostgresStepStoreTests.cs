using Samanvay.Runtime.Ports;
using Samanvay.Storage.PostgreSql;
using Samanvay.Tests.Support;

namespace Samanvay.Tests.Storage.Steps;

public sealed class PostgresStepStoreTests : StepStoreContract, IDisposable
{
    private readonly PostgresDatabase _database = new(Postgres.NewDatabase(), TimeProvider.System);

    internal override IOperationStore Operations => new PostgresOperationStore(_database);

    internal override ITimerStore Timers => new PostgresTimerStore(_database);

    internal override IOutboxStore Outbox => new PostgresOutboxStore(_database);

    internal override IInboxStore Inbox => new PostgresInboxStore(_database);

    internal override IReconcileStore Reconciling => new PostgresReconcileStore(_database);

    public void Dispose() => _database.Dispose();
}

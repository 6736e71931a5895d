using Microsoft.EntityFrameworkCore;
using Samanvay.Runtime.Ports;
using Samanvay.Storage;
using Samanvay.Storage.Sqlite;
using Samanvay.Storage.Sqlite.Upkeep;
using Samanvay.Tests.Runtime.Commands;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Storage.Steps;

public sealed class SqliteStepStoreTests : StepStoreContract, IDisposable
{
    private readonly DatabaseFolder _folder = new();
    private readonly SqliteDatabase _database;

    public SqliteStepStoreTests()
    {
        _database = new SqliteDatabase(_folder.Path);
        _database.Create();
        using var context = new SamanvayDbContext(new DbContextOptionsBuilder<SamanvayDbContext>()
            .UseSqlite($"Data Source={_folder.Path};Pooling=False").Options);
        context.Database.Migrate();
    }

    internal override IOperationStore Operations => new SqliteOperationStore(_database);

    internal override ITimerStore Timers => new SqliteTimerStore(_database);

    internal override IOutboxStore Outbox => new SqliteOutboxStore(_database);

    internal override IInboxStore Inbox => new SqliteInboxStore(_database);

    internal override IDueStore Due => new SqliteDueStore(_database);

    internal override IAuditStore Audit => new SqliteAuditStore(_database);

    internal override IReconcileStore Reconciling => new SqliteReconcileStore(_database);

    [Theory]
    [InlineData("journal_mode", "wal")]
    [InlineData("synchronous", "2")]
    [InlineData("auto_vacuum", "2")]
    [InlineData("foreign_keys", "1")]
    public async Task The_file_is_set_up_for_durability(string setting, string expected) =>
        (await _database.Writer.ReadAsync(
            session => session[$"PRAGMA {setting}"].Read(row => row.Text(0)), default)).ShouldBe([expected]);

    [Fact]
    public async Task A_checkpoint_and_a_vacuum_leave_everything_in_place()
    {
        var operation = new OperationKey(City, new(Guid.NewGuid()));
        await Operations.SaveAsync(Batches.Of(Batches.Created(operation)), default);
        var house = new SqliteHousekeepingStore(_database);

        await house.CheckpointAsync(default);
        await house.ExpireAsync(new HousekeepingTimes(Noon, Noon, Noon), default);
        await house.VacuumAsync(default);

        (await Operations.LoadAsync(operation, default)).ShouldNotBeNull();
    }

    public void Dispose()
    {
        _database.Dispose();
        _folder.Dispose();
    }
}

using Microsoft.EntityFrameworkCore;
using Samanvay.Runtime.Ports;
using Samanvay.Storage;
using Samanvay.Storage.Sqlite;
using Samanvay.Storage.Sqlite.Signals;
using Samanvay.Storage.Sqlite.Upkeep;
using Samanvay.Tests.Runtime.Commands;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Storage.Series;

public sealed class SqliteObservationStoreTests : ObservationStoreContract, IDisposable
{
    private readonly DatabaseFolder _folder = new();
    private readonly SqliteDatabase _database;

    public SqliteObservationStoreTests()
    {
        _database = new SqliteDatabase(_folder.Path);
        _database.Create();
        using var context = new SamanvayDbContext(new DbContextOptionsBuilder<SamanvayDbContext>()
            .UseSqlite($"Data Source={_folder.Path};Pooling=False").Options);
        context.Database.Migrate();
    }

    internal override IObservationStore Store => new SqliteObservationStore(_database);

    internal override IHousekeepingStore House => new SqliteHousekeepingStore(_database);

    [Fact]
    public async Task The_lane_waits_for_no_screen_that_reads_a_long_series()
    {
        using var screen = new ManualResetEventSlim();
        var reading = Task.Run(() => _database.Series.ReadAsync(
            _ =>
            {
                screen.Wait(TestContext.Current.CancellationToken);
                return true;
            },
            TestContext.Current.CancellationToken).AsTask(), TestContext.Current.CancellationToken);

        (await Store.PositionAsync(Shell.City, TestContext.Current.CancellationToken)).ShouldBe(default);
        reading.IsCompleted.ShouldBeFalse();

        screen.Set();
        await reading;
    }

    public void Dispose()
    {
        _database.Dispose();
        _folder.Dispose();
    }
}

using Microsoft.EntityFrameworkCore;
using Samanvay.Runtime.Ports;
using Samanvay.Storage;
using Samanvay.Storage.Sqlite;
using Samanvay.Storage.Sqlite.Signals;
using Samanvay.Storage.Sqlite.Upkeep;
using Samanvay.Tests.Runtime.Commands;

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

    public void Dispose()
    {
        _database.Dispose();
        _folder.Dispose();
    }
}

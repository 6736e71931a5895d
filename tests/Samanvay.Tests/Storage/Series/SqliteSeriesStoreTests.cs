using Microsoft.EntityFrameworkCore;
using Samanvay.Runtime.Series;
using Samanvay.Storage;
using Samanvay.Storage.Sqlite;
using Samanvay.Storage.Sqlite.Signals;
using Samanvay.Tests.Runtime.Commands;

namespace Samanvay.Tests.Storage.Series;

public sealed class SqliteSeriesStoreTests : SeriesStoreContract, IDisposable
{
    private readonly DatabaseFolder _folder = new();
    private readonly SqliteDatabase _database;

    public SqliteSeriesStoreTests()
    {
        _database = new SqliteDatabase(_folder.Path);
        _database.Create();
        using var context = new SamanvayDbContext(new DbContextOptionsBuilder<SamanvayDbContext>()
            .UseSqlite($"Data Source={_folder.Path};Pooling=False").Options);
        context.Database.Migrate();
    }

    internal override ISeriesStore Store => new SqliteSeriesStore(_database);

    public void Dispose()
    {
        _database.Dispose();
        _folder.Dispose();
    }
}

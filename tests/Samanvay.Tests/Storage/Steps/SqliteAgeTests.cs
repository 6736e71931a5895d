using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Samanvay.Storage;
using Samanvay.Storage.Sqlite;
using Samanvay.Storage.Sqlite.Upkeep;
using Samanvay.Tests.Runtime.Commands;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Storage.Steps;

/// <summary>A file that grows old: it gives back what it no longer needs, and its log stays short.</summary>
public sealed class SqliteAgeTests : IDisposable
{
    private const string Fill =
        "INSERT INTO handled_keys (city, key, answer, at) VALUES ('pune', ?, zeroblob(20000), 0)";

    private readonly DatabaseFolder _folder = new();

    [Fact]
    public async Task The_file_shrinks_after_much_of_it_was_deleted()
    {
        using var database = await OpenAsync();
        var house = new SqliteHousekeepingStore(database);
        await FillAsync(database, 0, 2000);
        await house.CheckpointAsync(default);
        var grown = new FileInfo(_folder.Path).Length;

        await database.Writer.WriteAsync(session => { session["DELETE FROM handled_keys"].Execute(); }, default);
        for (var pass = 0; pass < 60; pass++)
        {
            await house.CheckpointAsync(default);
            await house.VacuumAsync(default);
        }

        var size = await house.CheckpointAsync(default);
        grown.ShouldBeGreaterThan(30_000_000);
        new FileInfo(_folder.Path).Length.ShouldBeLessThan(grown / 4);
        size.File.ShouldBe(new FileInfo(_folder.Path).Length);
        size.Free.ShouldBeLessThanOrEqualTo(size.File);
    }

    [Fact]
    public async Task The_log_stays_bounded_although_somebody_always_reads()
    {
        using var database = await OpenAsync();
        var house = new SqliteHousekeepingStore(database) { LogMax = 2_000_000 };
        using var stop = new CancellationTokenSource();
        // Each begins before the other ends, so that there is no moment without a reader.
        var readers = Enumerable.Range(0, 2).Select(_ => Task.Run(() => Read(stop.Token))).ToList();
        var longest = 0L;

        for (var batch = 0; batch < 40; batch++)
        {
            await FillAsync(database, batch * 50, 50);
            longest = Math.Max(longest, (await house.CheckpointAsync(default)).Log);
        }

        await stop.CancelAsync();
        await Task.WhenAll(readers);
        longest.ShouldBeLessThan(4_000_000);
    }

    [Fact]
    public async Task At_rest_the_log_is_given_back()
    {
        using var database = await OpenAsync();
        var house = new SqliteHousekeepingStore(database);
        await FillAsync(database, 0, 500);
        (await house.CheckpointAsync(default)).Log.ShouldBeGreaterThan(4_000_000);

        (await house.CheckpointAsync(default)).Log.ShouldBe(0);
    }

    [Fact]
    public async Task A_file_that_could_give_nothing_back_is_written_anew_at_its_next_start()
    {
        await using (var connection = new SqliteConnection($"Data Source={_folder.Path};Pooling=False"))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = "CREATE TABLE kept (number INTEGER); INSERT INTO kept VALUES (7)";
            await command.ExecuteNonQueryAsync();
        }

        using var database = await OpenAsync();

        (await ReadAsync(database, "PRAGMA auto_vacuum")).ShouldBe(2);
        (await ReadAsync(database, "SELECT number FROM kept")).ShouldBe(7);
    }

    public void Dispose() => _folder.Dispose();

    private static async Task<long> ReadAsync(SqliteDatabase database, string sql) =>
        (await database.Reader.ReadAsync(session => session[sql].Read(row => row.Long(0)), default)).Single();

    private static async Task FillAsync(SqliteDatabase database, int from, int count) =>
        await database.Writer.WriteAsync(
            session =>
            {
                for (var number = from; number < from + count; number++) session[Fill].Bind(number).Execute();
            },
            default);

    private void Read(CancellationToken stop)
    {
        using var connection = new SqliteConnection($"Data Source={_folder.Path};Pooling=False");
        connection.Open();
        while (!stop.IsCancellationRequested)
        {
            using var transaction = connection.BeginTransaction(deferred: true);
            using var command = connection.CreateCommand();
            command.Transaction = transaction;
            command.CommandText = "SELECT sum(length(answer)) FROM handled_keys";
            command.ExecuteScalar();
            command.ExecuteScalar();
        }
    }

    private async Task<SqliteDatabase> OpenAsync()
    {
        var database = new SqliteDatabase(_folder.Path);
        await new SqliteSchema(database, new Contexts(_folder.Path)).MigrateAsync(default);
        return database;
    }

    private sealed class Contexts(string path) : IDbContextFactory<SamanvayDbContext>
    {
        public SamanvayDbContext CreateDbContext() => new(
            new DbContextOptionsBuilder<SamanvayDbContext>().UseSqlite($"Data Source={path};Pooling=False").Options);
    }
}

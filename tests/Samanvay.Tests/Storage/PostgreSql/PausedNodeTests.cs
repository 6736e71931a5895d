using System.Diagnostics;
using Npgsql;
using Samanvay.Runtime.Ports;
using Samanvay.Storage.PostgreSql;
using Samanvay.Tests.Support;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Storage.PostgreSql;

/// <summary>A node that stands still, or is cut off, in the middle of a transaction.</summary>
public sealed class PausedNodeTests
{
    private const string Touch = "UPDATE places SET taken = taken + 1 WHERE id = 1";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_server_takes_the_locks_of_a_paused_node_away_and_it_is_told_that_nothing_was_saved()
    {
        var connection = await TableAsync();
        using var paused = new PostgresDatabase(WithOptions(
            connection, "-c idle_in_transaction_session_timeout=500ms"), TimeProvider.System);
        using var other = new PostgresDatabase(connection, TimeProvider.System);
        var watch = Stopwatch.StartNew();
        var locked = new TaskCompletionSource();
        var goesOn = new TaskCompletionSource();
        var save = paused.SaveAsync(
            async session =>
            {
                var statements = new PostgresBatch();
                session.AskTransaction(statements, null);
                statements.Add(Touch);
                await session.ExecuteAsync(statements);
                locked.SetResult();
                await goesOn.Task;
                await session.ExecuteAsync(Touch);
            },
            Cancellation).AsTask();
        await locked.Task;

        await other.WriteAsync(session => session.ExecuteAsync(Touch), Cancellation);

        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(10));
        goesOn.SetResult();
        (await Should.ThrowAsync<StorageUnavailableException>(save)).MayBeSaved.ShouldBeFalse();
        (await TakenAsync(other)).ShouldBe(1);
        await paused.WriteAsync(session => session.ExecuteAsync(Touch), Cancellation);
        (await TakenAsync(other)).ShouldBe(2);
    }

    [Fact]
    public async Task A_node_that_pauses_just_before_its_commit_learns_that_it_did_not_happen()
    {
        var connection = await TableAsync();
        using var paused = new PostgresDatabase(WithOptions(
            connection, "-c idle_in_transaction_session_timeout=200ms"), TimeProvider.System);
        using var other = new PostgresDatabase(connection, TimeProvider.System);

        var save = paused.SaveAsync(
            async session =>
            {
                var statements = new PostgresBatch();
                session.AskTransaction(statements, null);
                statements.Add(Touch);
                await session.ExecuteAsync(statements);
                await other.WriteAsync(after => after.ExecuteAsync(Touch), Cancellation);
            },
            Cancellation).AsTask();

        (await Should.ThrowAsync<StorageUnavailableException>(save)).MayBeSaved.ShouldBeFalse();
        (await TakenAsync(other)).ShouldBe(1);
    }

    [Fact]
    public async Task Every_connection_bounds_what_a_silent_peer_can_hold()
    {
        using var database = new PostgresDatabase(await TableAsync(), TimeProvider.System);

        (await SettingAsync(database, "idle_in_transaction_session_timeout")).ShouldBe("15s");
        (await SettingAsync(database, "tcp_user_timeout")).ShouldBeOneOf("25000", "25s", "0");
        var seen = new NpgsqlConnectionStringBuilder(PostgresLinks.Bounded("Host=db.example;Database=samanvay"));
        (seen.TcpKeepAlive, seen.TcpKeepAliveTime).ShouldBe((true, 10));
        new NpgsqlConnectionStringBuilder(PostgresLinks.Bounded("Host=/run/postgresql")).TcpKeepAlive.ShouldBeFalse();
    }

    private static async Task<string> TableAsync()
    {
        var connection = Postgres.EmptyDatabase();
        using var database = new PostgresDatabase(connection, TimeProvider.System);
        await database.WriteAsync(
            async session =>
            {
                await session.ExecuteAsync("CREATE TABLE places (id int PRIMARY KEY, taken int NOT NULL)");
                return await session.ExecuteAsync("INSERT INTO places VALUES (1, 0)");
            },
            Cancellation);
        return connection;
    }

    private static string WithOptions(string connection, string options) =>
        new NpgsqlConnectionStringBuilder(connection) { Options = options }.ConnectionString;

    private static async Task<int> TakenAsync(PostgresDatabase database) => (await database.ReadAsync(
        session => session.QueryAsync("SELECT taken FROM places", row => row.GetInt32(0)), Cancellation)).Single();

    private static async Task<string> SettingAsync(PostgresDatabase database, string name) =>
        (await database.ReadAsync(
            session => session.QueryAsync($"SHOW {name}", row => row.GetString(0)), Cancellation)).Single();
}

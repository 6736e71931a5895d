using Npgsql;
using Samanvay.Storage.PostgreSql;
using Samanvay.Tests.Support;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Storage.PostgreSql;

/// <summary>A server that crashes before anything of a transaction is on the disk forgets that its id was given
/// away.</summary>
public sealed class CrashedServerTests
{
    private const string Add = "INSERT INTO places VALUES ($1)";
    private const string Id = "SELECT pg_current_xact_id()::text";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_transaction_is_not_taken_for_saved_because_another_one_has_its_id_now()
    {
        // Nothing but a commit flushes the log here.
        using var server = PostgresServer.Start("-c wal_writer_delay=10s -c autovacuum=off");
        Assert.SkipWhen(server is null, "PostgreSQL is not installed on this machine.");
        var connection = server.Create();
        using var database = new PostgresDatabase(connection, TimeProvider.System);
        await database.WriteAsync(
            session => session.ExecuteAsync("CREATE TABLE places (name text PRIMARY KEY)"), Cancellation);
        var lost = await UnfinishedAsync(server, connection);

        server.Resume();
        NpgsqlConnection.ClearAllPools();
        var other = await AgainAsync(database);

        other.ShouldBe(lost);
        (await database.WasCommittedAsync(lost, Witness("kept"), Cancellation)).ShouldBeTrue();
        (await database.WasCommittedAsync(lost, Witness("lost"), Cancellation)).ShouldBeFalse();
    }

    private static PostgresWitness Witness(string name) => new("SELECT 1 FROM places WHERE name = $1", name);

    private static async Task<string> UnfinishedAsync(PostgresServer server, string connection)
    {
        await using var source = NpgsqlDataSource.Create(connection);
        await using var link = await source.OpenConnectionAsync(Cancellation);
        await using var transaction = await link.BeginTransactionAsync(Cancellation);
        var session = new PostgresSession(link, Cancellation);
        var id = (await session.QueryAsync(Id, row => row.GetString(0))).Single();
        await session.ExecuteAsync(Add, "lost");
        server.Crash();
        return id;
    }

    private static async Task<string> AgainAsync(PostgresDatabase database)
    {
        while (true)
        {
            try
            {
                return await database.WriteAsync(
                    async session =>
                    {
                        await session.ExecuteAsync(Add, "kept");
                        return (await session.QueryAsync(Id, row => row.GetString(0))).Single();
                    },
                    Cancellation);
            }
            catch (Samanvay.Runtime.Ports.StorageUnavailableException)
            {
                // A connection of before the crash.
            }
        }
    }
}

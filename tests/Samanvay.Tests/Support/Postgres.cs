using Microsoft.EntityFrameworkCore;
using Npgsql;
using Samanvay.Storage.PostgreSql;
using Samanvay.Tests.Support;
using Xunit;

[assembly: AssemblyFixture(typeof(Postgres))]

namespace Samanvay.Tests.Support;

/// <summary>
/// The PostgreSQL server of a test run. Started by the first test that asks; where none is installed those tests are
/// skipped, or fail when <c>SAMANVAY_STRICT</c> is set.
/// </summary>
public sealed class Postgres : IDisposable
{
    private const string Missing = "PostgreSQL is not installed on this machine (Debian: apt install postgresql).";

    private static readonly Lock Gate = new();
    private static PostgresServer? _server;
    private static string? _template;

    /// <summary>A database with the product's tables, of its own for each caller.</summary>
    internal static string NewDatabase()
    {
        lock (Gate)
        {
            var server = Started();
            _template ??= Template(server);
            return server.Create(_template);
        }
    }

    /// <summary>A database with nothing in it.</summary>
    internal static string EmptyDatabase()
    {
        lock (Gate) return Started().Create();
    }

    /// <summary>What is in a database, as statements that make it anew.</summary>
    internal static string[] Dump(string connection)
    {
        lock (Gate) return Started().Dump(connection);
    }

    private static PostgresServer Started()
    {
        // Tests that pull the plug kill processes, never the machine: the disk need not be waited for.
        _server ??= PostgresServer.Start("-c fsync=off -c max_connections=600");
        if (_server is null && Environment.GetEnvironmentVariable("SAMANVAY_STRICT") is not null)
            Assert.Fail(Missing);
        Assert.SkipWhen(_server is null, Missing);
        return _server!;
    }

    public void Dispose()
    {
        lock (Gate)
        {
            _server?.Dispose();
            _server = null;
        }
    }

    /// <summary>The tables are laid once; each test gets a copy.</summary>
    private static string Template(PostgresServer server)
    {
        var settings = new NpgsqlConnectionStringBuilder(server.Create()) { Pooling = false };
        var options = new DbContextOptionsBuilder<PostgresContext>().UseNpgsql(settings.ConnectionString).Options;
        using var database = new PostgresDatabase(settings.ConnectionString, TimeProvider.System);
        new PostgresSchema(database, new Contexts(options)).MigrateAsync(CancellationToken.None)
            .GetAwaiter().GetResult();
        return settings.Database!;
    }

    private sealed class Contexts(DbContextOptions<PostgresContext> options) : IDbContextFactory<PostgresContext>
    {
        public PostgresContext CreateDbContext() => new(options);
    }
}

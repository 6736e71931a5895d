using Npgsql;
using Samanvay.Tests.Support;

namespace Samanvay.Benchmarks.Measuring;

/// <summary>
/// Where a measurement keeps its rows: a new file of SQLite's, a new database on a PostgreSQL server started for this
/// program, or the database that a connection names.
/// </summary>
internal static class BenchmarkDatabase
{
    private const string Option = "--database";

    // With everything that makes it durable, as SQLite is measured with synchronous=FULL.
    private const string Settings = "-c shared_buffers=256MB -c max_wal_size=2GB";

    private static Func<Func<string, Task>, Task> _with = WithFileAsync;
    private static PostgresServer? _server;

    /// <summary>Takes the choice out of the arguments.</summary>
    public static string[] Choose(string[] arguments)
    {
        var place = Array.IndexOf(arguments, Option);
        if (place < 0 || place + 1 >= arguments.Length) return arguments;
        var choice = arguments[place + 1];
        _with = choice switch
        {
            "sqlite" => WithFileAsync,
            "postgres" => WithServerAsync,
            _ => work => work(choice),
        };
        return [.. arguments[..place], .. arguments[(place + 2)..]];
    }

    public static async Task<T> WithAsync<T>(Func<string, Task<T>> work)
    {
        var result = default(T);
        await _with(async database => result = await work(database));
        return result!;
    }

    /// <summary>Stops the server that was started for this program.</summary>
    public static void Close() => _server?.Dispose();

    /// <summary>A connection has an equals sign in it, the path of a file has none.</summary>
    public static bool IsPostgres(string database) => database.Contains('=', StringComparison.Ordinal);

    private static async Task WithFileAsync(Func<string, Task> work)
    {
        var folder = Directory.CreateTempSubdirectory("samanvay-benchmark-");
        try
        {
            await work(Path.Combine(folder.FullName, "city.db"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task WithServerAsync(Func<string, Task> work)
    {
        _server ??= PostgresServer.Start(Settings)
            ?? throw new InvalidOperationException("PostgreSQL is not installed (Debian: apt install postgresql).");
        var database = _server.Create();
        await work(database);
        await DropAsync(new NpgsqlConnectionStringBuilder(database) { Pooling = false });
    }

    // What one run leaves is not to be vacuumed while the next one is measured.
    private static async Task DropAsync(NpgsqlConnectionStringBuilder settings)
    {
        var name = settings.Database;
        settings.Database = "postgres";
        await using var connection = new NpgsqlConnection(settings.ConnectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The name is this program's own.
        command.CommandText = $"DROP DATABASE \"{name}\" WITH (FORCE)";
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }
}

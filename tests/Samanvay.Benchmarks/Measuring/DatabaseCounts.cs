using System.Globalization;
using Npgsql;
using Samanvay.Benchmarks.Engine;

namespace Samanvay.Benchmarks.Measuring;

/// <summary>What a database has done so far. SQLite works in the serving process, which counts for it.</summary>
internal sealed class DatabaseCounts : IAsyncDisposable
{
    // For the processes whose connections were closed to pass their counts on.
    private static readonly TimeSpan Told = TimeSpan.FromSeconds(1);

    private const string Read = """
        SELECT (SELECT coalesce(sum(n_tup_ins + n_tup_upd + n_tup_del), 0)::bigint FROM pg_stat_user_tables),
            (SELECT wal_sync FROM pg_stat_wal),
            pg_database_size(current_database()), pg_backend_pid()
        """;

    private const double TicksPerSecond = 100;

    private readonly NpgsqlConnection? _connection;

    private DatabaseCounts(NpgsqlConnection? connection) => _connection = connection;

    public static async Task<DatabaseCounts> OpenAsync(string database)
    {
        if (!BenchmarkDatabase.IsPostgres(database)) return new DatabaseCounts(null);
        var settings = new NpgsqlConnectionStringBuilder(database) { Pooling = false };
        var connection = new NpgsqlConnection(settings.ConnectionString);
        await connection.OpenAsync();
        return new DatabaseCounts(connection);
    }

    public async Task<DatabaseReading> ReadAsync(HostCounts server)
    {
        if (_connection is null)
        {
            return new DatabaseReading(server.Rows, server.Flushes, server.Bytes, 0);
        }
        await Task.Delay(Told, TimeProvider.System);
        await using var command = new NpgsqlCommand(Read, _connection);
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        return new DatabaseReading(
            reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2), SecondsBeside(reader.GetInt32(3)));
    }

    public ValueTask DisposeAsync() => _connection?.DisposeAsync() ?? ValueTask.CompletedTask;

    // All processes of the server, also those that have ended: their parent has them in its own account.
    private static double SecondsBeside(int process)
    {
        var parent = Stat(process)[3];
        var ticks = Times(int.Parse(parent, CultureInfo.InvariantCulture), withEnded: true);
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var other)) continue;
            if (Stat(other) is [_, _, _, var its, ..] && its == parent) ticks += Times(other, withEnded: false);
        }
        return ticks / TicksPerSecond;
    }

    private static long Times(int process, bool withEnded) => Stat(process) is { Length: > 16 } stat
        ? stat[13..(withEnded ? 17 : 15)].Sum(field => long.Parse(field, CultureInfo.InvariantCulture))
        : 0;

    // The name stands in brackets and may hold anything; what follows is numbers.
    private static string[] Stat(int process)
    {
        try
        {
            var text = File.ReadAllText($"/proc/{process}/stat");
            var name = text.LastIndexOf(')');
            return [$"{process}", "name", .. text[(name + 2)..].Split(' ')];
        }
        catch (IOException)
        {
            return [];
        }
    }
}

/// <summary>Since the database began.</summary>
internal sealed record DatabaseReading(long Rows, long Flushes, long Bytes, double Seconds);

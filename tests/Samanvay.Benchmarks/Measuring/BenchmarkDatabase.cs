using Samanvay.Tests.Support;

namespace Samanvay.Benchmarks.Measuring;

/// <summary>
/// Where a measurement keeps its rows: a new file of SQLite's, a new database on a PostgreSQL server started for it, or
/// the database that a connection names.
/// </summary>
internal static class BenchmarkDatabase
{
    private const string Option = "--database";

    private static Func<Func<string, Task>, Task> _with = WithFileAsync;

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

    // With everything that makes it durable, as SQLite is measured with synchronous=FULL.
    private static async Task WithServerAsync(Func<string, Task> work)
    {
        using var server = PostgresServer.Start("-c shared_buffers=256MB -c max_wal_size=2GB")
            ?? throw new InvalidOperationException("PostgreSQL is not installed (Debian: apt install postgresql).");
        await work(server.Create());
    }
}

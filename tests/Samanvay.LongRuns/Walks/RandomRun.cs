using System.Globalization;
using Samanvay.Runtime.Access;
using Samanvay.Storage;
using Samanvay.Tests.Support;

namespace Samanvay.LongRuns.Walks;

/// <summary>
/// Random procedures under random commands: a stored history gives its state, a batch what its commands one by one
/// give, SQLite what PostgreSQL gives, and what has ended holds nothing any more.
/// </summary>
internal static class RandomRun
{
    private const int Together = 40;

    public static async Task<int> RunAsync(Arguments asked, TextWriter output)
    {
        var report = new Report(output, "random", asked.Seed);
        using var server = asked.Text("database", "") == "" ? PostgresServer.Start("-c fsync=off") : null;
        var postgres = asked.Text("database", server?.Create() ?? "");
        if (postgres == "") report.Fail("", "PostgreSQL is not installed on this machine: only SQLite is walked.");
        var folder = Directory.CreateTempSubdirectory("samanvay-walk-");
        try
        {
            var file = new SqliteChoice(Path.Combine(folder.FullName, "city.db"));
            DatabaseChoice[] databases = postgres == "" ? [file] : [file, new PostgresChoice(postgres)];
            return report.Close(await RunAsync(Numbers(asked), asked.Seed, databases, report));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static IEnumerable<int> Numbers(Arguments asked) => asked.Number("only", -1) is >= 0 and var only
        ? [only]
        : Enumerable.Range(asked.Number("from", 0), asked.Number("count", 10_000));

    /// <summary>Says what was done; what does not hold goes to the report.</summary>
    private static async Task<string> RunAsync(
        IEnumerable<int> numbers, int seed, DatabaseChoice[] databases, Report report)
    {
        var contexts = new WalkedCity();
        var stores = new List<WalkStore>();
        try
        {
            foreach (var database in databases)
                stores.Add(await WalkStore.OpenAsync(database.GetType().Name, database, contexts));
            var total = new WalkTotals();
            foreach (var some in numbers.Chunk(Together))
            {
                var city = new CityId(string.Create(CultureInfo.InvariantCulture, $"walk-{some[0]}"));
                var group = new WalkGroup(city, seed, contexts, report);
                group.Walk(some);
                await group.StoreAsync(stores);
                total = total.With(group);
                report.Progress($"{total}");
            }
            foreach (var store in stores) await ReconcileAsync(store, report);
            return string.Create(CultureInfo.InvariantCulture, $"{total} on {stores.Count} databases");
        }
        finally
        {
            foreach (var store in stores) await store.DisposeAsync();
        }
    }

    private static async Task ReconcileAsync(WalkStore store, Report report)
    {
        var differences = await store.Reconciler.RunOnceAsync(CancellationToken.None);
        if (differences > 0) report.Fail("", $"{store.Name}: {differences} rows differ from the states");
    }
}

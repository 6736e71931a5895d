using System.Globalization;
using Samanvay.Tests.Support;

namespace Samanvay.LongRuns.Kills;

/// <summary>Where one kind of kill happens: its databases, its chance, and what is counted.</summary>
internal sealed class KillScene(string name, int seed, PostgresServer server, Report report) : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("samanvay-kill-");
    private readonly SortedSet<string> _points = new(StringComparer.Ordinal);

    public Random Random { get; } = new(seed);

    public PostgresServer Server => server;

    public int Kills { get; private set; }

    public Task<string> SqliteFileAsync() => LaidAsync(Path.Combine(_folder.FullName, "city.db"));

    public Task<string> PostgresDatabaseAsync() => LaidAsync(server.Create());

    public static Ledger LedgerOf(string database) => new(sql => DatabaseRows.Read(database, sql));

    /// <summary>Looks at everything after a kill.</summary>
    /// <param name="point">Where it was, if that is known.</param>
    public void Killed(Ledger ledger, string? point = null)
    {
        Kills++;
        if (point is not null) _points.Add(point);
        var after = string.Create(CultureInfo.InvariantCulture, $"after kill {Kills} ({point ?? "at random"})");
        foreach (var problem in ledger.Check()) Fail($"{after}: {problem}");
        report.Progress(string.Create(CultureInfo.InvariantCulture, $"{name}: {Kills} kills"));
    }

    /// <summary>A last process does everything that is left; then all must have come to its end, once.</summary>
    public async Task FinishAsync(string database, Ledger ledger)
    {
        var last = ledger.Next(0) + 20;
        using var finishing = LoadProcess.Start(new LoadOrder(database, 0, last), ledger);
        await finishing.ReadToEndAsync();
        if (!finishing.IsDone) Fail($"the last process did not come to its end: {finishing.Complaint}");
        foreach (var problem in ledger.CheckEnd(last)) Fail($"at the end: {problem}");
    }

    // Once for all processes, which then start sooner.
    private static async Task<string> LaidAsync(string database)
    {
        await LoadEngine.LayAsync(database);
        return database;
    }

    public void Fail(string problem) => report.Fail($"--only {name}", $"{name}: {problem}");

    public void Say()
    {
        var where = _points.Count == 0
            ? ""
            : string.Create(CultureInfo.InvariantCulture, $" at {_points.Count} different points");
        report.Say(string.Create(CultureInfo.InvariantCulture, $"{name}: {Kills} kills{where}"));
    }

    public void Dispose() => _folder.Delete(recursive: true);
}

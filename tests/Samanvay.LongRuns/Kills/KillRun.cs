using System.Globalization;
using Samanvay.LongRuns.Kills.Tracing;
using Samanvay.Tests.Support;

namespace Samanvay.LongRuns.Kills;

/// <summary>
/// Processes, connections and a database server are killed, at chosen points and at random; after each, what was
/// acknowledged is there, once, the tables agree with the states, and in the end all work is done.
/// </summary>
internal static class KillRun
{
    private const string EveryKill = "every-kill";

    /// <summary>What is killed where, and its share of all kills.</summary>
    private static readonly (string Name, double Share, Func<KillScene, int, Task> Run)[] Campaigns =
    [
        ("sqlite-points", 0.25, PointKills.OnSqliteAsync),
        ("postgres-points", 0.20, PointKills.OnPostgresAsync),
        ("postgres-cuts", 0.20, ConnectionCuts.RunAsync),
        ("sqlite-load", 0.10, LoadKills.OnSqliteAsync),
        ("postgres-load", 0.05, LoadKills.OnPostgresAsync),
        ("two-nodes", 0.15, LoadKills.OfOneNodeOfTwoAsync),
        ("server", 0.05, ServerCrashes.RunAsync),
    ];

    public static async Task<int> RunAsync(Arguments asked, TextWriter output)
    {
        var report = new Report(output, "kills", asked.Seed);
        var only = asked.Text("only", "");
        var count = asked.Number("count", 500);
        using var server = PostgresServer.Start(asked.Text("postgres-settings", ""));
        if (server is null) report.Fail("", "PostgreSQL is not installed on this machine: nothing was killed.");
        var kills = 0;
        foreach (var (name, share, run) in Campaigns.Where(each => only is "" or EveryKill || each.Name == only))
        {
            if (server is null) break;
            using var scene = new KillScene(name, asked.Seed, server, report);
            var part = only == name ? count : Math.Max(1, (int)Math.Round(count * share));
            await RunAsync(scene, part, run);
            kills += scene.Kills;
        }
        if (server is not null && (only is "" or SyncTrace.Name)) await SyncTrace.RunAsync(server, report);
        return report.Close(string.Create(CultureInfo.InvariantCulture, $"{kills} kills"));
    }

    private static async Task RunAsync(KillScene scene, int kills, Func<KillScene, int, Task> run)
    {
        try
        {
            await run(scene, kills);
        }
        catch (Exception problem) when (problem is InvalidOperationException or TimeoutException)
        {
            scene.Fail(problem.Message);
        }
        scene.Say();
    }
}

namespace Samanvay.LongRuns.Kills;

/// <summary>
/// The connections of a process that lives on are cut at one request after the other: before it, amid it, and when it
/// was carried out but not yet answered; every second time at a commit, whose outcome is then unknown.
/// </summary>
internal static class ConnectionCuts
{
    private const int Callers = 8;
    private const int OthersEach = 10;

    private const string Terminate = """
        SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid()
        """;

    public static async Task RunAsync(KillScene scene, int kills)
    {
        var database = await scene.PostgresDatabaseAsync();
        var ledger = KillScene.LedgerOf(database);
        using var proxy = new WireProxy(database);
        var order = new LoadOrder(proxy.Connection, 0, int.MaxValue) { Callers = Callers };
        using (var child = LoadProcess.Start(order, ledger))
        {
            await child.ReadUntilReadyAsync();
            for (var kill = 0; kill < kills; kill++)
            {
                if (kill % OthersEach == OthersEach - 1) DatabaseRows.Read(database, Terminate);
                else await CutAsync(proxy, child, kill);
                await child.ReadAsync(Callers);
                scene.Killed(ledger, $"{(WireMoment)(kill % 3)} request {kill / 6} {(kill % 2 == 0 ? "commit" : "")}");
            }
            child.Kill();
            await child.ReadToEndAsync();
        }
        await scene.FinishAsync(database, ledger);
    }

    // What the process says is read meanwhile, or it would wait for its reader and ask no more.
    private static async Task CutAsync(WireProxy proxy, LoadProcess child, int kill)
    {
        var strike = new WireStrike((kill / 6) + 1, (WireMoment)(kill % 3), null) { OnlyCommits = kill % 2 == 0 };
        var struck = proxy.Arm(strike);
        while (!struck.IsCompleted) await child.ReadAsync(1);
    }
}

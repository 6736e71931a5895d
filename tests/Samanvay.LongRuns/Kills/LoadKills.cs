namespace Samanvay.LongRuns.Kills;

/// <summary>A process dies under load, each time at another moment.</summary>
internal static class LoadKills
{
    private const int Callers = 16;
    private const int AcknowledgedMax = 120;
    private const int MoreMax = 30;

    public static async Task OnSqliteAsync(KillScene scene, int kills) =>
        await RunAsync(scene, await scene.SqliteFileAsync(), kills);

    public static async Task OnPostgresAsync(KillScene scene, int kills) =>
        await RunAsync(scene, await scene.PostgresDatabaseAsync(), kills);

    /// <summary>Both send the same commands at the same time; the other goes on with all of it.</summary>
    public static async Task OfOneNodeOfTwoAsync(KillScene scene, int kills)
    {
        var database = await scene.PostgresDatabaseAsync();
        var ledger = KillScene.LedgerOf(database);
        using (var survivor = LoadProcess.Start(new LoadOrder(database, 0, int.MaxValue) { Callers = 2 }, ledger))
        {
            await survivor.ReadUntilReadyAsync();
            var surviving = survivor.ReadToEndAsync();
            for (var kill = 0; kill < kills; kill++) await KillAsync(scene, database, ledger);
            if (surviving.IsCompleted) scene.Fail("the process that was not killed ended, too");
            survivor.Kill();
            await surviving;
        }
        await scene.FinishAsync(database, ledger);
    }

    private static async Task RunAsync(KillScene scene, string database, int kills)
    {
        var ledger = KillScene.LedgerOf(database);
        for (var kill = 0; kill < kills; kill++) await KillAsync(scene, database, ledger);
        await scene.FinishAsync(database, ledger);
    }

    private static async Task KillAsync(KillScene scene, string database, Ledger ledger)
    {
        using var child = LoadProcess.Start(
            new LoadOrder(database, ledger.Next(Callers * 2), int.MaxValue) { Callers = Callers }, ledger);
        await child.ReadUntilReadyAsync();
        await child.ReadAsync(scene.Random.Next(1, AcknowledgedMax));
        await Task.Delay(TimeSpan.FromMilliseconds(scene.Random.Next(MoreMax)), TimeProvider.System);
        child.Kill();
        await child.ReadToEndAsync();
        scene.Killed(ledger);
    }
}

namespace Samanvay.LongRuns.Kills;

/// <summary>
/// A process dies at one point after the other. One caller alone goes through them in their order; then many callers,
/// at points further and further away.
/// </summary>
internal static class PointKills
{
    private const int Many = 16;
    private const int Farther = 5;

    /// <summary>At every statement, and where a batch is saved and a caller told: the process kills itself.</summary>
    public static async Task OnSqliteAsync(KillScene scene, int kills)
    {
        var database = await scene.SqliteFileAsync();
        var ledger = KillScene.LedgerOf(database);
        for (var kill = 1; kill <= kills; kill++)
        {
            var (callers, at) = Place(kill, kills);
            using var child = LoadProcess.Start(
                new LoadOrder(database, ledger.Next(callers), int.MaxValue) { Callers = callers, KillAt = at }, ledger);
            await child.ReadToEndAsync();
            scene.Killed(ledger, child.Point ?? throw new InvalidOperationException("The process ended by itself."));
        }
        await scene.FinishAsync(database, ledger);
    }

    /// <summary>At every request on the wire: before it reaches the database, or when it was carried out.</summary>
    public static async Task OnPostgresAsync(KillScene scene, int kills)
    {
        var database = await scene.PostgresDatabaseAsync();
        var ledger = KillScene.LedgerOf(database);
        using var proxy = new WireProxy(database);
        for (var kill = 0; kill < kills; kill++)
        {
            var (callers, at) = Place((kill / 2) + 1, kills / 2);
            var moment = kill % 2 == 0 ? WireMoment.Before : WireMoment.After;
            using var child = LoadProcess.Start(
                new LoadOrder(proxy.Connection, ledger.Next(callers), int.MaxValue) { Callers = callers }, ledger);
            await child.ReadUntilReadyAsync();
            var struck = proxy.Arm(new WireStrike(at, moment, child.Kill));
            await child.ReadToEndAsync();
            await struck;
            scene.Killed(ledger, $"{moment} request {at} of {callers}");
        }
        await scene.FinishAsync(database, ledger);
    }

    private static (int Callers, int At) Place(int kill, int kills) =>
        kill <= (kills + 1) / 2 ? (1, kill) : (Many, (kill - (kills / 2)) * Farther);
}

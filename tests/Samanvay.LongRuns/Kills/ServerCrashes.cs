namespace Samanvay.LongRuns.Kills;

/// <summary>The database server dies under load and comes back; the process lives on and goes on.</summary>
internal static class ServerCrashes
{
    private const int Callers = 16;

    public static async Task RunAsync(KillScene scene, int kills)
    {
        var database = await scene.PostgresDatabaseAsync();
        var ledger = KillScene.LedgerOf(database);
        using (var child = LoadProcess.Start(
            new LoadOrder(database, 0, int.MaxValue) { Callers = Callers }, ledger))
        {
            await child.ReadUntilReadyAsync();
            for (var kill = 0; kill < kills; kill++)
            {
                await child.ReadAsync(scene.Random.Next(1, Callers * 5));
                scene.Server.Crash();
                scene.Server.Resume();
                await child.ReadAsync(Callers * 3);
                // The connections that the look keeps have died with the server.
                Npgsql.NpgsqlConnection.ClearAllPools();
                scene.Killed(ledger);
            }
            child.Kill();
            await child.ReadToEndAsync();
        }
        await scene.FinishAsync(database, ledger);
    }
}

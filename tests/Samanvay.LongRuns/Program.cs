using Samanvay.LongRuns;
using Samanvay.LongRuns.Kills;
using Samanvay.LongRuns.Million;
using Samanvay.LongRuns.Soak;
using Samanvay.LongRuns.Walks;

if (LoadOrder.Read(args) is { } order) return await LoadChild.RunAsync(order);

return Arguments.Read(args) switch
{
    { Verb: "random" } asked => await RandomRun.RunAsync(asked, Console.Out),
    { Verb: "million" } asked => await MillionRun.RunAsync(asked, Console.Out),
    { Verb: "kills" } asked => await KillRun.RunAsync(asked, Console.Out),
    { Verb: "soak" } asked => await SoakRun.RunAsync(asked, Console.Out),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        Each verb says its seed, how far it is and what came of it; it ends with 0 when everything held, else with 1.

        random [--seed N] [--count 10000] [--from 0] [--only K] [--database "Host=..."]
            random procedures under random commands, on SQLite and on PostgreSQL
        million [--database sqlite|postgres] [--count 1000000] [--due 100000]
            what many waiting procedures change for those that run
        kills [--seed N] [--count 500] [--only sqlite-points|postgres-points|postgres-cuts|sqlite-load|postgres-load
            |two-nodes|server|every-kill|sync]
            processes, connections and a server die; what was acknowledged is there once; every batch was synced
        soak [--seed N] [--minutes 30] [--database sqlite|postgres]
            a steady load with kills, then on one process left alone: memory, log and growth stay as they were
        """);
    return 2;
}

using System.Globalization;
using Samanvay.LongRuns;
using Samanvay.LongRuns.Kills;
using Samanvay.LongRuns.Million;
using Samanvay.LongRuns.Walks;

if (args is ["load-child", var database, var from, var to])
{
    return await LoadChild.RunAsync(
        database, int.Parse(from, CultureInfo.InvariantCulture), int.Parse(to, CultureInfo.InvariantCulture));
}

return Arguments.Read(args) switch
{
    { Verb: "random" } asked => await RandomRun.RunAsync(asked, Console.Out),
    { Verb: "million" } asked => await MillionRun.RunAsync(asked, Console.Out),
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
        """);
    return 2;
}

using System.Globalization;
using Samanvay.Benchmarks.Decisions;
using Samanvay.Benchmarks.Engine;
using Samanvay.Benchmarks.Live;
using Samanvay.Benchmarks.Measuring;
using Samanvay.Benchmarks.Situations;
using Samanvay.Benchmarks.Start;

try
{
    return await RunAsync(BenchmarkDatabase.Choose(args));
}
finally
{
    BenchmarkDatabase.Close();
}

static async Task<int> RunAsync(string[] args) => args switch
{
    ["engine", .. var rest] => await EngineBenchmark.RunAsync(Number(rest, 0, 2000)),
    ["costs", .. var rest] => await EngineCosts.RunAsync(Number(rest, 0, 2000)),
    [EngineHost.Verb, var kind, var database] => await EngineHost.RunAsync(kind, database),
    ["live", .. var rest] =>
        await LiveBenchmark.RunAsync(new(Number(rest, 0, 3), Number(rest, 1, 100), Number(rest, 2, 1000))),
    ["intake", .. var rest] => await IntakeBenchmark.RunAsync(Number(rest, 0, 1000), Number(rest, 1, 20)),
    ["feel", .. var rest] => FeelBenchmark.Run(Number(rest, 0, 3)),
    ["situations", .. var rest] => await SituationsBenchmark.RunAsync(Number(rest, 0, 1_000_000), Number(rest, 1, 5)),
    ["start", .. var rest] => await StartBenchmark.RunAsync(Number(rest, 0, 5)),
    ["recovery", .. var rest] => await RecoveryTime.RunAsync(Number(rest, 0, 100_000)),
    _ => Usage(),
};

static int Number(string[] rest, int place, int otherwise) =>
    rest.Length > place ? int.Parse(rest[place], CultureInfo.InvariantCulture) : otherwise;

static int Usage()
{
    Console.Error.WriteLine("""
        --database sqlite|postgres|"Host=..."   where the engine keeps its rows; sqlite when nothing is said
        engine [procedures]                     the durable loop against what the database alone can do
        costs [procedures]                      of those, only what is counted
        feel [rounds]                           a decision table's evaluations beside the npm package feelin
        intake [signals a second] [seconds]     what the server spends on a signal that causes nothing
        recovery [procedures]                   the first answer after a start with waiting procedures
        situations [observations] [runs]        observations through the durable lane, beside the raw limit
        start [rounds]                          from the start of the process to the first page
        live [runs] [steps] [signals a second]  from a signal's answer to the step seen in another browser
        """);
    return 2;
}

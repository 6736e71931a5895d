using System.Globalization;
using Samanvay.Benchmarks.Measuring;
using Samanvay.Engine.Incidents;
using Samanvay.Runtime.Commands;
using Samanvay.Runtime.Ports;

namespace Samanvay.Benchmarks.Engine;

/// <summary>
/// Whole procedures a second through the loop, SQLite with synchronous=FULL, at 1, 8 and 64 callers; and in the same
/// run what the database does with the same rows alone. Best of five, with the spread.
/// </summary>
internal static class EngineBenchmark
{
    private const int Rounds = 5;
    private const double ShareMin = 0.3;

    public static async Task<int> RunAsync(int scale)
    {
        Machine.Describe();
        Console.WriteLine(
            "callers  engine/s  (spread)        ack p50 ms   p99   raw/s  (spread)        share  (pairs)");
        var share = 0.0;
        foreach (var callers in (int[])[1, 8, 64])
        {
            var each = Math.Max(4, scale / callers);
            var pairs = new List<(Measurement Engine, Measurement Raw)>();
            for (var round = 0; round < Rounds; round++) pairs.Add(await PairAsync(callers, each, round % 2 == 0));
            share = Report(callers, pairs);
        }
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"  share of the raw limit with 64 callers: {share:0 %}, at least {ShareMin:0 %}: "
            + $"{(share >= ShareMin ? "met" : "MISSED")}"));
        return share >= ShareMin ? 0 : 1;
    }

    // By turns, so that a machine that gets faster or slower favours neither.
    private static async Task<(Measurement, Measurement)> PairAsync(int callers, int each, bool engineFirst)
    {
        var early = engineFirst ? await WithFolderAsync(path => EngineAsync(path, callers, each)) : null;
        var raw = await WithFolderAsync(path => RawAsync(path, callers, each));
        return (early ?? await WithFolderAsync(path => EngineAsync(path, callers, each)), raw);
    }

    private static async Task<Measurement> EngineAsync(string path, int callers, int each)
    {
        var request = new ServiceRequest();
        await using var engine = await RunningEngine.StartAsync(path, request);
        await Measurement.OfAsync(4, 10, caller => OneAsync(engine, request, caller));
        return await Measurement.OfAsync(callers, each, caller => OneAsync(engine, request, caller));
    }

    private static async Task OneAsync(RunningEngine engine, ServiceRequest request, Caller caller)
    {
        var key = new OperationKey(RunningEngine.City, new OperationId(Guid.NewGuid()));
        var ended = engine.Ends.EndOf(key.Operation);
        await SubmitAsync(0, request.Start(engine.Time.Now(key.City)));
        await SubmitAsync(1, ServiceRequest.Complete(1, engine.Time.Now(key.City)));
        await SubmitAsync(2, ServiceRequest.Complete(2, engine.Time.Now(key.City)));
        await ended;

        async Task SubmitAsync(int step, OperationCommand command)
        {
            var submission = new Submission(key, command) { Key = ServiceRequest.KeyOf(key, step).Key };
            var answer = await caller.WaitAsync(engine.Loop.SubmitAsync(submission, CancellationToken.None));
            if (answer is not CommandAccepted)
                throw new InvalidOperationException($"The workload was not accepted: {answer}");
        }
    }

    private static async Task<Measurement> RawAsync(string path, int callers, int each)
    {
        var recorded = await WithFolderAsync(RecordAsync);
        await using var engine = await RunningEngine.StartAsync(path, new ServiceRequest(), servicesRun: false);
        using var stop = new CancellationTokenSource();
        var raw = new RawLimit(engine.Ports, recorded);
        var serving = raw.ServeAsync(stop.Token);
        await Measurement.OfAsync(4, 10, raw.RunAsync);
        var measured = await Measurement.OfAsync(callers, each, raw.RunAsync);
        await stop.CancelAsync();
        await serving;
        return measured;
    }

    private static async Task<StepBatch[]> RecordAsync(string path)
    {
        var request = new ServiceRequest();
        var recording = default(RecordingStore);
        await using var engine =
            await RunningEngine.StartAsync(path, request, inner => recording = new RecordingStore(inner));
        await OneAsync(engine, request, new Caller());
        return [.. recording!.Batches];
    }

    private static Task<T> WithFolderAsync<T>(Func<string, Task<T>> work) => BenchmarkDatabase.WithAsync(work);

    private static double Report(int callers, List<(Measurement Engine, Measurement Raw)> pairs)
    {
        var best = pairs.Select(pair => pair.Engine).MaxBy(run => run.PerSecond)!;
        var limit = pairs.Max(pair => pair.Raw.PerSecond);
        var shares = Distribution.Of(pairs.Select(pair => pair.Engine.PerSecond / pair.Raw.PerSecond));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{callers,7}  {best.PerSecond,8:0}  ({Spread(pairs.Select(pair => pair.Engine))})"
            + $"  {best.Acknowledgements.Median,10:0.0}  {best.Acknowledgements.At(0.99),4:0.0}"
            + $"  {limit,6:0}  ({Spread(pairs.Select(pair => pair.Raw))})  {best.PerSecond / limit,5:0 %}"
            + $"  ({shares.At(0):0 %}-{shares.Max:0 %})"));
        return best.PerSecond / limit;
    }

    private static string Spread(IEnumerable<Measurement> runs)
    {
        var speeds = Distribution.Of(runs.Select(run => run.PerSecond));
        return string.Create(CultureInfo.InvariantCulture, $"{speeds.At(0),5:0}-{speeds.Max,5:0}");
    }
}

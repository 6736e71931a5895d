using System.Globalization;
using Samanvay.Benchmarks.Measuring;
using Samanvay.Engine.Incidents;
using Samanvay.Runtime.Commands;
using Samanvay.Runtime.Ports;

namespace Samanvay.Benchmarks.Engine;

/// <summary>
/// Whole procedures a second through the loop, SQLite with synchronous=FULL, at 1, 8 and 64 callers; and in the same
/// run
/// what the database does with the same rows alone. Best of five, with the spread.
/// </summary>
internal static class EngineBenchmark
{
    private const int Rounds = 5;

    public static async Task<int> RunAsync(int scale)
    {
        Console.WriteLine("callers  engine/s  (spread)        p50 ms  p99 ms   raw/s  (spread)        share");
        foreach (var callers in (int[])[1, 8, 64])
        {
            var each = Math.Max(4, scale / callers);
            var engine = new List<Measurement>();
            var raw = new List<Measurement>();
            for (var round = 0; round < Rounds; round++)
            {
                engine.Add(await WithFolderAsync(path => EngineAsync(path, callers, each)));
                raw.Add(await WithFolderAsync(path => RawAsync(path, callers, each)));
            }
            Report(callers, engine, raw);
        }
        return 0;
    }

    private static async Task<Measurement> EngineAsync(string path, int callers, int each)
    {
        var request = new ServiceRequest();
        await using var engine = await RunningEngine.StartAsync(path, request);
        await Measurement.OfAsync(4, 10, _ => OneAsync(engine, request));
        return await Measurement.OfAsync(callers, each, _ => OneAsync(engine, request));
    }

    private static async Task OneAsync(RunningEngine engine, ServiceRequest request)
    {
        var key = new OperationKey(RunningEngine.City, new OperationId(Guid.NewGuid()));
        var ended = engine.Ends.EndOf(key.Operation);
        await SubmitAsync(engine, key, request.Start(engine.Time.Now(key.City)));
        await SubmitAsync(engine, key, ServiceRequest.Complete(1, engine.Time.Now(key.City)));
        await SubmitAsync(engine, key, ServiceRequest.Complete(2, engine.Time.Now(key.City)));
        await ended;
    }

    private static async Task SubmitAsync(RunningEngine engine, OperationKey key, OperationCommand command)
    {
        var answer = await engine.Loop.SubmitAsync(new Submission(key, command), CancellationToken.None);
        if (answer is not CommandAccepted)
            throw new InvalidOperationException($"The workload was not accepted: {answer}");
    }

    private static async Task<Measurement> RawAsync(string path, int callers, int each)
    {
        var recorded = await WithFolderAsync(RecordAsync);
        await using var engine = await RunningEngine.StartAsync(path, new ServiceRequest(), servicesRun: false);
        using var stop = new CancellationTokenSource();
        var raw = new RawLimit(engine.Ports, recorded);
        var serving = raw.ServeAsync(stop.Token);
        await Measurement.OfAsync(4, 10, _ => raw.RunAsync());
        var measured = await Measurement.OfAsync(callers, each, _ => raw.RunAsync());
        await stop.CancelAsync();
        await serving;
        return measured;
    }

    private static async Task<OperationWrite[]> RecordAsync(string path)
    {
        var request = new ServiceRequest();
        var recording = default(RecordingStore);
        await using var engine =
            await RunningEngine.StartAsync(path, request, inner => recording = new RecordingStore(inner));
        await OneAsync(engine, request);
        return [.. recording!.Writes];
    }

    private static Task<T> WithFolderAsync<T>(Func<string, Task<T>> work) => BenchmarkDatabase.WithAsync(work);

    private static void Report(int callers, List<Measurement> engine, List<Measurement> raw)
    {
        var (best, limit) = (engine.MaxBy(run => run.PerSecond)!, raw.MaxBy(run => run.PerSecond)!);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{callers,7}  {best.PerSecond,8:0}  ({Spread(engine)})  {best.MillisecondsMedian,6:0.0}"
            + $"  {best.Milliseconds99,6:0.0}"
            + $"  {limit.PerSecond,6:0}  ({Spread(raw)})  {best.PerSecond / limit.PerSecond,5:0 %}"));
    }

    private static string Spread(List<Measurement> runs) => string.Create(
        CultureInfo.InvariantCulture, $"{runs.Min(run => run.PerSecond),5:0}-{runs.Max(run => run.PerSecond),5:0}");
}

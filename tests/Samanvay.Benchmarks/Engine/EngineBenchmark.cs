using System.Globalization;
using Samanvay.Benchmarks.Measuring;

namespace Samanvay.Benchmarks.Engine;

/// <summary>
/// Whole procedures a second through the durable loop at 1, 8 and 64 callers, which are another process; and in the
/// same run what the database does with the same rows alone. Best of five, with the spread.
/// </summary>
internal static class EngineBenchmark
{
    private const int Rounds = 5;
    private const int Some = 8;
    private const double ShareMin = 0.3;

    /// <summary>For orientation: waits are as long as whatever else runs on the machine makes them.</summary>
    private const double WaitMax = 30;

    public static async Task<int> RunAsync(int scale)
    {
        Machine.Describe();
        var costs = await EngineCosts.MeasureAsync(scale);
        Console.WriteLine(
            "callers  engine/s  (spread)        ack p50 ms   p99   raw/s  (spread)        share  (pairs)");
        var share = 0.0;
        foreach (var (callers, procedures) in ((int, int)[])[(1, scale / 4), (Some, scale), (64, scale * 2)])
        {
            var each = Math.Max(4, procedures / callers);
            var pairs = new List<(Measurement Engine, Measurement Raw)>();
            for (var round = 0; round < Rounds; round++) pairs.Add(await PairAsync(callers, each, round % 2 == 0));
            share = Report(callers, pairs);
        }
        var met = Verdict.AtLeast("share of the raw limit with 64 callers", share * 100, ShareMin * 100, "%");
        return met & costs.AreWithinLimits() ? 0 : 1;
    }

    // By turns, so that a machine that gets faster or slower favours neither.
    private static async Task<(Measurement, Measurement)> PairAsync(int callers, int each, bool engineFirst)
    {
        var early = engineFirst ? await MeasureAsync(EngineHost.Engine, callers, each) : null;
        var raw = await MeasureAsync(EngineHost.Raw, callers, each);
        return (early ?? await MeasureAsync(EngineHost.Engine, callers, each), raw);
    }

    private static Task<Measurement> MeasureAsync(string kind, int callers, int each) =>
        BenchmarkDatabase.WithAsync(async database =>
        {
            await using var host = await HostProcess.StartAsync(kind, database);
            await host.WarmUpAsync();
            return await Measurement.OfAsync(callers, each, host.RunAsync);
        });

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
        if (callers == Some)
            Verdict.AtMost("p99 of an acknowledgement with 8 callers", best.Acknowledgements.At(0.99), WaitMax, "ms");
        return best.PerSecond / limit;
    }

    private static string Spread(IEnumerable<Measurement> runs)
    {
        var speeds = Distribution.Of(runs.Select(run => run.PerSecond));
        return string.Create(CultureInfo.InvariantCulture, $"{speeds.At(0),5:0}-{speeds.Max,5:0}");
    }
}

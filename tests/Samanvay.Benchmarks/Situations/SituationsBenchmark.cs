using System.Globalization;
using Samanvay.Benchmarks.Engine;
using Samanvay.Benchmarks.Measuring;

namespace Samanvay.Benchmarks.Situations;

/// <summary>
/// Observations a second through the durable lane, with ten thousand rules over a hundred thousand sensors; in the same
/// run what the database does with the same rows alone, what more rules cost, how long people's commands wait
/// meanwhile, and a kill in the middle.
/// </summary>
internal static class SituationsBenchmark
{
    /// <summary>When the season began, for all processes of a run.</summary>
    public const string Season = "SAMANVAY_BENCHMARK_SEASON";

    private const int Rules = 10_000;
    private static readonly CultureInfo Plain = CultureInfo.InvariantCulture;
    private const double PerSecondMin = 15_000;
    private const double PerSecondAim = 50_000;
    private const double ShareMin = 0.3;
    private const double ShareAim = 0.5;
    private const double CommandMax = 250;
    private const double CurveMax = 1.3;

    // Gauges rise in the second round and fall in the fourth: something is told on both sides of the middle.
    private const int KilledMin = 5 * SensorCity.Sensors;

    /// <param name="observations">In each measurement.</param>
    /// <param name="runs">Of the lane and the raw limit, by turns.</param>
    public static async Task<int> RunAsync(int observations, int runs)
    {
        Machine.Describe();
        Environment.SetEnvironmentVariable(Season, TimeProvider.System.GetUtcNow().ToUnixTimeSeconds()
            .ToString(CultureInfo.InvariantCulture));
        var load = new SensorLoad(observations);
        var met = await CompareAsync(load, runs);
        met &= await CurveAsync(load);
        met &= await CommandsAsync(load);
        met &= await KillAsync(new SensorLoad(Math.Max(observations / 2, KilledMin)));
        return met ? 0 : 1;
    }

    private static async Task<bool> CompareAsync(SensorLoad load, int runs)
    {
        Console.WriteLine(string.Create(
            Plain, $"{Rules} rules over {SensorCity.Sensors} sensors; {Readings.Each} readings a hand-in, "
            + $"{SensorLoad.Callers} at once, one in {SensorLoad.TwiceEach} sent twice"));
        Console.WriteLine(
            "run    lane/s    raw/s  share  rows/1000  KiB/obs  server ms/1000  MiB   batch  ack p50 ms  p99");
        var (lanes, raws, isRight) = (new List<LoadResult>(), new List<LoadResult>(), true);
        for (var run = 1; run <= runs; run++)
        {
            var lane = await load.MeasureAsync(EngineHost.Situations(Rules));
            var raw = await load.MeasureAsync(EngineHost.Segments(lane.Shape));
            lanes.Add(lane);
            raws.Add(raw);
            isRight &= lane.IsRight;
            Console.WriteLine(string.Create(
                Plain, $"{run,3}  {lane.PerSecond,8:0}  {raw.PerSecond,7:0}  {lane.PerSecond / raw.PerSecond,5:0%}  "
                + $"{lane.Shape.Rows,9:0.0}  {lane.AllocatedEach / 1024,7:0.00}  {lane.ServerEach,14:0.0}  "
                + $"{lane.Counts.WorkingSet >> 20,4}  {lane.BatchSize,5:0}  {lane.Waits.Median,10:0}  "
                + $"{lane.Waits.At(0.99),4:0}"));
        }

        var best = lanes.Max(lane => lane.PerSecond);
        var share = best / raws.Max(raw => raw.PerSecond);
        Console.WriteLine(string.Create(
            Plain, $"  told: {lanes[^1].Counts.Told}; lane {lanes.Min(lane => lane.PerSecond):0}-{best:0}, "
            + $"raw {raws.Min(raw => raw.PerSecond):0}-{raws.Max(raw => raw.PerSecond):0} a second"));
        Console.WriteLine(string.Create(
            Plain, $"  aims: {best / PerSecondAim:0%} of {PerSecondAim:0} a second, {share:0%} of the raw limit for "
            + $"{ShareAim:0%}"));
        return Verdict.AtLeast("observations a second, durable", best, PerSecondMin, "observations/s")
            & Verdict.AtLeast("share of the raw limit", share * 100, ShareMin * 100, "%")
            & Verdict.AtLeast("what came twice and was answered so", isRight ? 100 : 0, 100, "%");
    }

    private static async Task<bool> CurveAsync(SensorLoad load)
    {
        Console.WriteLine("rules   observations/s   server ms/1000");
        var costs = new List<double>();
        foreach (var rules in (int[])[100, 1_000, 10_000])
        {
            var two = new[]
            {
                await load.MeasureAsync(EngineHost.Situations(rules)),
                await load.MeasureAsync(EngineHost.Situations(rules)),
            };
            costs.Add(two.Min(run => run.ServerEach));
            Console.WriteLine(string.Create(
                Plain, $"{rules,5}   {two.Max(run => run.PerSecond),14:0}   {costs[^1],14:0.0}"));
        }

        return Verdict.AtMost("cost with 10,000 rules beside 100", costs[^1] / costs[0], CurveMax, "times");
    }

    private static async Task<bool> CommandsAsync(SensorLoad load)
    {
        var waits = await BenchmarkDatabase.WithAsync(async database =>
        {
            await using var host = await HostProcess.StartAsync(EngineHost.Situations(Rules), database);
            await host.WarmUpAsync();
            await SensorLoad.WarmUpAsync(host);
            using var stop = new CancellationTokenSource();
            var people = Measurement.WhileAsync(4, async caller =>
            {
                await host.RunAsync(caller);
                await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
            }, stop.Token);
            await load.SendAsync(host);
            await stop.CancelAsync();
            return (await people).Acknowledgements;
        });
        Console.WriteLine(string.Create(
            Plain, $"people's commands while the intake is full: {waits.Count} steps, "
            + $"p50 {waits.Median:0} ms, p99 {waits.At(0.99):0} ms"));
        return Verdict.AtMost("p99 of people's commands", waits.At(0.99), CommandMax, "ms");
    }

    private static async Task<bool> KillAsync(SensorLoad load)
    {
        var whole = await load.MeasureAsync(EngineHost.Situations(Rules));
        var broken = await load.KilledAsync(EngineHost.Situations(Rules));
        Console.WriteLine(string.Create(
            Plain, $"killed in the middle and gone on: {broken.Told}; never killed: {whole.Counts.Told}; "
            + $"told before the kill {broken.Before}, after it {broken.After}; "
            + $"first answer {broken.Start:0.0} s after the start"));
        return Verdict.AtLeast(
            "told the same as without the kill", broken.Told == whole.Counts.Told ? 100 : 0, 100, "%")
            & Verdict.AtLeast(
                "told before the kill, and after it", Math.Min(broken.Before, broken.After), 1, "changes at least");
    }
}

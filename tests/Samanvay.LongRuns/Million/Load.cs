using Samanvay.Benchmarks.Engine;
using static System.FormattableString;

namespace Samanvay.LongRuns.Million;

/// <summary>What a node does and holds under load: the best of some rounds, and its memory after them.</summary>
internal sealed record Load(double PerSecond, double Wait, long MegaBytes, double Seconds)
{
    private const int Callers = 64;
    private const int Each = 60;
    private const int Rounds = 3;

    public static async Task<Load> MeasureAsync(string database)
    {
        await using var host = await HostProcess.StartAsync(EngineHost.Timed, database);
        await host.WarmUpAsync();
        var before = await host.CountAsync();
        var rounds = new List<Measurement>();
        for (var round = 0; round < Rounds; round++)
            rounds.Add(await Measurement.OfAsync(Callers, Each, host.RunAsync));
        var best = rounds.MaxBy(round => round.PerSecond)!;
        var after = await host.CountAtRestAsync();
        return new Load(
            best.PerSecond, best.Acknowledgements.At(0.99), after.WorkingSet / 1048576,
            (after.Seconds - before.Seconds) / (Rounds * Callers * Each) * 1000);
    }

    /// <summary>The faster of two, with the memory of the one that holds more.</summary>
    public static Load Better(Load one, Load other) =>
        (one.PerSecond >= other.PerSecond ? one : other) with { MegaBytes = Math.Max(one.MegaBytes, other.MegaBytes) };

    public override string ToString() =>
        Invariant($"{PerSecond:0} procedures/s with {Callers} callers, p99 {Wait:0} ms, {MegaBytes} MiB held, ")
        + Invariant($"{Seconds:0.00} s of the server's processor for 1,000");
}

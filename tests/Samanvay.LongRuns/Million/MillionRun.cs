using System.Diagnostics;
using NodaTime;
using Samanvay.Benchmarks.Engine;
using Samanvay.Benchmarks.Measuring;
using static System.FormattableString;

namespace Samanvay.LongRuns.Million;

/// <summary>
/// What many waiting procedures change for those that run: with a million of them and their timers, speed and memory
/// stay as they are without; and a hundred thousand timers that are due at once hold nobody up.
/// </summary>
internal static class MillionRun
{
    private const double Flat = 0.2;
    private const int Live = 8;

    private static readonly Duration DueWithin = Duration.FromMinutes(1);
    private static readonly Duration Lead = Duration.FromSeconds(30);
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan GivesUp = TimeSpan.FromMinutes(5);

    private const double WaitMax = 250;

    public static async Task<int> RunAsync(Arguments asked, TextWriter output)
    {
        var (count, due) = (asked.Number("count", 1_000_000), asked.Number("due", 100_000));
        var report = new Report(output, "million", asked.Seed);
        var database = asked.Text("database", "sqlite");
        if (database is not ("sqlite" or "postgres"))
        {
            report.Fail("", $"--database is sqlite or postgres, and new databases are made; {database} is neither.");
            return report.Close("nothing measured");
        }
        BenchmarkDatabase.Choose(["--database", database]);
        Machine.Describe();
        try
        {
            await RunAsync(report, count, due);
        }
        finally
        {
            BenchmarkDatabase.Close();
        }
        return report.Close(Invariant($"{count} waiting procedures, {due} timers due at once"));
    }

    private static async Task RunAsync(Report report, int count, int due)
    {
        var empty = await EmptyAsync(report);
        await BenchmarkDatabase.WithAsync(async database =>
        {
            await FillAsync(database, count, report);
            var full = await FullAsync(database, count, report);
            // A machine that others use too is not the same all the time, so both are measured in turns.
            empty = Load.Better(empty, await EmptyAsync(report));
            full = Load.Better(full, await FullAsync(database, count, report));
            Compare(report, empty, full);
            await DueAsync(database, count, due, report);
            return true;
        });
    }

    private static async Task<Load> EmptyAsync(Report report)
    {
        var load = await BenchmarkDatabase.WithAsync(Load.MeasureAsync);
        report.Say(Invariant($"empty: {load}"));
        return load;
    }

    private static async Task<Load> FullAsync(string database, int count, Report report)
    {
        var load = await Load.MeasureAsync(database);
        report.Say(Invariant($"{count} wait: {load}"));
        return load;
    }

    private static async Task FillAsync(string database, int count, Report report)
    {
        var began = Stopwatch.GetTimestamp();
        await WaitingOperations.WriteAsync(database, 0, count, SystemClock.Instance.GetCurrentInstant());
        await WaitingOperations.SettleAsync(database);
        report.Say(Invariant($"written in {Stopwatch.GetElapsedTime(began).TotalSeconds:0} s"));
    }

    private static void Compare(Report report, Load empty, Load full)
    {
        if (full.PerSecond < empty.PerSecond * (1 - Flat))
            report.Fail("", Invariant($"With them there are {full.PerSecond:0}/s, without {empty.PerSecond:0}/s."));
        if (full.MegaBytes > empty.MegaBytes * (1 + Flat))
            report.Fail("", Invariant($"With them {full.MegaBytes} MiB are held, without {empty.MegaBytes} MiB."));
    }

    /// <summary>Their timers are due at one instant, while others work.</summary>
    private static async Task DueAsync(string database, int first, int count, Report report)
    {
        var due = SystemClock.Instance.GetCurrentInstant() + Lead + Duration.FromMilliseconds(count / 2);
        await WaitingOperations.WriteAsync(database, first, count, due - WaitingOperations.TimerAfter);
        await using var host = await HostProcess.StartAsync(EngineHost.Timed, database);
        await host.WarmUpAsync();
        var left = due - SystemClock.Instance.GetCurrentInstant();
        if (left > Duration.Zero) await Task.Delay(left.ToTimeSpan(), TimeProvider.System);
        using var over = new CancellationTokenSource(GivesUp);
        var live = Measurement.WhileAsync(Live, host.RunAsync, over.Token);
        while (!over.IsCancellationRequested && (await host.CountAsync()).NextDue is { } next
            && next <= due.ToUnixTimeMilliseconds())
        {
            await Task.Delay(Glance, TimeProvider.System);
        }
        var took = SystemClock.Instance.GetCurrentInstant() - due;
        await over.CancelAsync();
        var measured = await live;
        var wait = measured.Acknowledgements.At(0.99);
        report.Say(
            Invariant($"{count} timers fired {took.TotalSeconds:0.0} s after they were due; ")
            + Invariant($"meanwhile {Live} callers made {measured.PerSecond:0}/s, p99 {wait:0} ms"));
        if (took > DueWithin) report.Fail("", Invariant($"The timers were not fired within {DueWithin}."));
        if (wait > WaitMax) report.Fail("", Invariant($"Callers waited {wait:0} ms (p99), more than {WaitMax:0} ms."));
    }
}

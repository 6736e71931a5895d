using System.Diagnostics;
using Samanvay.LongRuns.Kills;
using Samanvay.Tests.Support;
using static System.FormattableString;

namespace Samanvay.LongRuns.Soak;

/// <summary>
/// A steady load for a long time, at first with a kill now and then, afterwards on one process that is left alone: it
/// holds no more memory than at its beginning, the log stays short, and each procedure adds as much to the database as
/// the one before.
/// </summary>
internal static class SoakRun
{
    private const int Callers = 8;
    private const int PauseMilliseconds = 200;

    // What a process holds and a procedure leaves may differ by so much.
    private const double Flat = 0.2;

    // Both keep a log up to their own bound; what is written while it is given back comes on top.
    private const long LogMax = 192L << 20;

    // PostgreSQL's own bound is 1 GB where nobody sets another: in half an hour nobody would see it kept.
    private const string Settings = "-c max_wal_size=128MB -c min_wal_size=32MB";

    private static readonly TimeSpan Glance = TimeSpan.FromSeconds(10);

    public static async Task<int> RunAsync(Arguments asked, TextWriter output)
    {
        var report = new Report(output, "soak", asked.Seed);
        var lasts = TimeSpan.FromMinutes(asked.Number("minutes", 30));
        var onServer = asked.Text("database", "sqlite") == "postgres";
        using var server = onServer ? PostgresServer.Start(Settings) : null;
        if (onServer && server is null)
        {
            report.Fail("", "PostgreSQL is not installed on this machine.");
            return report.Close("nothing ran");
        }
        var folder = Directory.CreateTempSubdirectory("samanvay-soak-");
        try
        {
            var database = server?.Create() ?? Path.Combine(folder.FullName, "city.db");
            await LoadEngine.LayAsync(database);
            await RunAsync(report, new Soaked(database), new Random(asked.Seed), lasts);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
        return report.Close(Invariant($"{lasts.TotalMinutes:0} minutes"));
    }

    private static async Task RunAsync(Report report, Soaked database, Random random, TimeSpan lasts)
    {
        var ledger = KillScene.LedgerOf(database.Connection);
        var watch = Stopwatch.StartNew();
        var samples = new List<SoakSample>();
        report.Say(SoakSample.Heading);
        var kills = 0;
        for (; watch.Elapsed < lasts / 3; kills++)
        {
            using var killed = await BeginAsync(database, ledger);
            var lives = TimeSpan.FromSeconds(random.Next(10, 50));
            await WatchAsync(killed, database, (watch, watch.Elapsed + lives), samples, report);
            killed.Kill();
            await killed.ReadToEndAsync();
        }
        samples.Clear();
        using (var left = await BeginAsync(database, ledger))
        {
            await WatchAsync(left, database, (watch, lasts), samples, report);
            left.Kill();
            await left.ReadToEndAsync();
        }
        foreach (var problem in ledger.Check()) report.Fail("", problem);
        report.Say(Invariant($"{kills} kills; then one process, left alone"));
        Judge(report, database, samples);
        await FinishAsync(report, database, ledger);
    }

    private static async Task<LoadProcess> BeginAsync(Soaked database, Ledger ledger)
    {
        var process = LoadProcess.Start(
            new LoadOrder(database.Connection, ledger.Next(Callers * 2), int.MaxValue)
            {
                Callers = Callers, Pause = PauseMilliseconds,
            },
            ledger);
        await process.ReadUntilReadyAsync();
        return process;
    }

    // What it says is read all the time, or it would wait to be heard.
    private static async Task WatchAsync(
        LoadProcess process, Soaked database, (Stopwatch Watch, TimeSpan Until) time, List<SoakSample> samples,
        Report report)
    {
        while (time.Watch.Elapsed < time.Until)
        {
            await process.ReadForAsync(Glance);
            var sample = database.Look(time.Watch.Elapsed, process.WorkingSet);
            if (samples.Count == 0 || samples[^1].At.Minutes != sample.At.Minutes) report.Say(sample.ToString());
            samples.Add(sample);
        }
    }

    private static void Judge(Report report, Soaked database, List<SoakSample> samples)
    {
        // The first quarter is the process getting warm.
        var quarter = samples.Count / 4;
        var early = samples[quarter..(2 * quarter)];
        var late = samples[^quarter..];
        var (before, after) = (Median(early), Median(late));
        report.Say(Invariant($"memory: {before >> 20} MiB in the second quarter, {after >> 20} MiB in the last"));
        if (after > before * (1 + Flat)) report.Fail("", "The process holds more the longer it lives.");
        var log = samples.Max(sample => sample.Log);
        report.Say(Invariant($"log: at most {log >> 20} MiB"));
        if (log > LogMax) report.Fail("", Invariant($"The log grew over {LogMax >> 20} MiB."));
        var (first, second) = (Growth(early), Growth(late));
        report.Say(Invariant($"a procedure leaves {first:0} bytes in the second quarter, {second:0} in the last"));
        if (second > first * (1 + Flat)) report.Fail("", "A procedure leaves more the longer it goes on.");
        foreach (var line in database.Explain()) report.Say(line);
    }

    private static async Task FinishAsync(Report report, Soaked database, Ledger ledger)
    {
        var last = ledger.Next(0) + 20;
        using var finishing = LoadProcess.Start(new LoadOrder(database.Connection, 0, last), ledger);
        await finishing.ReadToEndAsync();
        if (!finishing.IsDone) report.Fail("", $"The last process did not come to its end: {finishing.Complaint}");
        foreach (var problem in ledger.CheckEnd(last)) report.Fail("", problem);
    }

    private static long Median(List<SoakSample> samples) =>
        samples.Select(sample => sample.WorkingSet).Order().ElementAt(samples.Count / 2);

    private static double Growth(List<SoakSample> samples) =>
        (double)(samples[^1].File - samples[0].File) / Math.Max(1, samples[^1].Ended - samples[0].Ended);
}

using System.Diagnostics;
using NodaTime;
using Samanvay.Benchmarks.Measuring;
using static System.FormattableString;

namespace Samanvay.Benchmarks.Engine;

/// <summary>How soon a process that starts on many waiting procedures answers its first command.</summary>
internal static class RecoveryTime
{
    private const int Rounds = 3;
    private const double SecondsMax = 5;

    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(200);

    public static Task<int> RunAsync(int procedures) => BenchmarkDatabase.WithAsync(async database =>
    {
        Machine.Describe();
        var began = Stopwatch.GetTimestamp();
        await WaitingOperations.WriteAsync(database, 0, procedures, SystemClock.Instance.GetCurrentInstant());
        Console.WriteLine(Invariant(
            $"{procedures} procedures wait, written in {Stopwatch.GetElapsedTime(began).TotalSeconds:0} s"));
        var longest = 0.0;
        for (var round = 0; round < Rounds; round++)
        {
            var number = procedures * (round + 1) / (Rounds + 1);
            longest = Math.Max(longest, await StartAsync(database, number, isLast: round == Rounds - 1));
        }
        return Verdict.AtMost("from the start to the first answer", longest, SecondsMax, "s") ? 0 : 1;
    });

    private static async Task<double> StartAsync(string database, int number, bool isLast)
    {
        var began = Stopwatch.GetTimestamp();
        await using var host = await HostProcess.StartAsync(EngineHost.Timed, database);
        await host.CompleteFirstAsync(WaitingOperations.KeyOf(number).Operation);
        var answered = Stopwatch.GetElapsedTime(began).TotalSeconds;
        var used = await host.CountAsync();
        Console.WriteLine(Invariant($"""
              first answer after {answered:0.0} s, {used.Seconds:0.0} s of the processor
            """));
        if (isLast) await WaitAsync(host, began);
        return answered;
    }

    private static async Task WaitAsync(HostProcess host, long began)
    {
        HostCounts used;
        while ((used = await host.CountAsync()).Differences is null) await Task.Delay(Glance, TimeProvider.System);
        Console.WriteLine(Invariant($"""
              all compared after {Stopwatch.GetElapsedTime(began).TotalSeconds:0.0} s, {used.Differences} lines differ;
                {used.Seconds:0.0} s of the processor, {used.WorkingSet / 1048576} MiB held
            """));
    }
}

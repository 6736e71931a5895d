using System.Diagnostics;
using System.Globalization;
using Samanvay.Benchmarks.Measuring;
using Samanvay.Engine.Incidents;
using Samanvay.Runtime.Commands;
using Samanvay.Runtime.Ports;

namespace Samanvay.Benchmarks.Engine;

/// <summary>
/// What so many waiting procedures cost: on the disk, in memory while they are in use, and at the next start, until
/// every timer, step and clock is known to agree with its state.
/// </summary>
internal static class RecoveryTime
{
    private const int Callers = 200;
    private const int Hot = 4000;

    public static async Task<int> RunAsync(int procedures)
    {
        Machine.Describe();
        var folder = Directory.CreateTempSubdirectory("samanvay-recovery-");
        try
        {
            var path = Path.Combine(folder.FullName, "city.db");
            var memory = await FillAsync(path, procedures);
            var bytes = folder.EnumerateFiles().Sum(file => file.Length);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{procedures} procedures wait, each with two open steps and a timer\n"
                + $"  on the disk {bytes / procedures} bytes each; in memory, while in use, {memory} bytes each"));
            using var next = Process.Start(
                Environment.ProcessPath!, [typeof(RecoveryTime).Assembly.Location, "recovery-open", path]);
            await next.WaitForExitAsync();
            return next.ExitCode;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>The next process on the same file.</summary>
    public static async Task<int> OpenAsync(string path)
    {
        var began = Stopwatch.GetTimestamp();
        await using var engine = await RunningEngine.StartAsync(path, new ServiceRequest(withTimer: true));
        using var process = Process.GetCurrentProcess();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"  the next start has compared them all after {Stopwatch.GetElapsedTime(began).TotalSeconds:0.0} s, "
            + $"{process.TotalProcessorTime.TotalSeconds:0.0} s of a core; "
            + $"it holds {process.WorkingSet64 / 1048576} MiB"));
        return 0;
    }

    private static async Task<long> FillAsync(string path, int procedures)
    {
        var request = new ServiceRequest(withTimer: true);
        await using var engine = await RunningEngine.StartAsync(path, request);
        await StartAsync(engine, request, 0, Math.Min(100, procedures));
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var hot = Math.Min(Hot, procedures - 100);
        await StartAsync(engine, request, 100, 100 + hot);
        var each = (GC.GetTotalMemory(forceFullCollection: true) - before) / hot;
        await StartAsync(engine, request, 100 + hot, procedures);
        return each;
    }

    private static Task StartAsync(RunningEngine engine, ServiceRequest request, int from, int to)
    {
        var next = from - 1;
        return Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Increment(ref next) < to)
            {
                var key = new OperationKey(RunningEngine.City, new OperationId(Guid.NewGuid()));
                var answer = await engine.Loop.SubmitAsync(
                    new Submission(key, request.Start(engine.Time.Now(key.City))), CancellationToken.None);
                if (answer is not CommandAccepted) throw new InvalidOperationException($"Not accepted: {answer}");
            }
        })));
    }
}

using System.Diagnostics;
using System.Globalization;
using Samanvay.Benchmarks.Measuring;

namespace Samanvay.Benchmarks.Start;

/// <summary>
/// From the start of the process to the first page, on a data folder that holds the sample city, its season playing.
/// </summary>
internal static class StartBenchmark
{
    private const double Limit = 5000;
    private const string FirstPage = "/sign-in";

    private static readonly TimeSpan Use = TimeSpan.FromSeconds(10);

    public static async Task<int> RunAsync(int rounds)
    {
        Machine.Describe();
        Console.WriteLine($"start: {ServerProcess.Program}");
        var data = Directory.CreateTempSubdirectory("samanvay-start-");
        try
        {
            var first = await OneAsync(data.FullName, Use);
            var later = new List<Started>();
            for (var round = 0; round < rounds; round++) later.Add(await OneAsync(data.FullName, TimeSpan.Zero));
            Say("first start", first);
            Say($"second start, best of {rounds}", later.MinBy(start => start.Milliseconds)!);
            Say($"second start, worst of {rounds}", later.MaxBy(start => start.Milliseconds)!);
            return Verdict.Below(
                "second start to the first page", later.Min(start => start.Milliseconds), Limit, "ms") ? 0 : 1;
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }

    private static async Task<Started> OneAsync(string data, TimeSpan use)
    {
        var began = Stopwatch.GetTimestamp();
        await using var server = ServerProcess.Start(data);
        var page = await server.FirstAsync(FirstPage);
        var started = new Started(
            Stopwatch.GetElapsedTime(began).TotalMilliseconds, server.ProcessorTime, server.WorkingSet);
        if (!page.Contains("</html>", StringComparison.Ordinal))
            throw new InvalidOperationException("The first page is not whole.");
        await Task.Delay(use, TimeProvider.System);
        return started;
    }

    private static void Say(string what, Started start) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{what,-24} {start.Milliseconds,6:0} ms, {start.Processor.TotalMilliseconds,6:0} ms of a core, "
        + $"{start.WorkingSet / 1048576} MiB"));

    private sealed record Started(double Milliseconds, TimeSpan Processor, long WorkingSet);
}

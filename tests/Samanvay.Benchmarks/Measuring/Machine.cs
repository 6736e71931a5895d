using System.Globalization;

namespace Samanvay.Benchmarks.Measuring;

/// <summary>What the figures stand on: other work on the machine and the speed of its disk.</summary>
internal static class Machine
{
    private const int Flushes = 50;
    private const string Load = "/proc/loadavg";

    public static void Describe()
    {
        var load = File.Exists(Load) ? File.ReadAllText(Load).Split(' ')[0] : "unknown";
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"machine: {Environment.ProcessorCount} cores, load {load} before the run, "
            + $"one flush of {Path.GetTempPath()} takes {FlushMilliseconds():0.0} ms (median of {Flushes})"));
    }

    // Durable writes wait for this; a temporary folder in memory would make every figure too good.
    private static double FlushMilliseconds()
    {
        var path = Path.GetTempFileName();
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.None, bufferSize: 0);
            var page = new byte[4096];
            return Distribution.Of(Enumerable.Range(0, Flushes).Select(_ =>
            {
                var began = System.Diagnostics.Stopwatch.GetTimestamp();
                file.Write(page);
                file.Flush(flushToDisk: true);
                return System.Diagnostics.Stopwatch.GetElapsedTime(began).TotalMilliseconds;
            })).Median;
        }
        finally
        {
            File.Delete(path);
        }
    }
}

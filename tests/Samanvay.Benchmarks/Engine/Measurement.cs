using System.Diagnostics;

namespace Samanvay.Benchmarks.Engine;

/// <summary>What one run gave: whole procedures a second, and how long each waited for its acknowledgements.</summary>
internal sealed record Measurement(double PerSecond, double MillisecondsMedian, double Milliseconds99)
{
    /// <summary>
    /// Runs <paramref name="one"/> in so many callers, each its next as soon as its last is acknowledged.
    /// </summary>
    public static async Task<Measurement> OfAsync(int callers, int each, Func<int, Task> one)
    {
        var waits = new double[callers * each];
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(async () =>
        {
            for (var index = 0; index < each; index++)
            {
                var began = Stopwatch.GetTimestamp();
                await one((caller * each) + index);
                waits[(caller * each) + index] = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
            }
        })));
        var seconds = clock.Elapsed.TotalSeconds;
        Array.Sort(waits);
        return new Measurement(waits.Length / seconds, waits[waits.Length / 2], waits[(int)(waits.Length * 0.99)]);
    }
}

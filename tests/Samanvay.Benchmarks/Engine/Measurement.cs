using System.Diagnostics;
using Samanvay.Benchmarks.Measuring;

namespace Samanvay.Benchmarks.Engine;

/// <summary>What one run gave: whole procedures a second, and how long each acknowledgement took.</summary>
internal sealed record Measurement(double PerSecond, Distribution Acknowledgements)
{
    /// <summary>The same until it is cancelled.</summary>
    public static async Task<Measurement> WhileAsync(int callers, Func<Caller, Task> one, CancellationToken stop)
    {
        var done = 0;
        var crew = Enumerable.Range(0, callers).Select(_ => new Caller()).ToList();
        var began = Stopwatch.GetTimestamp();
        await Task.WhenAll(crew.Select(caller => Task.Run(
            async () =>
            {
                for (; !stop.IsCancellationRequested; Interlocked.Increment(ref done)) await one(caller);
            },
            CancellationToken.None)));
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        return new Measurement(done / seconds, Distribution.Of(crew.SelectMany(caller => caller.Waits)));
    }

    /// <summary>
    /// Runs <paramref name="one"/> in so many callers, each its next as soon as its last is over.
    /// </summary>
    public static async Task<Measurement> OfAsync(int callers, int each, Func<Caller, Task> one)
    {
        var crew = Enumerable.Range(0, callers).Select(_ => new Caller()).ToList();
        var began = Stopwatch.GetTimestamp();
        await Task.WhenAll(crew.Select(caller => Task.Run(async () =>
        {
            for (var index = 0; index < each; index++) await one(caller);
        })));
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        return new Measurement(callers * each / seconds, Distribution.Of(crew.SelectMany(caller => caller.Waits)));
    }
}

/// <summary>One that asks and waits for its acknowledgements.</summary>
internal sealed class Caller
{
    private readonly List<double> _waits = [];

    /// <summary>In milliseconds.</summary>
    public IReadOnlyList<double> Waits => _waits;

    public async Task<T> WaitAsync<T>(Task<T> acknowledgement)
    {
        var began = Stopwatch.GetTimestamp();
        var answer = await acknowledgement;
        _waits.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        return answer;
    }
}

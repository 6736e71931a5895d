using System.Diagnostics;
using Samanvay.Benchmarks.Engine;
using Samanvay.Benchmarks.Measuring;

namespace Samanvay.Benchmarks.Situations;

/// <summary>
/// Gateways that hand their readings in by turns, each its next when the last was acknowledged, and some twice.
/// </summary>
internal sealed class SensorLoad(int observations)
{
    public const int Callers = 40;
    public const int TwiceEach = 20;

    private readonly int _rounds = Math.Max(2, observations / SensorCity.Sensors);

    /// <summary>One measurement in a new process on a new database; the first round of all sensors warms it
    /// up.</summary>
    public Task<LoadResult> MeasureAsync(string kind) => BenchmarkDatabase.WithAsync(async database =>
    {
        await using var host = await HostProcess.StartAsync(kind, database);
        await WarmUpAsync(host);
        var before = await host.CountIntakeAsync();
        var (seconds, waits, isRight) = await SendAsync(host);
        return new LoadResult((long)_rounds * SensorCity.Sensors, seconds, Distribution.Of(waits))
        {
            Before = before, Counts = await host.CountIntakeAsync(), IsRight = isRight,
        };
    });

    public static Task WarmUpAsync(HostProcess host) => SendAsync(host, 0, 1);

    public Task<(double Seconds, List<double> Waits, bool IsRight)> SendAsync(HostProcess host) =>
        SendAsync(host, 1, _rounds);

    /// <summary>The same with the process killed in the middle and another one on its database. What was not
    /// acknowledged is sent again.</summary>
    public Task<KillResult> KilledAsync(string kind) => BenchmarkDatabase.WithAsync(async database =>
    {
        var host = await HostProcess.StartAsync(kind, database);
        await WarmUpAsync(host);
        var next = new Turns(1, _rounds);
        var sending = Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(() => UntilCutAsync(host, next))));
        while (next.Taken < Readings.Gateways * _rounds / 2)
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
        await host.KillAsync();
        await sending;
        await host.DisposeAsync();
        var began = Stopwatch.GetTimestamp();
        await using var second = await HostProcess.StartAsync(kind, database);
        await second.TakeAsync(new Readings(0, 0).Write());
        var start = Stopwatch.GetElapsedTime(began).TotalSeconds;
        var found = await second.CountIntakeAsync();
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(async () =>
        {
            while (next.Next() is { } readings)
            {
                await second.TakeAsync(readings.Write());
                next.Done(readings);
            }
        })));
        var whole = await second.CountIntakeAsync();
        return new KillResult(whole.Told, start, found.Changes, whole.Changes - found.Changes);
    });

    private static async Task UntilCutAsync(HostProcess host, Turns next)
    {
        while (next.Next() is { } readings)
        {
            var answered = host.TakeAsync(readings.Write());
            if (await Task.WhenAny(answered, host.Ended) != answered)
            {
                next.GiveBack(readings);
                return;
            }

            next.Done(readings);
        }
    }

    private static async Task<(double, List<double>, bool)> SendAsync(HostProcess host, int from, int rounds)
    {
        var next = new Turns(from, rounds);
        var waits = new List<double>[Callers];
        var wrong = 0;
        var began = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(async () =>
        {
            waits[caller] = [];
            for (var number = caller; next.Next() is { } readings; number++)
            {
                var bytes = readings.Write();
                var sent = Stopwatch.GetTimestamp();
                var answer = await host.TakeAsync(bytes);
                waits[caller].Add(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
                if (answer.Taken != Readings.Each) Interlocked.Increment(ref wrong);
                next.Done(readings);
                if (number % TwiceEach != 0 || !host.KnowsDuplicates) continue;
                answer = await host.TakeAsync(bytes);
                if (answer.Duplicates != Readings.Each) Interlocked.Increment(ref wrong);
            }
        })));
        return (Stopwatch.GetElapsedTime(began).TotalSeconds, [.. waits.SelectMany(each => each)], wrong == 0);
    }

    /// <summary>Each gateway in its turn, and a round only after all have acknowledged the one before: a gateway sends
    /// its readings in their order.</summary>
    private sealed class Turns(int from, int rounds)
    {
        private readonly Lock _gate = new();
        private readonly Queue<Readings> _back = new();
        private readonly int[] _done = new int[Readings.Gateways];
        private int _next;

        public int Taken => Volatile.Read(ref _next);

        public Readings? Next()
        {
            while (true)
            {
                lock (_gate)
                {
                    if (_back.TryDequeue(out var again)) return again;
                    if (_next == Readings.Gateways * rounds) return null;
                    var (gateway, round) = (_next % Readings.Gateways, _next / Readings.Gateways);
                    if (_done[gateway] >= round)
                    {
                        _next++;
                        return new Readings(gateway, from + round);
                    }
                }

                Thread.Yield();
            }
        }

        public void Done(Readings readings)
        {
            lock (_gate) _done[readings.Gateway]++;
        }

        public void GiveBack(Readings readings)
        {
            lock (_gate) _back.Enqueue(readings);
        }
    }
}

/// <summary>What came of a kill.</summary>
/// <param name="Start">Seconds to the first answer.</param>
/// <param name="Before">Changes told before it.</param>
/// <param name="After">And after it.</param>
internal sealed record KillResult(string Told, double Start, long Before, long After);

/// <summary>One measurement.</summary>
internal sealed record LoadResult(long Observations, double Seconds, Distribution Waits)
{
    public required IntakeCounts Before { get; init; }

    public required IntakeCounts Counts { get; init; }

    /// <summary>What came once was taken, what came twice was answered so.</summary>
    public required bool IsRight { get; init; }

    public double PerSecond => Observations / Seconds;

    public double AllocatedEach => (double)(Counts.Allocated - Before.Allocated) / Observations;

    /// <summary>Milliseconds of the processor for a thousand.</summary>
    public double ServerEach => (Counts.Seconds - Before.Seconds) * 1_000_000 / Observations;

    public double BatchSize => (double)Observations / Math.Max(1, Counts.Batches - Before.Batches);

    public RawShape Shape => new(
        1000.0 * (Counts.Rows - Before.Rows) / Observations,
        (int)((Counts.StateBytes - Before.StateBytes) / Math.Max(1, Counts.Rows - Before.Rows)),
        (int)(1000.0 * (Counts.SegmentBytes - Before.SegmentBytes) / Observations),
        1000.0 * (Counts.Inbox - Before.Inbox) / Observations);
}

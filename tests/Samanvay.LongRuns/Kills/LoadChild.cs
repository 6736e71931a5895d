using Samanvay.Benchmarks.Engine;
using Samanvay.Engine.Incidents;
using Samanvay.Runtime.Commands;
using Samanvay.Runtime.Ports;

namespace Samanvay.LongRuns.Kills;

/// <summary>
/// A process to be killed. It sends every command under a key that follows from its number, so that the next process
/// can send the same again, and says on its output what was acknowledged.
/// </summary>
internal static class LoadChild
{
    private const int Callers = 16;

    /// <param name="from">The first procedure to send; earlier processes may have sent any of them before.</param>
    /// <param name="to">Where to stop; the last process stops, the others are killed before.</param>
    public static async Task<int> RunAsync(string path, int from, int to)
    {
        var request = new ServiceRequest(withTimer: true);
        await using var engine = await RunningEngine.StartAsync(path, request);
        await SayAsync($"differences {await engine.Reconciler.RunOnceAsync(CancellationToken.None)}");
        var next = from - 1;
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(async () =>
        {
            for (int number; (number = Interlocked.Increment(ref next)) < to;)
                await OneAsync(engine, request, number);
        })));
        await WaitForEndsAsync(engine, to);
        await SayAsync($"differences {await engine.Reconciler.RunOnceAsync(CancellationToken.None)}");
        await SayAsync("done");
        return 0;
    }

    private static async Task OneAsync(RunningEngine engine, ServiceRequest request, int number)
    {
        var key = KeyOf(number);
        OperationCommand[] commands =
        [
            request.Start(engine.Time.Now(key.City)),
            ServiceRequest.Complete(1, engine.Time.Now(key.City)),
            ServiceRequest.Complete(2, engine.Time.Now(key.City)),
        ];
        foreach (var (command, index) in commands.Select((command, index) => (command, index)))
        {
            var answer = await engine.Loop.SubmitAsync(
                new Submission(key, command) { Key = $"{number}-{index}" }, CancellationToken.None);
            if (answer is not CommandAccepted accepted) throw new InvalidOperationException($"Not accepted: {answer}");
            await SayAsync($"ack {number} {index} {accepted.Sequence} .");
        }
    }

    private static async Task WaitForEndsAsync(RunningEngine engine, int to)
    {
        for (var number = 0; number < to; number++)
        {
            while ((await engine.Store.LoadAsync(
                KeyOf(number), CancellationToken.None))?.Sequence < EndWatch.LastSequence)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
            }
        }
    }

    private static OperationKey KeyOf(int number) =>
        new(RunningEngine.City, new OperationId(new Guid(number, 0, 0, new byte[8])));

    private static async Task SayAsync(string line)
    {
        await Console.Out.WriteLineAsync(line);
        await Console.Out.FlushAsync();
    }
}

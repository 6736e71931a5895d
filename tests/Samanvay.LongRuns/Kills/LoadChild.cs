using System.Globalization;
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
    private static readonly TimeSpan Again = TimeSpan.FromMilliseconds(20);

    /// <summary>Under which a caller sends a command, so that it is done once however often it is sent.</summary>
    public static string KeyOf(int number, int call) =>
        string.Create(CultureInfo.InvariantCulture, $"key<{number}-{call}>");

    public static async Task<int> RunAsync(LoadOrder order)
    {
        var points = new KillPoints(order.KillAt);
        await using var engine = await LoadEngine.StartAsync(order.Database, points);
        await SayAsync($"differences {engine.Differences}");
        await SayAsync("ready");
        points.Begin();
        var next = order.From - 1;
        await Task.WhenAll(Enumerable.Range(0, order.Callers).Select(_ => Task.Run(async () =>
        {
            for (int number; (number = Interlocked.Increment(ref next)) < order.To;)
            {
                await OneAsync(engine, number, points);
                if (order.Pause > 0) await Task.Delay(TimeSpan.FromMilliseconds(order.Pause), TimeProvider.System);
            }
        })));
        await WaitForEndsAsync(engine, order.To);
        await SayAsync($"differences {await engine.ReconcileAsync()}");
        await SayAsync("done");
        return 0;
    }

    private static async Task OneAsync(LoadEngine engine, int number, KillPoints points)
    {
        var key = OperationOf(number);
        var calls = LoadProcedure.Calls(engine.Time.Now(key.City));
        foreach (var (command, index) in calls.Select((call, index) => (call, index)))
        {
            var accepted = await SubmitAsync(engine, new Submission(key, command) { Key = KeyOf(number, index) });
            points.Reach("before the caller is told");
            await SayAsync($"ack {number} {index} {accepted.Sequence} .");
            points.Reach("after the caller was told");
        }
    }

    // Who is told to come again does so; whoever hears nothing would, too.
    private static async Task<CommandAccepted> SubmitAsync(LoadEngine engine, Submission submission)
    {
        while (true)
        {
            switch (await engine.Loop.SubmitAsync(submission, CancellationToken.None))
            {
                case CommandAccepted accepted: return accepted;
                case CommandBusy: await Task.Delay(Again, TimeProvider.System); break;
                case var other: throw new InvalidOperationException($"Not accepted: {other}");
            }
        }
    }

    private static async Task WaitForEndsAsync(LoadEngine engine, int to)
    {
        for (var number = 0; number < to; number++)
        {
            while ((await engine.Store.LoadAsync(OperationOf(number), CancellationToken.None))?.Sequence
                < LoadProcedure.LastSequence)
            {
                await Task.Delay(Again, TimeProvider.System);
            }
        }
    }

    private static OperationKey OperationOf(int number) =>
        new(LoadEngine.City, new OperationId(new Guid(number, 0, 0, new byte[8])));

    private static async Task SayAsync(string line)
    {
        await Console.Out.WriteLineAsync(line);
        await Console.Out.FlushAsync();
    }
}

/// <summary>What a process is to do before it dies.</summary>
/// <param name="From">The first procedure to send; earlier processes may have sent any of them before.</param>
/// <param name="To">Where to stop; the last process stops, the others are killed before.</param>
internal sealed record LoadOrder(string Database, int From, int To)
{
    public const string Verb = "load-child";

    public int Callers { get; init; } = 16;

    public int KillAt { get; init; }

    /// <summary>Milliseconds that a caller rests after each procedure.</summary>
    public int Pause { get; init; }

    public string[] Arguments =>
        [Verb, Database, Text(From), Text(To), Text(Callers), Text(KillAt), Text(Pause)];

    /// <summary>Null where the arguments are no order.</summary>
    public static LoadOrder? Read(string[] arguments) =>
        arguments is [Verb, var database, var from, var to, var callers, var killAt, var pause]
            ? new(database, Number(from), Number(to))
            {
                Callers = Number(callers), KillAt = Number(killAt), Pause = Number(pause),
            }
            : null;

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}

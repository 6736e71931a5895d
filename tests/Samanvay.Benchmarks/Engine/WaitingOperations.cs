using System.Text;
using NodaTime;
using Npgsql;
using Samanvay.Benchmarks.Measuring;
using Samanvay.Engine.Incidents;
using Samanvay.Runtime.Commands;
using Samanvay.Runtime.Ports;

namespace Samanvay.Benchmarks.Engine;

/// <summary>
/// Many procedures that wait, written fast: the first is started by the engine, and the store writes what that wrote
/// again and again under other names. Every state, history and hash is as the engine would have made it.
/// </summary>
internal static class WaitingOperations
{
    private const int AtOnce = 1000;

    /// <summary>The reminder on the first step.</summary>
    public static Duration TimerAfter { get; } = Duration.FromHours(8);

    public static OperationKey KeyOf(int number) =>
        new(RunningEngine.City, new OperationId(new Guid(number, 1, 0, new byte[8])));

    /// <param name="started">Their timers are due <see cref="TimerAfter"/>.</param>
    public static async Task WriteAsync(string database, int first, int count, Instant started)
    {
        var pattern = await RecordAsync(database, KeyOf(first), started);
        await using var engine = await RunningEngine.StartAsync(
            database, new ServiceRequest(withTimer: true), servicesRun: false);
        for (var from = first + 1; from < first + count; from += AtOnce)
        {
            var numbers = Enumerable.Range(from, Math.Min(AtOnce, first + count - from));
            var writes = numbers.Select(number => Copy(pattern.Operations[0], number));
            await engine.Store.SaveAsync(
                new StepBatch([.. writes], [], [], pattern.Times), CancellationToken.None);
        }
    }

    /// <summary>What a database does some time after so many rows were written at once is done now.</summary>
    public static async Task SettleAsync(string database)
    {
        if (!BenchmarkDatabase.IsPostgres(database)) return;
        var settings = new NpgsqlConnectionStringBuilder(database) { Pooling = false, CommandTimeout = 0 };
        await using var connection = new NpgsqlConnection(settings.ConnectionString);
        await connection.OpenAsync();
        foreach (var work in (string[])["VACUUM (FREEZE, ANALYZE)", "CHECKPOINT"])
        {
#pragma warning disable CA2100 // The texts are this program's own.
            await using var command = new NpgsqlCommand(work, connection);
#pragma warning restore CA2100
            await command.ExecuteNonQueryAsync();
        }
    }

    private static async Task<StepBatch> RecordAsync(string database, OperationKey first, Instant started)
    {
        var batches = new List<StepBatch>();
        var request = new ServiceRequest(withTimer: true);
        await using var engine = await RunningEngine.StartAsync(
            database, request, inner => new CountingStore(inner, batches.Add));
        var answer = await engine.Loop.SubmitAsync(
            new Submission(first, request.Start(Cut(started))), CancellationToken.None);
        if (answer is not CommandAccepted) throw new InvalidOperationException($"Not accepted: {answer}");
        return batches[0];
    }

    // As the clocks of cities give it.
    private static Instant Cut(Instant instant) =>
        Instant.FromUnixTimeMilliseconds(instant.ToUnixTimeMilliseconds());

    private static OperationWrite Copy(OperationWrite pattern, int number)
    {
        var (before, key) = (pattern.Key, KeyOf(number));
        var entry = pattern.History[0];
        var body = Renamed(entry.Body, before, key);
        var hash = HashChain.Next(HashChain.Start.Span, body);
        return pattern with
        {
            Key = key,
            After = pattern.After with { Key = key, State = Renamed(pattern.After.State, before, key), Hash = hash },
            History = [entry with { Body = body, Hash = hash }],
        };
    }

    private static byte[] Renamed(ReadOnlyMemory<byte> json, OperationKey before, OperationKey after)
    {
        var copy = json.ToArray();
        var (old, now) = (Encoding.UTF8.GetBytes($"{before.Operation}"), Encoding.UTF8.GetBytes($"{after.Operation}"));
        for (int place, from = 0; (place = copy.AsSpan(from).IndexOf(old)) >= 0; from += place + now.Length)
            now.CopyTo(copy.AsSpan(from + place));
        return copy;
    }
}

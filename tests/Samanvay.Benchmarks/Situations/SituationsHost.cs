using System.Security.Cryptography;
using System.Text;
using NodaTime;
using Samanvay.Benchmarks.Engine;
using Samanvay.Runtime.Intake;

namespace Samanvay.Benchmarks.Situations;

/// <summary>Takes readings in; what it answers follows from what became of them.</summary>
internal interface ITakesReadings : IWorkload
{
    /// <summary>Returns when they are on the disk.</summary>
    Task<ReadingsAnswer> TakeAsync(ReadOnlyMemory<byte> readings);

    Task<IntakeCounts> CountIntakeAsync();
}

internal sealed record ReadingsAnswer(int Taken, int Duplicates, int Others);

/// <summary>What the lane has written since the process began.</summary>
/// <param name="Observations">New ones.</param>
/// <param name="Rows">Of situations.</param>
/// <param name="StateBytes">In them.</param>
/// <param name="SegmentBytes">In the segments.</param>
internal sealed record IntakeCounts(long Observations, long Rows, long StateBytes, long SegmentBytes)
{
    public long Batches { get; init; }

    public long Inbox { get; init; }

    public long Allocated { get; init; }

    public long WorkingSet { get; init; }

    public double Seconds { get; init; }

    /// <summary>How many times rules have told something.</summary>
    public long Changes { get; init; }

    /// <summary>Of all that every rule has told at every place.</summary>
    public string Told { get; init; } = "";
}

/// <summary>The real lane on the real store, beside the loop that takes people's commands.</summary>
internal sealed class SituationsHost(RunningEngine engine, IWorkload commands, CountingObservations counts)
    : ITakesReadings
{
    private readonly Instant _began = Began();

    public static async Task<SituationsHost> StartAsync(string database, int rules)
    {
        var (counting, observations) = (default(CountingStore), default(CountingObservations));
        var engine = await RunningEngine.StartAsync(database, new ServiceRequest(), new HostSurroundings
        {
            AroundOperations = inner => counting = new CountingStore(inner),
            AroundObservations = inner => observations = new CountingObservations(inner),
            Intake = new SensorCity(rules),
        });
        return new SituationsHost(engine, new EngineWorkload(engine, counting!), observations!);
    }

    // The same for a process that goes on after a kill: the season has one beginning.
    internal static Instant Began() => Instant.FromUnixTimeSeconds(long.Parse(
        Environment.GetEnvironmentVariable(SituationsBenchmark.Season)!,
        System.Globalization.CultureInfo.InvariantCulture));

    public Task AnswerAsync(Call call) => commands.AnswerAsync(call);

    public Task<HostCounts> CountAsync() => commands.CountAsync();

    public async Task<ReadingsAnswer> TakeAsync(ReadOnlyMemory<byte> readings)
    {
        var answers = await engine.Lane.SubmitAsync(
            RunningEngine.City, Readings.Read(readings.Span, _began), CancellationToken.None);
        var (taken, duplicates) = (
            answers.Count(answer => answer is SignalTaken), answers.Count(answer => answer is SignalDuplicate));
        return new ReadingsAnswer(taken, duplicates, answers.Count - taken - duplicates);
    }

    public async Task<IntakeCounts> CountIntakeAsync()
    {
        using var process = System.Diagnostics.Process.GetCurrentProcess();
        var (changes, told) = await ToldAsync();
        return counts.Read() with
        {
            Allocated = GC.GetTotalAllocatedBytes(), WorkingSet = process.WorkingSet64,
            Seconds = process.TotalProcessorTime.TotalSeconds, Changes = changes, Told = told,
        };
    }

    public ValueTask DisposeAsync() => commands.DisposeAsync();

    // What a rule tells is counted in its row, in the transaction that tells it.
    private async Task<(long Changes, string Told)> ToldAsync()
    {
        var rows = await engine.Views.SituationsAsync(RunningEngine.City, null, CancellationToken.None);
        var told = rows.Where(row => row.Changes > 0)
            .OrderBy(row => row.Key.Rule, StringComparer.Ordinal).ThenBy(row => row.Key.Place, StringComparer.Ordinal)
            .Select(row => $"{row.Key.Rule}/{row.Key.Place}: {row.Changes}").ToList();
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', told)));
        var changes = rows.Sum(row => row.Changes);
        return (changes, $"{changes} changes at {told.Count} places, {Convert.ToHexStringLower(hash)[..12]}");
    }
}

using System.Threading.Channels;
using NodaTime;
using Samanvay.Benchmarks.Engine;
using Samanvay.Runtime.Intake;
using Samanvay.Runtime.Ports;

namespace Samanvay.Benchmarks.Situations;

/// <summary>What the lane wrote for a thousand observations, for the raw limit to write the same.</summary>
internal sealed record RawShape(double Rows, int StateBytes, int SegmentBytes, double Inbox);

/// <summary>
/// What the database alone can do: the same segments, marks and rows with the product's own statements, the same
/// queue, batches and acknowledgements, and nothing judged, compared or made into JSON.
/// </summary>
internal sealed class RawSignals : ITakesReadings
{
    private readonly Channel<Waiting> _queue = Channel.CreateBounded<Waiting>(IntakeLimits.Default.QueueMax);
    private readonly Instant _began = SituationsHost.Began();
    private readonly CancellationTokenSource _stop = new();
    private readonly RunningEngine _engine;
    private readonly RawShape _shape;
    private readonly byte[] _state;
    private readonly Task _serving;
    private long _position;
    private double _rows;
    private double _inbox;
    private long _number;

    private RawSignals(RunningEngine engine, RawShape shape)
    {
        (_engine, _shape, _state) = (engine, shape, new byte[shape.StateBytes]);
        Array.Fill(_state, (byte)'0');
        _serving = ServeAsync();
    }

    public static async Task<RawSignals> StartAsync(string database, RawShape shape) => new(
        await RunningEngine.StartAsync(database, new ServiceRequest(), servicesRun: false), shape);

    public async Task<ReadingsAnswer> TakeAsync(ReadOnlyMemory<byte> readings)
    {
        var waiting = new Waiting(Readings.Read(readings.Span, _began));
        await _queue.Writer.WriteAsync(waiting);
        await waiting.Saved.Task;
        return new ReadingsAnswer(waiting.Signals.Count, 0, 0);
    }

    public Task AnswerAsync(Call call) => Task.CompletedTask;

    public Task<HostCounts> CountAsync() => Task.FromResult(new HostCounts(0, 0, 0, 0));

    public Task<IntakeCounts> CountIntakeAsync() => Task.FromResult(new IntakeCounts(0, 0, 0, 0));

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _serving;
        await _engine.DisposeAsync();
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (await _queue.Reader.WaitToReadAsync(_stop.Token)) await SaveAsync();
        }
        catch (OperationCanceledException)
        {
            // The measurement is over.
        }
    }

    private async Task SaveAsync()
    {
        var (taken, count) = (new List<Waiting>(), 0);
        while (count < IntakeLimits.Default.BatchMax && _queue.Reader.TryRead(out var next))
        {
            taken.Add(next);
            count += next.Signals.Count;
        }

        var signals = taken.SelectMany(waiting => waiting.Signals).ToList();
        var marks = signals.Select(signal => new ObservationMark(
            new ObservationId(RunningEngine.City, $"{signal.Sender}\n{signal.Source}", signal.Id),
            signal.Time + IntakeLimits.Default.DuplicateWindow)).ToList();
        var head = new ObservationHead([new IntakeStep(RunningEngine.City, _position)], marks);
        await _engine.Observations.SaveAsync(head, seen => Batch(signals), CancellationToken.None);
        _position++;
        foreach (var waiting in taken) waiting.Saved.TrySetResult();
    }

    private ObservationBatch Batch(List<SignalEvent> signals)
    {
        var at = signals[0].Time;
        var body = new byte[(long)_shape.SegmentBytes * signals.Count / 1000];
        var segment = new ObservationSegment(RunningEngine.City, at, at, signals[^1].Time, signals.Count, body)
        {
            Position = _position + 1,
        };
        var rows = new List<SituationRow>();
        for (_rows += _shape.Rows * signals.Count / 1000; _rows >= 1; _rows--)
        {
            var signal = signals[rows.Count % signals.Count];
            rows.Add(new SituationRow(
                new SituationKey(RunningEngine.City, $"rule-{signal.Device[^6..^1]}", signal.Device), _state,
                at + Duration.FromHours(3), 0) { Position = _position + 1 });
        }

        var inbox = new List<InboxRow>();
        for (_inbox += _shape.Inbox * signals.Count / 1000; _inbox >= 1; _inbox--)
            inbox.Add(new InboxRow(0, RunningEngine.City, $"raw:{++_number}", "raw", "raw", _state, at, 0));
        var batch = new ObservationBatch([segment], rows, inbox);
        batch.Checkpoints[RunningEngine.City] = _position;
        return batch;
    }

    private sealed record Waiting(List<SignalEvent> Signals)
    {
        public TaskCompletionSource Saved { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}

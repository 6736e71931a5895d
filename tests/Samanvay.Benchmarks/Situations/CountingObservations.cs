using NodaTime;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Ports;

namespace Samanvay.Benchmarks.Situations;

/// <summary>Passes everything on, and counts what is written.</summary>
internal sealed class CountingObservations(IObservationStore inner) : IObservationStore
{
    private readonly Lock _gate = new();
    private IntakeCounts _counts = new(0, 0, 0, 0);

    public IntakeCounts Read()
    {
        lock (_gate) return _counts;
    }

    public ValueTask<IntakePosition> PositionAsync(CityId city, CancellationToken cancellation) =>
        inner.PositionAsync(city, cancellation);

    public ValueTask<IReadOnlyDictionary<SituationKey, SituationRow>> LoadAsync(
        IReadOnlyCollection<SituationKey> keys, CancellationToken cancellation) => inner.LoadAsync(keys, cancellation);

    public ValueTask<IReadOnlyList<SituationRow>> ChangedAsync(
        CityId city, long after, CancellationToken cancellation) => inner.ChangedAsync(city, after, cancellation);

    public ValueTask<IReadOnlyList<ObservationSegment>> SegmentsAsync(
        SegmentSpan span, int readings, CancellationToken cancellation) =>
        inner.SegmentsAsync(span, readings, cancellation);

    public ValueTask<IReadOnlyList<SituationRow>> DueAsync(
        CityId city, Instant now, int limit, CancellationToken cancellation) =>
        inner.DueAsync(city, now, limit, cancellation);

    public ValueTask<Instant?> NextDueAsync(CityId city, CancellationToken cancellation) =>
        inner.NextDueAsync(city, cancellation);

    public async ValueTask SaveAsync(
        ObservationHead head, Func<IReadOnlySet<int>, ObservationBatch> judge, CancellationToken cancellation)
    {
        var batch = default(ObservationBatch);
        await inner.SaveAsync(head, seen => batch = judge(seen), cancellation);
        lock (_gate)
        {
            _counts = new IntakeCounts(
                _counts.Observations + batch!.Segments.Sum(segment => segment.Count),
                _counts.Rows + batch.Situations.Count,
                _counts.StateBytes + batch.Situations.Sum(row => row.State.Length),
                _counts.SegmentBytes + batch.Segments.Sum(segment => segment.Body.Length))
            {
                Batches = _counts.Batches + 1, Inbox = _counts.Inbox + batch.Inbox.Count,
            };
        }
    }
}

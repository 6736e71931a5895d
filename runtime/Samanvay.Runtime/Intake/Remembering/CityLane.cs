using System.Buffers;
using NodaTime;
using Samanvay.Engine.Situations;
using Samanvay.Engine.Situations.Packing;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Ports;
using StoredKey = Samanvay.Runtime.Ports.SituationKey;

namespace Samanvay.Runtime.Intake.Remembering;

/// <summary>
/// What the lane remembers of one city between batches: the situations, and how far it has followed the city's batches.
/// </summary>
/// <remarks>
/// A situation whose readings told nothing is not written with them: they stand in the segment, and from the segments
/// after the checkpoint the same state follows again. So a start, and a batch that another process stored first, are
/// the same thing: the batches that this process does not know are taken through its memory, and tell nobody anything.
/// </remarks>
internal sealed class CityLane(CityId city, IObservationStore store, IntakeLimits limits, TimeProvider host)
{
    private const int ReadingsOfPage = 50_000;
    private const int RowsOfPage = 5_000;

    private readonly List<InboxRow> _untold = [];
    private readonly HashSet<CachedSituation> _wanted = [];
    private readonly SituationPacker _packer = new();
    private IntakeContext? _context;
    private bool _isKnown;

    public CityId City => city;

    public SituationCache Cache { get; } = new();

    public RecentEvents Recent { get; } = new();

    /// <summary>Of the batch under way.</summary>
    public ArrayBufferWriter<byte> SegmentBody { get; } = new();

    /// <summary>The last batch that is in the memory.</summary>
    public long Position { get; private set; }

    /// <summary>Something is to be written although no reading came.</summary>
    public bool HasToWrite => _untold.Count > 0 || _wanted.Count > 0
        || Cache.Unwritten.Before(host.GetUtcNow() - limits.UnwrittenFor.ToTimeSpan(), 1).Any();

    /// <summary>Nothing in memory counts any more.</summary>
    public void Forget()
    {
        _isKnown = false;
        _context = null;
        _untold.Clear();
        _wanted.Clear();
        Cache.Clear();
    }

    /// <summary>Another process stored a batch: its readings come first.</summary>
    public void Doubt() => _isKnown = false;

    /// <summary>Knows all batches that are stored, and judges by the city's present rules.</summary>
    public async ValueTask FollowAsync(IntakeContext context, CancellationToken cancellation)
    {
        if (!_isKnown) await CatchUpAsync(_context ?? context, cancellation);
        if (_context is not null && !ReferenceEquals(_context.Index, context.Index)) await WriteAllAsync(cancellation);
        _context = context;
        _isKnown = true;
    }

    /// <summary>Finds the situations that the signals can move, and others; what is not in memory is read from its
    /// row.</summary>
    public async ValueTask LoadAsync(
        IReadOnlyCollection<RoutedSignal> signals, IEnumerable<StoredKey> others, CancellationToken cancellation)
    {
        var missing = others.Where(key => Cache.Find(key.Rule, key.Place) is null).ToHashSet();
        foreach (var signal in signals) Find(signal, missing);
        if (missing.Count == 0) return;
        var rows = await store.LoadAsync(missing, cancellation);
        foreach (var key in missing) Cache.Add(key, rows.GetValueOrDefault(key));
        foreach (var signal in signals) Find(signal, missing);
    }

    /// <summary>Situations that must be looked at by now, those in memory and those that only have a row.</summary>
    public async ValueTask<IReadOnlyList<CachedSituation>> DueAsync(
        Instant now, int limit, CancellationToken cancellation)
    {
        foreach (var row in await store.DueAsync(city, now, limit, cancellation))
        {
            if (Cache.Find(row.Key.Rule, row.Key.Place) is not { } known) Cache.Add(row.Key, row);
            // The row is behind, so that it would be found again and again.
            else if (known.UnwrittenSince > 0) _wanted.Add(known);
        }

        return Cache.Due(now, limit);
    }

    /// <summary>When the first of all situations is to be looked at, if no reading comes before.</summary>
    public async ValueTask<Instant?> NextDueAsync(CancellationToken cancellation)
    {
        var (stored, remembered) = (await store.NextDueAsync(city, cancellation), Cache.NextLook);
        return stored < remembered || remembered is null ? stored : remembered;
    }

    /// <summary>What is written with a batch.</summary>
    public CityWrite Seal(SituationJudge judge)
    {
        var written = new HashSet<CachedSituation>(_wanted);
        foreach (var moved in judge.Moved)
            if (MustBeWritten(moved)) written.Add(moved);
        var before = host.GetUtcNow() - limits.UnwrittenFor.ToTimeSpan();
        foreach (var old in Cache.Unwritten.Before(before, Math.Max(RowsOfPage / 10, judge.Moved.Count)))
            written.Add(old);
        foreach (var one in written)
            if (one.Next is { } next) next.IsWritten = true;
        var position = Position + 1;
        var isAllWritten = judge.Moved.All(moved => moved.Next!.IsWritten);
        return new CityWrite(
            written, [.. written.Select(one => one.Row(position))], [.. _untold, .. judge.Inbox],
            Cache.Unwritten.Checkpoint(written, isAllWritten ? position : position - 1));
    }

    /// <summary>The batch is stored.</summary>
    public void Keep(SituationJudge judge, CityWrite write)
    {
        Position++;
        _untold.Clear();
        _wanted.Clear();
        foreach (var situation in write.Situations)
            if (situation.Next is null) situation.Keep(Position, isWritten: true, _packer);
        foreach (var situation in judge.Moved) Keep(situation, Position, situation.Next!.IsWritten);
        Cache.Shrink(limits.SituationsMax);
    }

    private static bool MustBeWritten(CachedSituation moved) =>
        moved.Next is { MustBeWritten: true } || !moved.IsStored
        // Who looks at the rows alone may come too early, and never too late.
        || (moved.Next!.Due is { } due && !(due >= moved.StoredDue));

    private void Keep(CachedSituation situation, long position, bool isWritten)
    {
        var wasWritten = situation.UnwrittenSince == 0;
        situation.Keep(position, isWritten, _packer);
        if (wasWritten && !isWritten) Cache.Unwritten.Add(situation, host.GetUtcNow());
        Cache.Look(situation);
    }

    private void Find(RoutedSignal signal, HashSet<StoredKey> missing)
    {
        for (var index = 0; index < signal.Routes.Length; index++)
        {
            var route = signal.Routes[index];
            var known = signal.Situations[index] = Cache.Find(route.Rule.Id, route.Key);
            if (known is null) missing.Add(new StoredKey(city, route.Rule.Id, route.Key));
            if (route.Rule.Storm is not null && Cache.Find(route.Rule.Id, StormGate.Everywhere) is null)
                missing.Add(new StoredKey(city, route.Rule.Id, StormGate.Everywhere));
        }
    }

    private async ValueTask CatchUpAsync(IntakeContext context, CancellationToken cancellation)
    {
        var stored = await store.PositionAsync(city, cancellation);
        // Up to the checkpoint the rows tell everything, and segments may be gone.
        if (stored.Checkpoint > Position) Forget();
        var after = stored.Checkpoint;
        if (_context is not null)
        {
            after = Position;
            foreach (var row in await store.ChangedAsync(city, Position, cancellation)) Cache.Replace(row);
        }

        while (after < stored.Position)
        {
            var span = new SegmentSpan(city, after, stored.Position);
            var segments = await store.SegmentsAsync(span, ReadingsOfPage, cancellation);
            if (segments.Count == 0) break;
            await RepeatAsync(context, segments, cancellation);
            after = segments[^1].Position;
        }

        Position = stored.Position;
    }

    private async ValueTask RepeatAsync(
        IntakeContext context, IReadOnlyList<ObservationSegment> segments, CancellationToken cancellation)
    {
        var batches = segments.Select(segment => (segment, Signals: SegmentJson.Read(segment)
            .OrderBy(signal => signal.Time).Select(signal => Routed(context, signal)).OfType<RoutedSignal>().ToList()))
            .ToList();
        await LoadAsync([.. batches.SelectMany(batch => batch.Signals)], [], cancellation);
        foreach (var (segment, signals) in batches) Repeat(context, segment, signals);
    }

    private static RoutedSignal? Routed(IntakeContext context, SignalEvent signal) =>
        context.DeviceOf(signal.Device) is { } device ? RoutedSignal.Of(context, device, signal) : null;

    // What a rule can not judge it could not judge then. What is told now is what a new version of a rule sees in
    // readings that nobody had judged by it: it is told with the next batch.
    private void Repeat(IntakeContext context, ObservationSegment segment, List<RoutedSignal> signals)
    {
        var judge = new SituationJudge(city, context, Cache, segment.ReceivedAt) { Position = segment.Position };
        foreach (var signal in signals) judge.Observe(signal);
        judge.Settle(static (_, _) => { });
        _untold.AddRange(judge.Inbox);
        foreach (var situation in judge.Moved)
        {
            if (situation.Next is { MustBeWritten: true }) _wanted.Add(situation);
            Keep(situation, segment.Position, isWritten: false);
        }
    }

    // By the old rules, so that a start does not judge by the new ones what was judged.
    private async ValueTask WriteAllAsync(CancellationToken cancellation)
    {
        while (!Cache.Unwritten.IsEmpty)
        {
            var written = Cache.Unwritten.Oldest(RowsOfPage).ToHashSet();
            var position = Position + 1;
            var rows = written.Select(one => one.Row(position)).ToList();
            var checkpoint = Cache.Unwritten.Checkpoint(written, position);
            await store.SaveAsync(
                new ObservationHead([new IntakeStep(city, Position)], []),
                _ => new ObservationBatch([], rows, []) { Checkpoints = { [city] = checkpoint } }, cancellation);
            Position = position;
            foreach (var situation in written) situation.Keep(position, isWritten: true, _packer);
        }
    }
}

/// <summary>What one batch writes of one city.</summary>
/// <param name="Checkpoint">The batch up to which the rows then tell everything.</param>
internal sealed record CityWrite(
    IReadOnlySet<CachedSituation> Situations, IReadOnlyList<SituationRow> Rows, IReadOnlyList<InboxRow> Inbox,
    long Checkpoint);

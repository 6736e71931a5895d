using System.Collections.Immutable;
using NodaTime;
using Samanvay.Engine.Incidents;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Ports;

namespace Samanvay.Runtime.Commands;

/// <summary>Commands that were stepped together and will be saved together. Nobody is answered before.</summary>
internal sealed class SteppedBatch
{
    private readonly Dictionary<OperationKey, SteppedOperation> _operations = [];
    private readonly List<(PendingCommand Pending, CommandAnswer Answer)> _answers = [];
    private readonly List<HandledCommand> _handled = [];
    private readonly List<long> _inbox = [];
    private readonly List<DoneEffect> _done = [];
    private readonly Dictionary<CityId, Instant> _times = [];
    private readonly Dictionary<OperationKey, long> _seen = [];

    public int Count => _answers.Count;

    public bool IsEmpty => _operations.Count == 0 && _handled.Count == 0 && _inbox.Count == 0
        && _done.Count == 0;

    /// <summary>Whether an answer follows from a state that the batch does not change.</summary>
    public bool HasSeen => _seen.Count > 0;

    public IEnumerable<PendingCommand> Pending => _answers.Select(answer => answer.Pending);

    public IReadOnlyCollection<SteppedOperation> Operations => _operations.Values;

    public void Accept(PendingCommand pending, HotOperation hot, OperationContext context, OperationAccepted accepted)
    {
        var at = pending.Submission.Command.At;
        if (!_operations.TryGetValue(hot.Key, out var stepped))
            _operations[hot.Key] = stepped = new SteppedOperation(hot);
        stepped.Add(at, context, accepted);
        hot.Current = accepted.Operation;
        _times[hot.Key.City] = _times.TryGetValue(hot.Key.City, out var latest) ? Instant.Max(latest, at) : at;
        Answer(pending, new CommandAccepted(hot.Key, accepted.Operation.Sequence), isNew: true);
    }

    public void Refuse(PendingCommand pending, HotOperation hot, CommandRefused refused)
    {
        if (!_operations.ContainsKey(hot.Key)) _seen.TryAdd(hot.Key, hot.Current.Sequence);
        Answer(pending, refused, isNew: true);
    }

    /// <param name="isNew">False for an answer that is already stored, or that must not be.</param>
    public void Answer(PendingCommand pending, CommandAnswer answer, bool isNew)
    {
        _answers.Add((pending, answer));
        var submission = pending.Submission;
        if (answer is CommandFailed || (answer is CommandRefused && submission.TriesAgainWhenRefused)) return;
        if (submission.Inbox is { } row) _inbox.Add(row);
        if (submission.Effect is { } effect) _done.Add(effect);
        if (isNew && submission.Key is { } key)
        {
            _handled.Add(new HandledCommand(
                new CommandKey(submission.Operation.City, key), AnswerJson.Write(answer), submission.Command.At));
        }
    }

    /// <summary>Everything to be written. Costly: done beside the stepping of the next batch.</summary>
    public StepBatch Seal() => new(
        [.. _operations.Values.Select(operation => operation.Seal())],
        [.. _handled],
        [.. _inbox],
        [.. _times.Select(time => new CityInstant(time.Key, time.Value))])
    {
        Done = [.. _done],
        Seen =
        [
            .. from seen in _seen
               where !_operations.ContainsKey(seen.Key)
               select new OperationSequence(seen.Key, seen.Value),
        ],
    };

    /// <summary>After the commit: remembers what is stored now, and tells the senders.</summary>
    public void Release()
    {
        foreach (var operation in _operations.Values) operation.MarkSaved();
        foreach (var (pending, answer) in _answers) pending.Answer(answer);
    }
}

/// <summary>What one batch did to one operation.</summary>
internal sealed class SteppedOperation(HotOperation hot)
{
    private readonly List<(Instant At, OperationAccepted Accepted)> _steps = [];
    private OperationContext? _context;
    private OperationWrite? _sealed;
    private OperationLines? _lines;

    public OperationKey Key => hot.Key;

    public OperationWrite Sealed => _sealed ?? throw new InvalidOperationException("The batch was not sealed.");

    private Operation After => _steps[^1].Accepted.Operation;

    public void Add(Instant at, OperationContext context, OperationAccepted accepted)
    {
        _steps.Add((at, accepted));
        _context = context;
    }

    public OperationWrite Seal()
    {
        var before = hot.Stored;
        var calendars = _context!.Calendars;
        _lines = LineMapping.Of(After, calendars);
        var history = History();
        var stored = new StoredOperation(Key, After.Sequence, OperationJson.WriteState(After), history[^1].Hash);
        var known = hot.Lines ?? (before.Sequence == 0 ? null : LineMapping.Of(before, calendars));
        return _sealed = new OperationWrite(
            Key, before.Sequence, stored, OperationLineChanges.Between(known, _lines, Passed(_lines)), history,
            [.. _steps.SelectMany(step => step.Accepted.Effects.Select(effect => OutboxMapping.Of(effect, step.At)))]);
    }

    // What came to its end between the states that are compared would be in neither.
    private ImmutableArray<ClockLine> Passed(OperationLines after)
    {
        if (_steps.Count == 1) return [];
        var kept = after.Clocks.Select(clock => clock.Key).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. _steps.SkipLast(1).Reverse().SelectMany(step => LineMapping.Over(step.Accepted.Operation))
                .Where(line => !kept.Contains(line.Key)).DistinctBy(line => line.Key),
        ];
    }

    public void MarkSaved() => hot.MarkSaved(After, Sealed.After.Hash, _lines!);

    private ImmutableArray<HistoryEntry> History()
    {
        var entries = ImmutableArray.CreateBuilder<HistoryEntry>(_steps.Count);
        var hash = hot.Hash;
        foreach (var (at, accepted) in _steps)
        {
            var body = OperationJson.WriteFacts(accepted.Facts);
            hash = HashChain.Next(hash.Span, body);
            entries.Add(new HistoryEntry(accepted.Operation.Sequence, at, body, hash));
        }
        return entries.MoveToImmutable();
    }
}

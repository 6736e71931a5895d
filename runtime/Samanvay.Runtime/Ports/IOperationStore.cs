using System.Collections.Immutable;
using NodaTime;
using Samanvay.Runtime.Access;

namespace Samanvay.Runtime.Ports;

/// <summary>
/// Keeps the operations. What one process saved last is what it loads next, unless another process that shares the
/// database was there between.
/// </summary>
public interface IOperationStore
{
    /// <summary>
    /// Whether other processes save here too. Then what is in memory may be old, and also what was only looked at is
    /// checked by the save.
    /// </summary>
    bool IsShared { get; }

    /// <summary>Those of them that exist, in any order.</summary>
    ValueTask<IReadOnlyList<StoredOperation>> LoadAsync(
        IReadOnlyCollection<OperationKey> keys, CancellationToken cancellation);

    /// <summary>The open incident that a situation with this key joins.</summary>
    ValueTask<OperationKey?> FindJoinableAsync(CityId city, string dedupeKey, CancellationToken cancellation);

    /// <summary>The stored answers of those commands that were handled before.</summary>
    ValueTask<IReadOnlyList<HandledCommand>> FindHandledAsync(
        IReadOnlyCollection<CommandKey> keys, CancellationToken cancellation);

    /// <summary>
    /// Saves everything that one batch changes in one transaction; when it returns, it is on the disk.
    /// </summary>
    /// <exception cref="StorageUnavailableException">The machine failed; whether it was saved is to be
    /// asked.</exception>
    /// <exception cref="StepConflictException">Another process was first; nothing was saved.</exception>
    ValueTask SaveAsync(StepBatch batch, CancellationToken cancellation);

    /// <summary>
    /// For what a <see cref="StepConflictException"/> has come of: holds the operations so that nobody else moves them,
    /// hands out what is stored of them, and saves what was made of it.
    /// </summary>
    /// <param name="work">May be called again when the machine failed between; nothing of it was saved then.</param>
    ValueTask SaveHeldAsync(
        IReadOnlyCollection<OperationKey> operations, Func<IReadOnlyList<StoredOperation>, ValueTask<StepBatch>> work,
        CancellationToken cancellation);
}

/// <summary>The same for one.</summary>
public static class OperationStoreReading
{
    public static async ValueTask<StoredOperation?> LoadAsync(
        this IOperationStore store, OperationKey key, CancellationToken cancellation) =>
        (await store.LoadAsync([key], cancellation)).SingleOrDefault();
}

/// <summary>An operation as it is stored: its state, and the end of its hash chain.</summary>
public sealed record StoredOperation(
    OperationKey Key, long Sequence, ReadOnlyMemory<byte> State, ReadOnlyMemory<byte> Hash);

/// <summary>The sender's name for a command, unique in the city.</summary>
public readonly record struct CommandKey(CityId City, string Key);

/// <summary>A command and what it was answered.</summary>
public sealed record HandledCommand(CommandKey Key, ReadOnlyMemory<byte> Answer, Instant At);

/// <summary>Everything that one batch changes.</summary>
/// <param name="Inbox">Inbox rows that these steps took: they are deleted.</param>
/// <param name="Times">The latest time that each city's steps have seen: its clock never goes back behind it.</param>
public sealed record StepBatch(
    ImmutableArray<OperationWrite> Operations,
    ImmutableArray<HandledCommand> Handled,
    ImmutableArray<long> Inbox,
    ImmutableArray<CityInstant> Times)
{
    /// <summary>
    /// Operations that the batch does not change and whose state is the reason for an answer: the save fails when they
    /// stand elsewhere. 0 means that there must be none.
    /// </summary>
    public ImmutableArray<OperationSequence> Seen { get; init; } = [];

    /// <summary>Effects whose results these steps took: their outbox rows are closed.</summary>
    public ImmutableArray<DoneEffect> Done { get; init; } = [];
}

public readonly record struct OperationSequence(OperationKey Key, long Sequence);

public readonly record struct CityInstant(CityId City, Instant At);

/// <summary>What one batch changes in one operation, which may have taken several of its commands.</summary>
/// <param name="SequenceBefore">0 when the operation is new; the save fails when the stored one is another.</param>
public sealed record OperationWrite(
    OperationKey Key,
    long SequenceBefore,
    StoredOperation After,
    OperationLineChanges Lines,
    ImmutableArray<HistoryEntry> History,
    ImmutableArray<NewOutboxRow> Outbox);

/// <summary>One accepted command: its facts, chained to all before it.</summary>
/// <param name="Body">The facts as a JSON array.</param>
/// <param name="Hash">SHA-256 of the previous entry's hash followed by the body.</param>
public sealed record HistoryEntry(long Sequence, Instant At, ReadOnlyMemory<byte> Body, ReadOnlyMemory<byte> Hash);

/// <param name="Key">Deterministic: the same step always asks for the same key.</param>
public sealed record NewOutboxRow(string Key, string Type, ReadOnlyMemory<byte> Body, string? Reply, Instant At);

using Samanvay.Runtime.Audit;

namespace Samanvay.Runtime.Ports;

/// <summary>Reads the histories and their hashes for whoever checks that nobody has changed them.</summary>
public interface IAuditStore
{
    /// <summary>The newest hash of every operation, page by page.</summary>
    ValueTask<IReadOnlyList<ChainHead>> HeadsAsync(
        OperationKey? after, int limit, CancellationToken cancellation);

    /// <summary>The history up to and with a sequence, in order; as it is stored, gaps and all.</summary>
    ValueTask<IReadOnlyList<HistoryEntry>> HistoryAsync(
        OperationKey key, long upTo, CancellationToken cancellation);

    /// <summary>Those of the entries that are stored, with the hash that stands beside each.</summary>
    ValueTask<IReadOnlyList<ChainHead>> FindAsync(
        IReadOnlyCollection<OperationSequence> entries, CancellationToken cancellation);

    /// <summary>Everything that lies in archives, archive by archive.</summary>
    /// <param name="after">The last of the page before.</param>
    ValueTask<IReadOnlyList<ArchivedOperation>> ArchivedAsync(
        ArchivedOperation? after, int limit, CancellationToken cancellation);

    /// <summary>Those of the operations that lie in archives.</summary>
    ValueTask<IReadOnlyList<ArchivedOperation>> FindArchivedAsync(
        IReadOnlyCollection<OperationKey> operations, CancellationToken cancellation);

    /// <summary>Operations that have a history and no state.</summary>
    ValueTask<IReadOnlyList<OperationKey>> WithoutStateAsync(int limit, CancellationToken cancellation);
}

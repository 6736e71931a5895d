namespace Samanvay.Runtime.Ports;

/// <summary>Compares states with the tables that follow from them, and mends the tables.</summary>
public interface IReconcileStore
{
    /// <summary>
    /// Operations that still run or have anything in the tables of open things, in order of their keys.
    /// </summary>
    ValueTask<IReadOnlyList<OperationKey>> OpenAsync(OperationKey? after, int limit, CancellationToken cancellation);

    /// <summary>
    /// State and tables of each, without holding anybody up: a step that comes between may make them look different.
    /// </summary>
    ValueTask<IReadOnlyList<ReconcileRow>> LookAsync(
        IReadOnlyList<OperationKey> keys, CancellationToken cancellation);

    /// <summary>
    /// Reads state and tables in one transaction, writes what differs, and says in how many lines they did.
    /// </summary>
    /// <param name="derive">What the tables should hold; null when there is no such operation.</param>
    ValueTask<int> RepairAsync(
        OperationKey key, Func<StoredOperation?, OperationLines?> derive, CancellationToken cancellation);
}

/// <summary>What is stored of one operation, and what the tables show of it.</summary>
/// <param name="Stored">Null when there are only lines.</param>
public sealed record ReconcileRow(OperationKey Key, StoredOperation? Stored, OperationLines Found);

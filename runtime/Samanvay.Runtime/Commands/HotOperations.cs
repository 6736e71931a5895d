using Samanvay.Engine.Incidents;
using Samanvay.Runtime.Ports;

namespace Samanvay.Runtime.Commands;

/// <summary>
/// The operations in memory; what is not yet saved is never put out. Where no other process writes, what is here is at
/// least as new as what is stored; else the save finds out.
/// </summary>
internal sealed class HotOperations(IOperationStore store, int capacity)
{
    private readonly Dictionary<OperationKey, LinkedListNode<HotOperation>> _byKey = [];
    private readonly LinkedList<HotOperation> _recent = [];
    private readonly Dictionary<OperationKey, StoredOperation?> _fetched = [];

    public int Count => _byKey.Count;

    /// <summary>Reads those that are not here in one go; what can not be read so is read one by one.</summary>
    public async ValueTask<bool> FetchAsync(IEnumerable<OperationKey> keys, CancellationToken cancellation)
    {
        _fetched.Clear();
        var missing = keys.Where(key => !_byKey.ContainsKey(key)).Distinct().ToList();
        if (missing.Count < 2) return true;
        var found = await store.LoadAsync(missing, cancellation);
        foreach (var key in missing) _fetched[key] = null;
        foreach (var stored in found) _fetched[stored.Key] = stored;
        return true;
    }

    public async ValueTask<HotOperation> GetAsync(OperationKey key, CancellationToken cancellation)
    {
        if (_byKey.TryGetValue(key, out var node))
        {
            _recent.Remove(node);
            _recent.AddFirst(node);
            return node.Value;
        }
        if (!_fetched.Remove(key, out var stored)) stored = await store.LoadAsync(key, cancellation);
        var hot = new HotOperation(key, stored);
        _byKey[key] = _recent.AddFirst(hot);
        return hot;
    }

    /// <summary>Puts out what was used longest ago, down to the capacity.</summary>
    public void Trim()
    {
        for (var node = _recent.Last; node is not null && _byKey.Count > capacity;)
        {
            var previous = node.Previous;
            if (node.Value.IsSaved)
            {
                _byKey.Remove(node.Value.Key);
                _recent.Remove(node);
            }
            node = previous;
        }
    }

    /// <summary>Takes what is stored for the newest; null when there is no such operation yet.</summary>
    public void Replace(OperationKey key, StoredOperation? stored)
    {
        Forget(key);
        _byKey[key] = _recent.AddFirst(new HotOperation(key, stored));
    }

    /// <summary>Puts an operation out that another process has moved on; what is not yet saved is left.</summary>
    public void ForgetBefore(OperationKey key, long sequence)
    {
        if (_byKey.TryGetValue(key, out var node) && node.Value.IsSaved && node.Value.Stored.Sequence < sequence)
            Forget(key);
    }

    /// <summary>Takes back what was stepped and not saved.</summary>
    /// <param name="moved">What is stored of these is no longer what is known here.</param>
    public void TakeBack(IReadOnlyCollection<OperationKey> moved)
    {
        foreach (var key in moved) Forget(key);
        foreach (var hot in _recent) hot.Current = hot.Stored;
    }

    /// <summary>Forgets everything: what was stepped but could not be saved did not happen.</summary>
    public void Clear()
    {
        _byKey.Clear();
        _recent.Clear();
    }

    private void Forget(OperationKey key)
    {
        if (_byKey.Remove(key, out var node)) _recent.Remove(node);
    }
}

/// <summary>One operation: as stepped so far, and as last saved.</summary>
internal sealed class HotOperation
{
    public HotOperation(OperationKey key, StoredOperation? stored)
    {
        Key = key;
        Current = stored is null ? Operation.Empty(key.Operation) : OperationJson.ReadState(stored.State.Span);
        Stored = Current;
        Hash = stored?.Hash ?? HashChain.Start;
    }

    public OperationKey Key { get; }

    /// <summary>The newest state. Only the stepping side uses it.</summary>
    public Operation Current { get; set; }

    /// <summary>The state that is on the disk, and below it the rest of it. Only the saving side sets them.</summary>
    public Operation Stored { get; private set; }

    public ReadOnlyMemory<byte> Hash { get; private set; }

    /// <summary>Absent until the first save in this process; then they follow from <see cref="Stored"/>.</summary>
    public OperationLines? Lines { get; private set; }

    public bool IsSaved => ReferenceEquals(Current, Stored);

    public void MarkSaved(Operation stored, ReadOnlyMemory<byte> hash, OperationLines lines) =>
        (Stored, Hash, Lines) = (stored, hash, lines);
}

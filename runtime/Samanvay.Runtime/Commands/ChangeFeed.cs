using System.Collections.Concurrent;
using System.Threading.Channels;
using Samanvay.Engine.Incidents;
using Samanvay.Runtime.Access;

namespace Samanvay.Runtime.Commands;

/// <summary>
/// Tells open screens, city by city, what was committed. A screen that can not keep up is told to reload.
/// </summary>
public sealed class ChangeFeed
{
    private readonly ConcurrentDictionary<CityId, ConcurrentDictionary<ChangeSubscription, bool>> _cities = new();

    /// <summary>From now on; dispose it when the screen goes.</summary>
    /// <param name="capacity">How many changes may wait for this reader before it is told to reload.</param>
    public ChangeSubscription Subscribe(CityId city, int capacity = 256)
    {
        var readers = _cities.GetOrAdd(city, _ => new());
        var subscription = new ChangeSubscription(capacity, left => readers.TryRemove(left, out _));
        readers[subscription] = true;
        return subscription;
    }

    /// <summary>What was committed in this process.</summary>
    public event Action<CityId, CityChange>? Published;

    /// <summary>Never waits for a reader.</summary>
    public void Publish(CityId city, CityChange change)
    {
        Pass(city, change);
        Published?.Invoke(city, change);
    }

    /// <summary>The same for what another process committed.</summary>
    public void Pass(CityId city, CityChange change)
    {
        if (!_cities.TryGetValue(city, out var readers)) return;
        foreach (var reader in readers.Keys) reader.Offer(change);
    }
}

/// <summary>What a screen may have to draw anew.</summary>
public abstract record CityChange;

/// <summary>An operation took a step.</summary>
public sealed record OperationChanged(OperationId Operation, long Sequence) : CityChange;

/// <summary>Somebody has a new message.</summary>
public sealed record NotificationsChanged : CityChange;

/// <summary>The city's clock was set, or its setting changed.</summary>
public sealed record CityTimeChanged : CityChange;

/// <summary>The city's set-up changed.</summary>
public sealed record CityDefined : CityChange;

/// <summary>A procedure of the city was published or retired.</summary>
public sealed record ProceduresPublished : CityChange;

/// <summary>Changes were left out: everything may be different.</summary>
public sealed record Reload : CityChange;

/// <summary>One screen's view of its city's changes, in order.</summary>
public sealed class ChangeSubscription : IDisposable
{
    private readonly Channel<CityChange> _changes;
    private readonly Action<ChangeSubscription> _leave;
    private int _missed;

    internal ChangeSubscription(int capacity, Action<ChangeSubscription> leave) =>
        (_changes, _leave) = (Channel.CreateBounded<CityChange>(capacity), leave);

    /// <summary>The next changes; ends when the subscription is disposed.</summary>
    public async IAsyncEnumerable<CityChange> ReadAsync(
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation = default)
    {
        while (await _changes.Reader.WaitToReadAsync(cancellation))
        {
            if (Interlocked.Exchange(ref _missed, 0) != 0)
            {
                while (_changes.Reader.TryRead(out _))
                {
                    // Older than the reload that replaces them.
                }
                yield return new Reload();
            }
            if (_changes.Reader.TryRead(out var change)) yield return change;
        }
    }

    public void Dispose()
    {
        _leave(this);
        _changes.Writer.TryComplete();
    }

    internal void Offer(CityChange change)
    {
        if (!_changes.Writer.TryWrite(change)) Interlocked.Exchange(ref _missed, 1);
    }
}

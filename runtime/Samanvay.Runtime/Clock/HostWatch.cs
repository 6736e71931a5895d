using NodaTime;
using NodaTime.Extensions;

namespace Samanvay.Runtime.Clock;

/// <summary>
/// Notices when the host's clock jumps, by comparing it with the count of passed time, which no setting of the clock
/// touches. A stop of the process is no jump: the first look after a start only begins the comparison.
/// </summary>
internal sealed class HostWatch(TimeProvider host, Func<HostSynchronisation>? synchronisation = null)
{
    // sla.md 3.1: these two make an anomaly, and this offset of the time source ends it.
    private static readonly Duration BackwardsMax = Duration.FromSeconds(2);
    private static readonly Duration ForwardsMax = Duration.FromSeconds(60);
    private static readonly Duration OffsetMax = Duration.FromMilliseconds(500);

    // A time source can report order and be wrong (V22): a clock that jumped must also have stood still this long.
    private static readonly Duration SteadyFor = Duration.FromSeconds(60);

    private readonly Func<HostSynchronisation> _synchronisation = synchronisation ?? HostSynchronisation.Read;
    private readonly Lock _lock = new();
    private (Instant Wall, long Count)? _seen;
    private long? _jumpedAt;

    public bool InDoubt
    {
        get
        {
            lock (_lock) return _jumpedAt is not null;
        }
    }

    public HostSynchronisation Synchronisation => _synchronisation();

    /// <summary>Compares once; true while the clock is in doubt.</summary>
    public bool Look()
    {
        lock (_lock)
        {
            var (wall, count) = (host.GetCurrentInstant(), host.GetTimestamp());
            if (_seen is { } last && IsJump(wall - last.Wall - Passed(last.Count, count))) _jumpedAt = count;
            else if (_jumpedAt is { } since && Passed(since, count) >= SteadyFor && IsInOrder()) _jumpedAt = null;
            _seen = (wall, count);
            return _jumpedAt is not null;
        }
    }

    private static bool IsJump(Duration difference) => difference < -BackwardsMax || difference > ForwardsMax;

    // Unknown counts as in order, and the screen shows that it is unknown.
    private bool IsInOrder() =>
        _synchronisation() is not { Offset: { } offset } || (offset < OffsetMax && offset > -OffsetMax);

    private Duration Passed(long from, long to) => Duration.FromTimeSpan(host.GetElapsedTime(from, to));
}

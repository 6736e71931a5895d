using NodaTime;
using NodaTime.Extensions;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Ports;

namespace Samanvay.Runtime.Clock;

/// <summary>
/// Moves a sample city's clock forward from one due time to the next. Each is reached to the millisecond and what is
/// due then has happened before time goes on, so a jump leaves the history that waiting would have left.
/// </summary>
public sealed class ClockJump(CityTime time, ClockJumpPorts ports, TimeProvider host)
{
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(5);

    /// <summary>False for a live city, and where the city's time is already later.</summary>
    public async Task<bool> ToAsync(CityId city, Instant to, CancellationToken cancellation)
    {
        if (!time.IsMovable(city) || to < time.Now(city)) return false;
        await SettleAsync(city, cancellation);
        while (await NextAsync(city, cancellation) is { } due && due < to)
        {
            await time.ChangeAsync(city, new MoveForward(due), cancellation);
            await SettleAsync(city, cancellation);
        }

        await time.ChangeAsync(city, new MoveForward(to), cancellation);
        await SettleAsync(city, cancellation);
        return true;
    }

    /// <summary>When something next happens by itself in the city.</summary>
    public async Task<Instant?> NextAsync(CityId city, CancellationToken cancellation)
    {
        var timer = await ports.Timers.NextDueAsync(city, cancellation);
        var delay = await ports.Observations.NextDueAsync(city, cancellation);
        return timer is null || delay < timer ? delay : timer;
    }

    /// <summary>Waits until everything has happened that is due by now.</summary>
    public async Task SettleAsync(CityId city, CancellationToken cancellation)
    {
        while (await IsBusyAsync(city, cancellation)) await Task.Delay(Glance, host, cancellation);
    }

    private async Task<bool> IsBusyAsync(CityId city, CancellationToken cancellation) =>
        await ports.Inbox.HasWaitingAsync(host.GetCurrentInstant(), cancellation)
        || await ports.Outbox.HasUntriedAsync(city, cancellation)
        || await NextAsync(city, cancellation) <= time.Now(city);
}

/// <summary>Where what is due waits.</summary>
public sealed record ClockJumpPorts(
    ITimerStore Timers, IObservationStore Observations, IInboxStore Inbox, IOutboxStore Outbox);

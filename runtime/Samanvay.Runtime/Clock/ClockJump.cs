using NodaTime;
using NodaTime.Extensions;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Ports;

namespace Samanvay.Runtime.Clock;

/// <summary>
/// Moves a sample city's clock forward from one due time to the next. Each is reached to the millisecond and what is
/// due then has happened before time goes on, so a jump leaves the history that waiting would have left.
/// </summary>
public sealed class ClockJump(CityTime time, IDueStore store, TimeProvider host)
{
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(5);

    /// <summary>False for a live city, and where the city's time is already later.</summary>
    public async Task<bool> ToAsync(CityId city, Instant to, CancellationToken cancellation)
    {
        if (!time.IsMovable(city) || to < time.Now(city)) return false;
        do
        {
            await SettleAsync(city, cancellation);
        }
        while (!await MoveAsync(city, to, cancellation));
        await SettleAsync(city, cancellation);
        return true;
    }

    /// <summary>When something next happens by itself in the city.</summary>
    public async Task<Instant?> NextAsync(CityId city, CancellationToken cancellation) =>
        (await LookAsync(city, cancellation)).Next;

    /// <summary>Waits until everything has happened that is due by now.</summary>
    public async Task SettleAsync(CityId city, CancellationToken cancellation)
    {
        while (IsBusy(city, await LookAsync(city, cancellation))) await Task.Delay(Glance, host, cancellation);
    }

    /// <summary>One move, at most to what is due next; true when the city's time has come to the end.</summary>
    private async Task<bool> MoveAsync(CityId city, Instant to, CancellationToken cancellation)
    {
        // Between the look and the move nobody may do a thing that sets an earlier timer.
        using var closed = await time.CloseAsync(city, cancellation);
        var due = await LookAsync(city, cancellation);
        if (IsBusy(city, due)) return false;
        var next = due.Next is { } earlier && earlier < to ? earlier : to;
        await time.ChangeAsync(city, new MoveForward(next), cancellation);
        return next == to;
    }

    private ValueTask<DueWork> LookAsync(CityId city, CancellationToken cancellation) =>
        store.LookAsync(city, host.GetCurrentInstant(), cancellation);

    private bool IsBusy(CityId city, DueWork due) => due.IsUnderWay || due.Next <= time.Now(city);
}

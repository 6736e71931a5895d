using Samanvay.Runtime.Access;
using Samanvay.Runtime.Ports;

namespace Samanvay.Tests.Runtime.Clock;

/// <summary>Clocks that are kept in memory.</summary>
internal sealed class ClockShelf : IClockStore
{
    private readonly Dictionary<CityId, ClockRow> _rows = [];

    public ValueTask<IReadOnlyList<ClockRow>> LoadAsync(CancellationToken cancellation) => new([.. _rows.Values]);

    public ValueTask MoveAsync(CityInstant time, CancellationToken cancellation)
    {
        _rows[time.City] = _rows[time.City] with { Now = time.At };
        return ValueTask.CompletedTask;
    }

    public ValueTask SaveAsync(ClockRow clock, CancellationToken cancellation)
    {
        _rows[clock.City] = clock;
        return ValueTask.CompletedTask;
    }
}

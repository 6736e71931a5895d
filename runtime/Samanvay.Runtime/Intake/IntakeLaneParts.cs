using Microsoft.Extensions.Logging;
using NodaTime;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Intake.Remembering;
using Samanvay.Runtime.Ports;

namespace Samanvay.Runtime.Intake;

/// <summary>What the batches of a lane share.</summary>
internal sealed class IntakeLaneParts(IntakePorts ports, IntakeLimits limits, TimeProvider host, ILogger log)
{
    private readonly Dictionary<CityId, CityLane> _lanes = [];

    public IntakePorts Ports => ports;

    public IntakeLimits Limits => limits;

    public ILogger Log => log;

    /// <summary>Of the batch under way.</summary>
    public List<ObservationMark> Marks { get; } = [];

    public CityLane LaneOf(CityId city)
    {
        if (_lanes.TryGetValue(city, out var known)) return known;
        return _lanes[city] = new CityLane(city, ports.Store, limits, host);
    }

    public ValueTask<Instant?> NextDueAsync(CityId city, CancellationToken cancellation) =>
        LaneOf(city).NextDueAsync(cancellation);

    /// <summary>Other processes have stored something, perhaps.</summary>
    public void Doubt()
    {
        foreach (var lane in _lanes.Values) lane.Doubt();
    }

    /// <summary>What is in memory may not be what is stored.</summary>
    public void Forget()
    {
        foreach (var lane in _lanes.Values) lane.Forget();
    }
}

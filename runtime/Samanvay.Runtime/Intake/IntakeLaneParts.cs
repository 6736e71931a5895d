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

    public SourceNames Names { get; } = new();

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

/// <summary>The name of a source among all senders, made once for all of its events.</summary>
internal sealed class SourceNames
{
    private const int CountMax = 10_000;

    private readonly Dictionary<(string Sender, string Source), string> _names = [];

    public ObservationId Of(CityId city, SignalEvent signal)
    {
        if (signal.Sender.Length == 0) return new ObservationId(city, signal.Source, signal.Id);
        if (!_names.TryGetValue((signal.Sender, signal.Source), out var name))
        {
            if (_names.Count == CountMax) _names.Clear();
            // A sender has no line break in it, and a source is checked for them.
            _names[(signal.Sender, signal.Source)] = name = $"{signal.Sender}\n{signal.Source}";
        }

        return new ObservationId(city, name, signal.Id);
    }
}

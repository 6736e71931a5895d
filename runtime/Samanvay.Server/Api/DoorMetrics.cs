using System.Diagnostics.Metrics;
using Samanvay.Runtime;
using Samanvay.Runtime.Intake;

namespace Samanvay.Server.Api;

/// <summary>Counts what is refused before it reaches the lane, by kind.</summary>
internal sealed class DoorMetrics : IDisposable
{
    private readonly Meter _meter = new(RuntimeMetrics.MeterName);
    private readonly Counter<long> _refused;

    public DoorMetrics() => _refused = _meter.CreateCounter<long>(
        "samanvay.door.refused", description: "Requests and events refused at the door, by kind.");

    public void Malformed() => Count("not-json");

    public void RefusedAtTheDoor(IEnumerable<SignalRefused> refusals)
    {
        foreach (var refusal in refusals)
            Count(refusal.Kind);
    }

    public void Dispose() => _meter.Dispose();

    private void Count(string kind) => _refused.Add(1, new KeyValuePair<string, object?>("kind", kind));
}

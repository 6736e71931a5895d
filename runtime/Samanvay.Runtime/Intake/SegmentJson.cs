using System.Buffers;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Samanvay.Adapters;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Ports;

namespace Samanvay.Runtime.Intake;

/// <summary>The stored form of a batch's observations: one array of small objects.</summary>
internal static class SegmentJson
{
    public static ObservationSegment Write(CityId city, IReadOnlyList<SignalEvent> signals, Instant now)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartArray();
            foreach (var signal in signals) Write(writer, signal);
            writer.WriteEndArray();
        }
        return new ObservationSegment(
            city, now, signals.Min(signal => signal.Time), signals.Max(signal => signal.Time), signals.Count,
            buffer.WrittenMemory.ToArray());
    }

    private static void Write(Utf8JsonWriter writer, SignalEvent signal)
    {
        writer.WriteStartObject();
        writer.WriteString("source", signal.Source);
        writer.WriteString("id", signal.Id);
        writer.WriteString("device", signal.Device);
        writer.WriteString("time", InstantPattern.ExtendedIso.Format(signal.Time));
        if (signal.Value is { } value) writer.WriteNumber("value", value);
        if (signal.Unit is { } unit) writer.WriteString("unit", unit);
        if (signal.At is { Latitude: { } north, Longitude: { } east })
        {
            writer.WriteNumber("latitude", north);
            writer.WriteNumber("longitude", east);
        }

        if (signal.Basis is not TimeBasis.Observed)
            writer.WriteString("basis", signal.Basis is TimeBasis.Sent ? "sent" : "arrived");
        writer.WriteEndObject();
    }
}

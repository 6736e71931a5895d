using System.Buffers;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Samanvay.Adapters;
using Samanvay.Engine.Incidents;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Ports;

namespace Samanvay.Runtime.Intake;

/// <summary>The stored form of a batch's observations: one array of small objects.</summary>
internal static class SegmentJson
{
    public static ObservationSegment Write(CityId city, IReadOnlyList<SignalEvent> signals, Instant now) =>
        Write(city, signals, now, new ArrayBufferWriter<byte>(128 * signals.Count));

    /// <param name="body">Holds the segment's until the next one is written to it: one of every batch would be large
    /// enough to cost the memory's housekeeping more than all the rest.</param>
    public static ObservationSegment Write(
        CityId city, IReadOnlyList<SignalEvent> signals, Instant now, ArrayBufferWriter<byte> body)
    {
        var (first, last) = (Instant.MaxValue, Instant.MinValue);
        body.ResetWrittenCount();
        using (var writer = new Utf8JsonWriter(body))
        {
            writer.WriteStartArray();
            foreach (var signal in signals)
            {
                Write(writer, signal);
                (first, last) = (Instant.Min(first, signal.Time), Instant.Max(last, signal.Time));
            }

            writer.WriteEndArray();
        }

        return new ObservationSegment(city, now, first, last, signals.Count, body.WrittenMemory);
    }

    /// <summary>In the order in which they were written. Who sent them is not told.</summary>
    public static IEnumerable<SignalEvent> Read(ObservationSegment segment)
    {
        using var document = JsonDocument.Parse(segment.Body);
        foreach (var element in document.RootElement.EnumerateArray())
        {
            yield return new SignalEvent(
                element.GetProperty("source").GetString()!, element.GetProperty("id").GetString()!,
                element.GetProperty("device").GetString()!,
                InstantPattern.ExtendedIso.Parse(element.GetProperty("time").GetString()!).Value,
                element.TryGetProperty("value", out var value) ? value.GetDecimal() : null,
                element.TryGetProperty("unit", out var unit) ? unit.GetString() : null)
            {
                At = PlaceOf(element),
            };
        }
    }

    private static void Write(Utf8JsonWriter writer, SignalEvent signal)
    {
        writer.WriteStartObject();
        writer.WriteString("source"u8, signal.Source);
        writer.WriteString("id"u8, signal.Id);
        writer.WriteString("device"u8, signal.Device);
        // To the millisecond, in UTC, and no digit more than it needs.
        writer.WriteString("time"u8, signal.Time.ToDateTimeUtc());
        if (signal.Value is { } value) writer.WriteNumber("value"u8, value);
        if (signal.Unit is { } unit) writer.WriteString("unit"u8, unit);
        if (signal.At is { } place) Write(writer, place);
        if (signal.Basis is not TimeBasis.Observed)
            writer.WriteString("basis"u8, signal.Basis is TimeBasis.Sent ? "sent" : "arrived");
        writer.WriteEndObject();
    }

    // A place by itself may say nothing; that there is one says that the device's own does not count.
    private static void Write(Utf8JsonWriter writer, Place place)
    {
        writer.WriteBoolean("placed"u8, true);
        if (place.Ward is { } ward) writer.WriteString("ward"u8, ward);
        if (place.Asset is { } asset) writer.WriteString("asset"u8, asset);
        if (place.Latitude is { } north) writer.WriteNumber("latitude"u8, north);
        if (place.Longitude is { } east) writer.WriteNumber("longitude"u8, east);
    }

    private static Place? PlaceOf(JsonElement element) => element.TryGetProperty("placed", out _)
        ? new Place(Text(element, "ward"), Text(element, "asset"), Number(element, "latitude"),
            Number(element, "longitude"))
        : null;

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var text) ? text.GetString() : null;

    private static double? Number(JsonElement element, string name) =>
        element.TryGetProperty(name, out var number) ? number.GetDouble() : null;
}

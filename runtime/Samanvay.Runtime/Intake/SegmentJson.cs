using System.Buffers;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Samanvay.Engine.Incidents;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Ports;

namespace Samanvay.Runtime.Intake;

/// <summary>The stored form of a batch's observations: one array of small objects.</summary>
internal static class SegmentJson
{
    public static ObservationSegment Write(CityId city, IReadOnlyList<SignalEvent> signals, Instant now)
    {
        using var writer = new SegmentWriter(signals.Count);
        var parts = signals.Select(signal => (signal.Time, writer.Write(signal))).ToList();
        return Join(city, parts, now, new ArrayBufferWriter<byte>());
    }

    /// <param name="parts">Each as a <see cref="SegmentWriter"/> gave it.</param>
    /// <param name="body">Holds the segment's until the next one is written to it: one of every batch would be large
    /// enough to cost the memory's housekeeping more than all the rest.</param>
    public static ObservationSegment Join(
        CityId city, IReadOnlyList<(Instant Time, ReadOnlyMemory<byte> Body)> parts, Instant now,
        ArrayBufferWriter<byte> body)
    {
        var (first, last) = (Instant.MaxValue, Instant.MinValue);
        body.ResetWrittenCount();
        body.Write("["u8);
        foreach (var (time, part) in parts)
        {
            if (body.WrittenCount > 1) body.Write(","u8);
            body.Write(part.Span);
            (first, last) = (Instant.Min(first, time), Instant.Max(last, time));
        }

        body.Write("]"u8);
        return new ObservationSegment(city, now, first, last, parts.Count, body.WrittenMemory);
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

    private static Place? PlaceOf(JsonElement element) => element.TryGetProperty("placed", out _)
        ? new Place(Text(element, "ward"), Text(element, "asset"), Number(element, "latitude"),
            Number(element, "longitude"))
        : null;

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var text) ? text.GetString() : null;

    private static double? Number(JsonElement element, string name) =>
        element.TryGetProperty(name, out var number) ? number.GetDouble() : null;
}

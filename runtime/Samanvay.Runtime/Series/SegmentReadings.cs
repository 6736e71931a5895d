using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Samanvay.Adapters;
using Samanvay.Runtime.Ports;

namespace Samanvay.Runtime.Series;

/// <summary>One value that a device sent.</summary>
internal readonly record struct Reading(string Device, Instant At, decimal? Value, string? Unit)
{
    public TimeBasis Basis { get; init; }
}

/// <summary>Reads observations out of the segments in which they are stored.</summary>
internal static class SegmentReadings
{
    public static IEnumerable<Reading> Of(ObservationSegment segment)
    {
        using var document = JsonDocument.Parse(segment.Body);
        foreach (var element in document.RootElement.EnumerateArray()) yield return Of(element);
    }

    /// <summary>Those of one device. A segment that does not name it is not even read.</summary>
    public static IEnumerable<Reading> Of(ObservationSegment segment, string device)
    {
        if (segment.Body.Span.IndexOf(JsonEncodedText.Encode(device).EncodedUtf8Bytes) < 0) yield break;
        using var document = JsonDocument.Parse(segment.Body);
        foreach (var element in document.RootElement.EnumerateArray())
            if (element.GetProperty("device").ValueEquals(device)) yield return Of(element);
    }

    private static Reading Of(JsonElement element)
    {
        var device = element.GetProperty("device").GetString()!;
        var time = InstantPattern.ExtendedIso.Parse(element.GetProperty("time").GetString()!).Value;
        decimal? value = element.TryGetProperty("value", out var number) ? number.GetDecimal() : null;
        return new Reading(device, time, value, element.TryGetProperty("unit", out var unit) ? unit.GetString() : null)
        {
            Basis = element.TryGetProperty("basis", out var basis) ? BasisOf(basis) : TimeBasis.Observed,
        };
    }

    private static TimeBasis BasisOf(JsonElement basis) =>
        basis.ValueEquals("sent") ? TimeBasis.Sent : TimeBasis.Arrived;
}

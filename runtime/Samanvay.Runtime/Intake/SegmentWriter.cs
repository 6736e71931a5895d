using System.Buffers;
using System.Text.Json;
using Samanvay.Adapters;
using Samanvay.Engine.Incidents;

namespace Samanvay.Runtime.Intake;

/// <summary>Writes observations as a segment keeps each of them.</summary>
/// <param name="count">How many will come, or a guess.</param>
internal sealed class SegmentWriter(int count) : IDisposable
{
    private const int BytesOfOne = 128;
    private const int BytesMore = 1024;

    private readonly ArrayBufferWriter<byte> _body = new((BytesOfOne * count) + BytesMore);
    private Utf8JsonWriter? _writer;

    public ReadOnlyMemory<byte> Write(SignalEvent signal)
    {
        var before = _body.WrittenCount;
        if (_writer is null) _writer = new Utf8JsonWriter(_body, new JsonWriterOptions { SkipValidation = true });
        else _writer.Reset();
        Put(_writer, signal);
        _writer.Flush();
        return _body.WrittenMemory[before..];
    }

    public void Dispose() => _writer?.Dispose();

    private static void Put(Utf8JsonWriter writer, SignalEvent signal)
    {
        writer.WriteStartObject();
        writer.WriteString("source"u8, signal.Source);
        writer.WriteString("id"u8, signal.Id);
        writer.WriteString("device"u8, signal.Device);
        // To the millisecond, in UTC, and no digit more than it needs.
        writer.WriteString("time"u8, signal.Time.ToDateTimeUtc());
        if (signal.Value is { } value) writer.WriteNumber("value"u8, value);
        if (signal.Unit is { } unit) writer.WriteString("unit"u8, unit);
        if (signal.At is { } place) Put(writer, place);
        if (signal.Basis is not TimeBasis.Observed)
            writer.WriteString("basis"u8, signal.Basis is TimeBasis.Sent ? "sent" : "arrived");
        writer.WriteEndObject();
    }

    // A place by itself may say nothing; that there is one says that the device's own does not count.
    private static void Put(Utf8JsonWriter writer, Place place)
    {
        writer.WriteBoolean("placed"u8, true);
        if (place.Ward is { } ward) writer.WriteString("ward"u8, ward);
        if (place.Asset is { } asset) writer.WriteString("asset"u8, asset);
        if (place.Latitude is { } north) writer.WriteNumber("latitude"u8, north);
        if (place.Longitude is { } east) writer.WriteNumber("longitude"u8, east);
    }
}

using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;

namespace Samanvay.Engine.ServiceLevels;

/// <summary>The stored form of clocks, ladder runs and their facts.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(InstantJsonConverter), typeof(DurationJsonConverter)])]
[JsonSerializable(typeof(ServiceClock))]
[JsonSerializable(typeof(ServiceLevel))]
[JsonSerializable(typeof(LadderRun))]
[JsonSerializable(typeof(Ladder))]
[JsonSerializable(typeof(ServiceLevelFact))]
public sealed partial class ServiceLevelJson : JsonSerializerContext;

/// <summary><c>2026-01-27T07:30:00.000Z</c>: always milliseconds, so that text sorts as time.</summary>
public sealed class InstantJsonConverter : JsonConverter<Instant>
{
    public override Instant Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetString() is { } text && ClockText.TryParseInstant(text, out var instant)
            ? instant
            : throw new JsonException("An instant is written as 2026-01-27T07:30:00.000Z.");

    public override void Write(Utf8JsonWriter writer, Instant value, JsonSerializerOptions options) =>
        writer.WriteStringValue(ClockText.Format(value));
}

/// <summary><c>PT4H30M</c>: hours, minutes and seconds.</summary>
public sealed class DurationJsonConverter : JsonConverter<Duration>
{
    public override Duration Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetString() is { } text && ClockText.TryParseDuration(text, out var duration)
            ? duration
            : throw new JsonException("A duration is written in hours, minutes and seconds, as PT4H30M.");

    public override void Write(Utf8JsonWriter writer, Duration value, JsonSerializerOptions options) =>
        writer.WriteStringValue(ClockText.Format(value));
}

/// <summary>Plain numbers, also as the names of an object's properties.</summary>
public sealed class ClockIdJsonConverter : JsonConverter<ClockId>
{
    public override ClockId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(reader.GetInt32());

    public override void Write(Utf8JsonWriter writer, ClockId value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(value.Value);

    public override ClockId ReadAsPropertyName(
        ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(int.Parse(reader.GetString()!, CultureInfo.InvariantCulture));

    public override void WriteAsPropertyName(Utf8JsonWriter writer, ClockId value, JsonSerializerOptions options) =>
        writer.WritePropertyName(value.ToString());
}

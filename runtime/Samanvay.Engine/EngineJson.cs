using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;
using NodaTime.Text;
using Samanvay.Engine.Migration;
using Samanvay.Feel;

namespace Samanvay.Engine;

/// <summary>The stored form of everything that goes in and out of the engine.</summary>
/// <remarks>Names are camel case, nulls are left out, ids are numbers, instants are ISO 8601, FEEL values are in
/// <see cref="FeelJson"/>'s lossless form. Other contexts take the same converters.</remarks>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    Converters =
    [
        typeof(IdConverter<TokenId>), typeof(IdConverter<ScopeId>), typeof(IdConverter<TimerId>),
        typeof(IdConverter<SubscriptionId>), typeof(IdConverter<FaultId>), typeof(IdConverter<InstanceId>),
        typeof(IdConverter<MessageId>),
        typeof(InstantConverter), typeof(FeelValueConverter), typeof(FeelContextConverter), typeof(FeelListConverter),
    ])]
[JsonSerializable(typeof(ProcessInstance))]
[JsonSerializable(typeof(Command))]
[JsonSerializable(typeof(Fact))]
[JsonSerializable(typeof(Effect))]
[JsonSerializable(typeof(Rejection))]
[JsonSerializable(typeof(MigrationPlan))]
public sealed partial class EngineJson : JsonSerializerContext;

/// <summary>Writes an id as its number, also where it is the key of a collection.</summary>
public sealed class IdConverter<TId> : JsonConverter<TId> where TId : struct, IId<TId>
{
    public override TId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        TId.From(reader.GetInt32());

    public override void Write(Utf8JsonWriter writer, TId value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(value.Value);

    public override TId ReadAsPropertyName(
        ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        TId.From(int.Parse(reader.GetString()!, CultureInfo.InvariantCulture));

    public override void WriteAsPropertyName(Utf8JsonWriter writer, TId value, JsonSerializerOptions options) =>
        writer.WritePropertyName(value.Value.ToString(CultureInfo.InvariantCulture));
}

/// <summary>Writes an instant as ISO 8601 in UTC.</summary>
public sealed class InstantConverter : JsonConverter<Instant>
{
    public override Instant Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        InstantPattern.ExtendedIso.Parse(reader.GetString()!) is { Success: true } parsed
            ? parsed.Value
            : throw new JsonException("An instant is written like 2026-07-01T06:00:00Z.");

    public override void Write(Utf8JsonWriter writer, Instant value, JsonSerializerOptions options) =>
        writer.WriteStringValue(InstantPattern.ExtendedIso.Format(value));
}

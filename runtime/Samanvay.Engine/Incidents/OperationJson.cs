using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Samanvay.Engine.ServiceLevels;

namespace Samanvay.Engine.Incidents;

/// <summary>
/// The stored form of operations: states, the facts of one history entry, commands and effects, as UTF-8.
/// </summary>
public static class OperationJson
{
    public static byte[] WriteState(Operation operation) =>
        JsonSerializer.SerializeToUtf8Bytes(operation, OperationJsonContext.Default.Operation);

    public static Operation ReadState(ReadOnlySpan<byte> utf8) =>
        JsonSerializer.Deserialize(utf8, OperationJsonContext.Default.Operation) ?? throw Empty();

    public static byte[] WriteFacts(ImmutableArray<OperationFact> facts) =>
        JsonSerializer.SerializeToUtf8Bytes(facts, OperationJsonContext.Default.ImmutableArrayOperationFact);

    public static ImmutableArray<OperationFact> ReadFacts(ReadOnlySpan<byte> utf8) =>
        JsonSerializer.Deserialize(utf8, OperationJsonContext.Default.ImmutableArrayOperationFact);

    public static byte[] WriteCommand(OperationCommand command) =>
        JsonSerializer.SerializeToUtf8Bytes(command, OperationJsonContext.Default.OperationCommand);

    public static OperationCommand ReadCommand(ReadOnlySpan<byte> utf8) =>
        JsonSerializer.Deserialize(utf8, OperationJsonContext.Default.OperationCommand) ?? throw Empty();

    public static byte[] WriteEffect(OperationEffect effect) =>
        JsonSerializer.SerializeToUtf8Bytes(effect, OperationJsonContext.Default.OperationEffect);

    public static OperationEffect ReadEffect(ReadOnlySpan<byte> utf8) =>
        JsonSerializer.Deserialize(utf8, OperationJsonContext.Default.OperationEffect) ?? throw Empty();

    public static byte[] WriteSituationReport(SituationReport change) =>
        JsonSerializer.SerializeToUtf8Bytes(change, OperationJsonContext.Default.SituationReport);

    public static SituationReport ReadSituationReport(ReadOnlySpan<byte> utf8) =>
        JsonSerializer.Deserialize(utf8, OperationJsonContext.Default.SituationReport) ?? throw Empty();

    private static JsonException Empty() => new("The stored text is null.");
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    Converters =
    [
        typeof(IdConverter<TokenId>), typeof(IdConverter<ScopeId>), typeof(IdConverter<TimerId>),
        typeof(IdConverter<SubscriptionId>), typeof(IdConverter<FaultId>), typeof(IdConverter<InstanceId>),
        typeof(IdConverter<WorkItemId>), typeof(InstantJsonConverter), typeof(DurationJsonConverter),
        typeof(TimerKeyConverter), typeof(ProcedureVersionIdConverter),
    ])]
[JsonSerializable(typeof(Operation))]
[JsonSerializable(typeof(ImmutableArray<OperationFact>))]
[JsonSerializable(typeof(OperationCommand))]
[JsonSerializable(typeof(OperationEffect))]
[JsonSerializable(typeof(SituationReport))]
internal sealed partial class OperationJsonContext : JsonSerializerContext;

internal sealed class TimerKeyConverter : JsonConverter<TimerKey>
{
    public override TimerKey Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(reader.GetString() ?? "");

    public override void Write(Utf8JsonWriter writer, TimerKey value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Value);
}

internal sealed class ProcedureVersionIdConverter : JsonConverter<ProcedureVersionId>
{
    public override ProcedureVersionId Read(ref Utf8JsonReader reader, Type typeToConvert,
        JsonSerializerOptions options) =>
        new(reader.GetString() ?? "");

    public override void Write(Utf8JsonWriter writer, ProcedureVersionId value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Value);
}

using System.Text.Json;
using System.Text.Json.Serialization;
using Samanvay.Engine.Incidents;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Ports;

namespace Samanvay.Runtime.Commands;

/// <summary>The stored form of answers, so that the same key is answered the same after any restart.</summary>
internal static class AnswerJson
{
    public static byte[] Write(CommandAnswer answer) => JsonSerializer.SerializeToUtf8Bytes(
        answer switch
        {
            CommandAccepted accepted =>
                new StoredAnswer(accepted.Operation.Operation.Value, accepted.Sequence, null, null),
            CommandRefused refused => new StoredAnswer(null, null, refused.Code, refused.Message),
            _ => throw new InvalidOperationException("Only what was decided is stored."),
        },
        AnswerJsonContext.Default.StoredAnswer);

    public static CommandAnswer Read(CityId city, ReadOnlySpan<byte> utf8)
    {
        var stored = JsonSerializer.Deserialize(utf8, AnswerJsonContext.Default.StoredAnswer);
        return stored switch
        {
            { Operation: { } operation, Sequence: { } sequence } =>
                new CommandAccepted(new OperationKey(city, new OperationId(operation)), sequence),
            { Code: { } code, Message: { } message } => new CommandRefused(code, message),
            _ => throw new JsonException("The stored answer is neither yes nor no."),
        };
    }
}

internal sealed record StoredAnswer(Guid? Operation, long? Sequence, string? Code, string? Message);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(StoredAnswer))]
internal sealed partial class AnswerJsonContext : JsonSerializerContext;

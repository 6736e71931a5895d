using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime.Text;
using Samanvay.Engine.Incidents;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Ports;

namespace Samanvay.Runtime.Archives;

/// <summary>One operation in an archive: how its history ended, and all entries of it.</summary>
public sealed record ArchivedHistory(EndedOperation End, ImmutableArray<HistoryEntry> Entries)
{
    public OperationSequence Place => new(End.Key, End.Sequence);
}

/// <summary>The lines of an archive. The names in them are for ever.</summary>
internal static class ArchiveLines
{
    private static readonly InstantPattern Time = InstantPattern.ExtendedIso;

    public static void WriteStart(Utf8JsonWriter json, CityId city)
    {
        json.WriteStartObject();
        json.WriteString("format", "samanvay-archive");
        json.WriteNumber("version", 1);
        json.WriteString("city", city.Value);
        json.WriteEndObject();
    }

    public static CityId ReadStart(JsonElement line) =>
        line.GetProperty("format").GetString() == "samanvay-archive" && line.GetProperty("version").GetInt32() == 1
            ? new CityId(line.GetProperty("city").GetString() ?? "")
            : throw new FormatException("This is no archive that this version can read.");

    public static void Write(Utf8JsonWriter json, EndedOperation operation)
    {
        json.WriteStartObject();
        json.WriteString("operation", operation.Key.Operation.Value);
        json.WriteNumber("sequence", operation.Sequence);
        json.WriteString("hash", Convert.ToHexStringLower(operation.Hash.Span));
        json.WriteString("endedAt", Time.Format(operation.EndedAt));
        json.WriteEndObject();
    }

    public static EndedOperation ReadOperation(CityId city, JsonElement line) => new(
        new OperationKey(city, new OperationId(line.GetProperty("operation").GetGuid())),
        Time.Parse(line.GetProperty("endedAt").GetString()!).Value, line.GetProperty("sequence").GetInt64(),
        Hash(line));

    // The facts stand in the line as they are hashed, byte for byte.
    public static void Write(Utf8JsonWriter json, HistoryEntry entry)
    {
        json.WriteStartObject();
        json.WriteNumber("entry", entry.Sequence);
        json.WriteString("at", Time.Format(entry.At));
        json.WriteString("hash", Convert.ToHexStringLower(entry.Hash.Span));
        json.WritePropertyName("facts");
        json.WriteRawValue(entry.Body.Span);
        json.WriteEndObject();
    }

    public static HistoryEntry ReadEntry(JsonElement line) => new(
        line.GetProperty("entry").GetInt64(), Time.Parse(line.GetProperty("at").GetString()!).Value,
        System.Text.Encoding.UTF8.GetBytes(line.GetProperty("facts").GetRawText()), Hash(line));

    private static byte[] Hash(JsonElement line) => Convert.FromHexString(line.GetProperty("hash").GetString()!);
}

/// <summary>The last line: what stands for all before it.</summary>
/// <param name="Digest">SHA-256 of all lines before it, in hexadecimal.</param>
/// <param name="Seal">SHA-256 of the newest seal when it was written: that seal stands for these histories.</param>
/// <param name="Signature">ECDSA (P-256, SHA-256) of all before it, in base64.</param>
internal sealed record ArchiveEnd(long Operations, string Digest, string Seal, string Signature)
{
    [JsonIgnore]
    public byte[] Signed => System.Text.Encoding.UTF8.GetBytes(FormattableString.Invariant(
        $"{Operations}\n{Digest}\n{Seal}"));
}

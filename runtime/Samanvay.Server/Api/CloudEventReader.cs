using System.Text.Json;
using NodaTime;
using Samanvay.Engine.ServiceLevels;
using Samanvay.Runtime.Intake;

namespace Samanvay.Server.Api;

/// <summary>Reads observations from CloudEvents 1.0 in the three forms of its HTTP binding.</summary>
/// <remarks>
/// <c>source</c> and <c>id</c> name the event; <c>subject</c> names the device; <c>time</c> is when it was seen;
/// <c>data</c> holds <c>value</c> (a number, or null where the device has none) and <c>unit</c> (UCUM, optional).
/// </remarks>
internal static class CloudEventReader
{
    private const int TextMax = 256;

    /// <summary>Structured mode: one event as a JSON object.</summary>
    public static SignalRead Read(JsonElement item)
    {
        if (item.ValueKind != JsonValueKind.Object)
            return SignalRead.Refuse("not-an-event", "An event is a JSON object.");

        return Read(name => Text(item, name), item.TryGetProperty("data", out var data) ? data : null);
    }

    /// <summary>Binary mode: attributes are <c>ce-</c> headers, the body is the data.</summary>
    public static SignalRead Read(IHeaderDictionary headers, JsonElement? data) =>
        Read(name => headers[$"ce-{name}"].ToString() is { Length: > 0 } text ? Uri.UnescapeDataString(text) : null,
            data);

    private static SignalRead Read(Func<string, string?> attribute, JsonElement? data)
    {
        if (attribute("specversion") is not "1.0")
            return SignalRead.Refuse("wrong-specversion", "specversion must be 1.0.");

        foreach (var required in (string[])["id", "source", "type", "subject", "time"])
        {
            if (attribute(required) is not { Length: > 0 and <= TextMax })
            {
                return SignalRead.Refuse("attribute-missing",
                    $"{required} is missing or longer than {TextMax} characters.");
            }
        }

        if (!ClockText.TryParseInstant(attribute("time")!, out var time))
            return SignalRead.Refuse("bad-time", "time must be an RFC 3339 instant such as 2026-07-01T06:00:00Z.");

        if (data is not { ValueKind: JsonValueKind.Object } content)
            return SignalRead.Refuse("data-missing", "data must be an object with a value.");

        return Read(attribute, time, content);
    }

    private static SignalRead Read(Func<string, string?> attribute, Instant time, JsonElement data)
    {
        decimal? value = null;
        if (!data.TryGetProperty("value", out var number))
            return SignalRead.Refuse("value-missing", "data.value is missing; send null where the device has none.");

        if (number.ValueKind != JsonValueKind.Null)
        {
            if (number.ValueKind != JsonValueKind.Number || !number.TryGetDecimal(out var read))
                return SignalRead.Refuse("bad-value", "data.value must be a number or null.");

            value = read;
        }

        return new SignalRead(
            new SignalEvent(
                attribute("source")!, attribute("id")!, attribute("subject")!, time, value, Text(data, "unit")),
            null);
    }

    private static string? Text(JsonElement item, string name) =>
        item.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}

/// <summary>The observation, or why the event is none.</summary>
internal sealed record SignalRead(SignalEvent? Signal, SignalRefused? Refused)
{
    public static SignalRead Refuse(string kind, string message) => new(null, new SignalRefused(kind, message));
}

using System.Globalization;
using System.Text.Json;
using NodaTime;
using Samanvay.Adapters.Measures;
using Samanvay.Engine.ServiceLevels;
using Samanvay.Runtime.Intake;

namespace Samanvay.Server.Api.Signals;

/// <summary>Reads observations from CloudEvents 1.0 in the three modes of its HTTP binding.</summary>
/// <remarks>
/// <c>source</c> and <c>id</c> name the event; <c>subject</c> names the device; <c>time</c> is when it was seen;
/// <c>data</c> holds <c>value</c> (a number, or null where the device has none) and <c>unit</c> (UCUM, optional).
/// What is wrong with one event is said of that event alone: its neighbours in a batch are taken.
/// </remarks>
internal static class CloudEventReader
{
    private const int TextMax = 256;
    private const int UnitMax = 32;

    private static readonly string[] Required = ["specversion", "id", "source", "type", "subject", "time"];

    /// <summary>Structured mode: one event as a JSON object.</summary>
    public static SignalRead Read(JsonElement item)
    {
        if (item.ValueKind != JsonValueKind.Object)
            return SignalRead.Refuse(SignalRefusals.NotAnEvent, "An event is a JSON object.", "");

        var names = JsonNames.Of(item);
        if (names.Problem is { } problem) return SignalRead.Refuse(problem);
        var attributes = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in Required)
        {
            if (!names.TryGet(name, out var value) || value.ValueKind == JsonValueKind.Null) continue;
            var text = EventText.Of(value, name, TextMax);
            if (text.Problem is { } wrong) return SignalRead.Refuse(wrong);
            attributes[name] = text.Value!;
        }

        return names.TryGet("data_base64", out _)
            ? SignalRead.Refuse(
                SignalRefusals.DataMissing, "Readings are sent as JSON in data, not in data_base64.", "data_base64")
            : Read(attributes, names.TryGet("data", out var data) ? data : null);
    }

    /// <summary>Binary mode: attributes are <c>ce-</c> headers, the body is the data.</summary>
    public static SignalRead Read(IHeaderDictionary headers, JsonElement? data)
    {
        var attributes = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in Required)
        {
            var values = headers[$"ce-{name}"];
            if (values.Count == 0) continue;
            if (values.Count > 1)
            {
                return SignalRead.Refuse(
                    SignalRefusals.DuplicateProperty, $"The header ce-{name} is there twice. Send it once.", name);
            }

            var text = EventText.Of(Uri.UnescapeDataString(values[0] ?? ""), name, TextMax);
            if (text.Problem is { } wrong) return SignalRead.Refuse(wrong);
            attributes[name] = text.Value!;
        }

        return Read(attributes, data);
    }

    private static SignalRead Read(Dictionary<string, string> attributes, JsonElement? data)
    {
        foreach (var name in Required)
        {
            if (!attributes.ContainsKey(name))
            {
                return SignalRead.Refuse(
                    SignalRefusals.AttributeMissing, $"{name} is missing. Every event needs one.", name);
            }
        }

        if (attributes["specversion"] is not "1.0")
        {
            return SignalRead.Refuse(
                SignalRefusals.WrongSpecversion, "specversion must be 1.0: no other CloudEvents are read here.",
                "specversion");
        }

        return ClockText.TryParseInstant(attributes["time"], out var time)
            ? ReadData(attributes, time, data)
            : SignalRead.Refuse(
                SignalRefusals.BadTime,
                "time must be an RFC 3339 instant with its offset, such as 2026-07-01T06:00:00Z.", "time");
    }

    private static SignalRead ReadData(Dictionary<string, string> attributes, Instant time, JsonElement? data)
    {
        if (data is not { ValueKind: JsonValueKind.Object } content)
        {
            return SignalRead.Refuse(
                SignalRefusals.DataMissing, "data must be an object with a value, such as {\"value\": 2.4}.", "data");
        }

        var names = JsonNames.Of(content);
        if (names.Problem is { } twice) return SignalRead.Refuse(twice with { Field = $"data/{twice.Field}" });
        var value = Value(names);
        if (value.Problem is { } wrong) return SignalRead.Refuse(wrong);
        var unit = Unit(names);
        return unit.Problem is { } unreadable
            ? SignalRead.Refuse(unreadable)
            : new SignalRead(
                new SignalEvent(
                    attributes["source"], attributes["id"], attributes["subject"], time, value.Value, unit.Value),
                null);
    }

    private static (decimal? Value, SignalRefused? Problem) Value(JsonNames data)
    {
        const string Field = "data/value";
        if (!data.TryGet("value", out var value))
        {
            return (null, new SignalRefused(
                SignalRefusals.ValueMissing, "data.value is missing. Send null where the device has none.", Field));
        }

        return value.ValueKind switch
        {
            JsonValueKind.Null => (null, null),
            JsonValueKind.Number when value.TryGetDecimal(out var read) && Math.Abs(read) <= Units.ValueMax =>
                (read, null),
            JsonValueKind.Number => (null, new SignalRefused(
                SignalRefusals.ImpossibleValue, string.Create(
                    CultureInfo.InvariantCulture,
                    $"data.value is beyond {Units.ValueMax:0}: no sensor reads that. Check the device."), Field)),
            _ => (null, new SignalRefused(
                SignalRefusals.BadValue, "data.value must be a number, without quotes, or null.", Field)),
        };
    }

    private static (string? Value, SignalRefused? Problem) Unit(JsonNames data)
    {
        if (!data.TryGet("unit", out var unit) || unit.ValueKind == JsonValueKind.Null) return (null, null);
        var text = EventText.Of(unit, "data/unit", UnitMax);
        return text.Problem is null
            ? (text.Value, null)
            : (null, text.Problem with
            {
                Kind = SignalRefusals.BadUnit,
                Message = $"{text.Problem.Message} A unit is a UCUM code such as m; without one, the device's.",
            });
    }
}

/// <summary>The observation, or why the event is none.</summary>
internal sealed record SignalRead(SignalEvent? Signal, SignalRefused? Refused)
{
    public static SignalRead Refuse(string kind, string message, string field) =>
        new(null, new SignalRefused(kind, message, field));

    public static SignalRead Refuse(SignalRefused refused) => new(null, refused);
}

using System.Text.Json;
using Samanvay.Adapters.Text;

namespace Samanvay.Adapters.CloudEvents;

/// <summary>One event of the JSON format (sections 2 and 3 of it).</summary>
internal static class JsonEvent
{
    private const string Mapping = "CloudEvents 1.0.2 JSON format, section 2.2";
    private const string DataClause = "CloudEvents 1.0.2 JSON format, section 3.1.1";

    public static CloudEvent? Read(JsonPlace item, IncomingLimits limits, Findings findings)
    {
        if (!item.IsObject)
        {
            findings.Refuse(RefusalCodes.NotAnEvent, Mapping, "An event is a JSON object.", item.Pointer);
            return null;
        }

        var attributes = new EventAttributes(findings, limits, item.At);
        foreach (var (name, value) in item.Properties())
        {
            // Section 2.2: null is the same as absent.
            if (name is "data" or "data_base64" || value.Kind == JsonValueKind.Null) continue;
            if (ValueOf(name, value) is { } text)
            {
                attributes.Add(name, text);
            }
            else
            {
                findings.Refuse(
                    RefusalCodes.BadAttribute, Mapping,
                    $"{name} must be text, a whole number or true or false: an attribute holds nothing larger.",
                    value.Pointer);
            }
        }

        return attributes.ToEvent() is { } made
            ? WithData(made with { Place = item.Pointer }, item, findings)
            : null;
    }

    private static CloudEvent? WithData(CloudEvent made, JsonPlace item, Findings findings)
    {
        var (data, bytes) = (item["data"], item["data_base64"]);
        if (data is not null && bytes is not null)
        {
            findings.Refuse(
                RefusalCodes.DuplicateProperty, DataClause,
                "data and data_base64 exclude each other. Send one, so that it is clear what holds.",
                item.At("data_base64"));
            return null;
        }

        if (bytes is { } encoded)
        {
            if (encoded.Kind == JsonValueKind.String && encoded.Element.TryGetBytesFromBase64(out var decoded))
                return made with { Bytes = [.. decoded] };
            findings.Refuse(
                RefusalCodes.BadValue, DataClause, "data_base64 must be bytes in Base64 (RFC 4648).", encoded.Pointer);
            return null;
        }

        if (data is not { } content) return made;
        if (content.ToFeel() is { } value) return made with { Data = value };
        findings.Refuse(
            RefusalCodes.TooLarge, IncomingLimits.Clause, "data is larger than a value may be.", content.Pointer);
        return null;
    }

    // The known attributes are texts; extensions may be numbers (32 bits) and truths as well.
    private static string? ValueOf(string name, JsonPlace value) => value.Kind switch
    {
        JsonValueKind.String => value.Text,
        JsonValueKind.True when !IsText(name) => "true",
        JsonValueKind.False when !IsText(name) => "false",
        JsonValueKind.Number when !IsText(name) && value.Element.TryGetInt32(out _) => value.Element.GetRawText(),
        _ => null,
    };

    private static bool IsText(string name) => name is "id" or "source" or "specversion" or "type" or "subject"
        or "time" or "datacontenttype" or "dataschema";
}

using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;
using NodaTime.Text;
using Samanvay.Adapters;

namespace Samanvay.Conformance.Payloads;

/// <summary>What an adapter made of a message, field by field: <c>0.Infos.1.Language</c> is the language of the second
/// part of the first alert.</summary>
internal static class MappedFields
{
    private static readonly JsonSerializerOptions Options = new()
    {
        Converters = { new JsonStringEnumConverter(), new InstantText() },
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    /// <summary>Null where every field that the verdict names is as it says.</summary>
    public static string? Compare(Reading reading, JsonElement verdict)
    {
        if (verdict.TryGetProperty("items", out var items) && items.GetInt32() != reading.Items.Length)
        {
            return string.Create(
                CultureInfo.InvariantCulture, $"holds {items.GetInt32()} things, {reading.Items.Length} were found");
        }

        if (!verdict.TryGetProperty("fields", out var fields)) return null;
        var made = JsonSerializer.SerializeToElement(
            reading.Items.Select(item => JsonSerializer.SerializeToElement(item, item.GetType(), Options)));
        var wrong =
            from field in fields.EnumerateObject()
            let found = Find(made, field.Name)
            let wanted = TextOf(field.Value)
            where found != wanted
            select $"{field.Name} should be {wanted}, is {found ?? "absent"}";
        return wrong.FirstOrDefault();
    }

    private static string? Find(JsonElement place, string path)
    {
        foreach (var step in path.Split('.'))
        {
            if (place.ValueKind == JsonValueKind.Array
                && int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out var index))
            {
                if (index >= place.GetArrayLength()) return null;
                place = place[index];
            }
            else if (place.ValueKind != JsonValueKind.Object || !place.TryGetProperty(step, out place))
            {
                return null;
            }
        }

        return TextOf(place);
    }

    private static string? TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Null => null,
        _ => value.GetRawText(),
    };

    private sealed class InstantText : JsonConverter<Instant>
    {
        public override Instant Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            InstantPattern.ExtendedIso.Parse(reader.GetString()!).Value;

        public override void Write(Utf8JsonWriter writer, Instant value, JsonSerializerOptions options) =>
            writer.WriteStringValue(InstantPattern.ExtendedIso.Format(value));
    }
}

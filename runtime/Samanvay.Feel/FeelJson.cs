using System.Collections.Immutable;
using System.Text.Json;
using Samanvay.Feel.Values;

namespace Samanvay.Feel;

/// <summary>
/// Values as JSON. Types that JSON lacks are objects with one tagged property: <c>{"@date":"2026-07-01"}</c>.
/// </summary>
/// <remarks>What was written is read back equal, to the last of 34 digits. A function has no stored form and is
/// written as null.</remarks>
public static class FeelJson
{
    private const string DateTag = "@date";
    private const string TimeTag = "@time";
    private const string DateTimeTag = "@dateTime";
    private const string DurationTag = "@duration";
    private const string RangeTag = "@range";
    private const string ContextTag = "@entries";

    public static void Write(Utf8JsonWriter writer, FeelValue value)
    {
        switch (value)
        {
            case FeelBoolean boolean: writer.WriteBooleanValue(boolean.Value); break;
            case FeelNumber number: writer.WriteRawValue(number.Value.ToString(), skipInputValidation: true); break;
            case FeelString text: writer.WriteStringValue(text.Value); break;
            case FeelDate: WriteTagged(writer, DateTag, value); break;
            case FeelTime: WriteTagged(writer, TimeTag, value); break;
            case FeelDateTime: WriteTagged(writer, DateTimeTag, value); break;
            case FeelDaysDuration or FeelYearsDuration: WriteTagged(writer, DurationTag, value); break;
            case FeelList list: WriteList(writer, list); break;
            case FeelContext context: WriteContext(writer, context); break;
            case FeelRange range: WriteRange(writer, range); break;
            default: writer.WriteNullValue(); break;
        }
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static FeelValue Read(JsonElement element) => Read(element, tagged: true);

    /// <summary>Reads a payload from outside, in which no property has a special meaning.</summary>
    /// <exception cref="FeelLimitException">The payload is deeper or larger than a value may be: refuse it.</exception>
    public static FeelValue ReadPlain(JsonElement element) => Read(element, tagged: false);

    private static FeelValue Read(JsonElement element, bool tagged) => element.ValueKind switch
    {
        JsonValueKind.True => FeelValue.True,
        JsonValueKind.False => FeelValue.False,
        JsonValueKind.Number => FeelNumber.OrNull(Decimal34.Parse(element.GetRawText())),
        JsonValueKind.String => new FeelString(element.GetString()!),
        JsonValueKind.Array => new FeelList([.. element.EnumerateArray().Select(item => Read(item, tagged))]),
        JsonValueKind.Object => (tagged ? ReadTagged(element) : null) ?? FeelContext.Of(
            element.EnumerateObject().Select(entry => KeyValuePair.Create(entry.Name, Read(entry.Value, tagged)))),
        _ => FeelValue.Null,
    };

    private static FeelValue? ReadTagged(JsonElement element)
    {
        if (element.GetPropertyCount() != 1) return null;
        var entry = element.EnumerateObject().First();
        if (!entry.Name.StartsWith('@')) return null;
        return entry.Name switch
        {
            RangeTag => ReadRange(entry.Value),
            ContextTag => ReadEntries(entry.Value),
            _ when entry.Value.ValueKind == JsonValueKind.String => ReadText(entry.Name, entry.Value.GetString()!),
            _ => null,
        };
    }

    private static FeelValue? ReadText(string tag, string text) => tag switch
    {
        DateTag => TemporalParsing.Date(text),
        TimeTag => TemporalParsing.Time(text),
        DateTimeTag => TemporalParsing.DateTime(text),
        DurationTag => TemporalParsing.Duration(text),
        _ => null,
    };

    private static FeelRange? ReadRange(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() != 4) return null;
        return new(
            Read(value[1], tagged: true), value[0].GetString() == "[", Read(value[2], tagged: true),
            value[3].GetString() == "]");
    }

    private static FeelContext? ReadEntries(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(IsPair)
            ? FeelContext.Of(
                value.EnumerateArray()
                    .Select(pair => KeyValuePair.Create(pair[0].GetString()!, Read(pair[1], tagged: true))))
            : null;

    private static bool IsPair(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array && value.GetArrayLength() == 2
            && value[0].ValueKind == JsonValueKind.String;

    private static void WriteTagged(Utf8JsonWriter writer, string tag, FeelValue value)
    {
        writer.WriteStartObject();
        writer.WriteString(tag, value.ToString());
        writer.WriteEndObject();
    }

    private static void WriteList(Utf8JsonWriter writer, FeelList list)
    {
        writer.WriteStartArray();
        foreach (var item in list) Write(writer, item);
        writer.WriteEndArray();
    }

    // A context whose only name looks like a tag is written as pairs, so that it is not read as something else.
    private static void WriteContext(Utf8JsonWriter writer, FeelContext context)
    {
        writer.WriteStartObject();
        if (context.Count == 1 && context.Names.First().StartsWith('@'))
        {
            WriteEntries(writer, context.Entries);
        }
        else
        {
            foreach (var entry in context)
            {
                writer.WritePropertyName(entry.Key);
                Write(writer, entry.Value);
            }
        }

        writer.WriteEndObject();
    }

    private static void WriteEntries(Utf8JsonWriter writer, ImmutableArray<KeyValuePair<string, FeelValue>> entries)
    {
        writer.WriteStartArray(ContextTag);
        foreach (var entry in entries)
        {
            writer.WriteStartArray();
            writer.WriteStringValue(entry.Key);
            Write(writer, entry.Value);
            writer.WriteEndArray();
        }

        writer.WriteEndArray();
    }

    private static void WriteRange(Utf8JsonWriter writer, FeelRange range)
    {
        writer.WriteStartObject();
        writer.WriteStartArray(RangeTag);
        writer.WriteStringValue(range.StartIncluded ? "[" : "(");
        Write(writer, range.Start);
        Write(writer, range.End);
        writer.WriteStringValue(range.EndIncluded ? "]" : ")");
        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}

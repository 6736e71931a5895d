using System.Text.Json;
using System.Text.Json.Serialization;
using Samanvay.Feel.Values;

namespace Samanvay.Feel;

/// <summary>Lets any record with FEEL values in it be stored by a serializer context.</summary>
public sealed class FeelValueConverter : JsonConverter<FeelValue>
{
    public override bool HandleNull => true;

    public override FeelValue Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        FeelJson.Read(JsonElement.ParseValue(ref reader));

    public override void Write(Utf8JsonWriter writer, FeelValue value, JsonSerializerOptions options) =>
        FeelJson.Write(writer, value ?? FeelValue.Null);
}

public sealed class FeelContextConverter : JsonConverter<FeelContext>
{
    public override FeelContext Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        FeelJson.Read(JsonElement.ParseValue(ref reader)) as FeelContext
            ?? throw new JsonException("A context was expected.");

    public override void Write(Utf8JsonWriter writer, FeelContext value, JsonSerializerOptions options) =>
        FeelJson.Write(writer, value);
}

public sealed class FeelListConverter : JsonConverter<FeelList>
{
    public override FeelList Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        FeelJson.Read(JsonElement.ParseValue(ref reader)) as FeelList
            ?? throw new JsonException("A list was expected.");

    public override void Write(Utf8JsonWriter writer, FeelList value, JsonSerializerOptions options) =>
        FeelJson.Write(writer, value);
}

using System.Buffers;
using System.Diagnostics;
using System.Text.Json;
using Samanvay.Activities;
using Samanvay.Engine.Incidents;
using Samanvay.Feel;
using Samanvay.Runtime.Ports;

namespace Samanvay.Runtime.Services;

/// <summary>From an outbox row to what an adapter is asked.</summary>
internal static class OutboxRequest
{
    public static ActivityRequest Of(OutboxRow row)
    {
        var input = OperationJson.ReadEffect(row.Body.Span) switch
        {
            PerformActivity activity => Json(writer => FeelJson.Write(writer, activity.Call.Inputs)),
            NotifyPeople notify => Json(writer => Write(writer, row.Operation, notify)),
            var effect => throw new UnreachableException($"No request for {effect.GetType().Name}."),
        };
        return new ActivityRequest(
            row.Operation.City.Value, $"{row.Operation.Operation}/{row.Key}", input, row.At.ToDateTimeOffset(),
            row.Attempts);
    }

    private static void Write(Utf8JsonWriter writer, OperationKey operation, NotifyPeople notify)
    {
        var told = notify.Announcement;
        writer.WriteStartObject();
        writer.WriteStartArray("people");
        foreach (var person in notify.People) writer.WriteStringValue(person);
        writer.WriteEndArray();
        writer.WriteString("level", JsonNamingPolicy.KebabCaseLower.ConvertName(told.Kind.ToString()));
        writer.WriteString("subject", AnnouncementText.Of(told));
        writer.WriteString("operation", operation.Operation.ToString());
        writer.WriteString("body", System.Text.Encoding.UTF8.GetString(Details(told)));
        writer.WriteEndObject();
    }

    // The screen says it in the reader's language from these; the subject is for where there is no screen.
    private static byte[] Details(Announcement told) => Bytes(writer =>
    {
        writer.WriteStartObject();
        if (told.Item is { } item) writer.WriteNumber("item", item.Value);
        if (told.ElementId is { } element) writer.WriteString("element", element);
        if (told.Level is { } level) writer.WriteNumber("level", level);
        if (told.IsHeld) writer.WriteBoolean("held", true);
        if (!told.SkippedLevels.IsDefaultOrEmpty)
        {
            writer.WriteStartArray("skipped");
            foreach (var skipped in told.SkippedLevels) writer.WriteNumberValue(skipped);
            writer.WriteEndArray();
        }
        writer.WriteEndObject();
    });

    private static JsonElement Json(Action<Utf8JsonWriter> write)
    {
        using var document = JsonDocument.Parse(Bytes(write));
        return document.RootElement.Clone();
    }

    private static byte[] Bytes(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer)) write(writer);
        return buffer.WrittenSpan.ToArray();
    }
}

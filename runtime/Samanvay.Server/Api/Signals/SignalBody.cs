using System.Globalization;
using System.Text.Json;
using Samanvay.Runtime.Intake;

namespace Samanvay.Server.Api.Signals;

/// <summary>The events of one request, in whichever of CloudEvents' three modes they came.</summary>
/// <param name="Place">Says where in the request a field of the event with this number is.</param>
internal sealed record SignalBody(IReadOnlyList<SignalRead> Events, Func<int, string, string> Place)
{
    public const int BytesMax = 1024 * 1024;
    public const int EventsMax = 1000;
    public const string Structured = "application/cloudevents+json";
    public const string Batched = "application/cloudevents-batch+json";

    public static async Task<RequestRead<SignalBody>> ReadAsync(HttpContext context, TimeProvider host)
    {
        var type = JsonText.MediaTypeOf(context.Request, Structured, Batched, JsonText.Plain);
        if (type.Problem is { } unwanted) return unwanted;
        var text = await BoundedBody.ReadTextAsync(context, BytesMax, host);
        if (text.Problem is { } unreadable) return unreadable;
        var json = JsonText.Parse(text.Value!.Bytes);
        if (json.Problem is { } malformed) return malformed;
        using var document = json.Value!;
        return type.Value switch
        {
            Batched => Batch(document.RootElement),
            Structured => new SignalBody([CloudEventReader.Read(document.RootElement)], PlaceInOne),
            _ => new SignalBody([CloudEventReader.Read(context.Request.Headers, document.RootElement)], PlaceInBinary),
        };
    }

    private static RequestRead<SignalBody> Batch(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Array)
        {
            return new RequestProblem(
                StatusCodes.Status400BadRequest, SignalRefusals.NotAnEvent,
                $"A batch is a JSON array of events. Send a single event as {Structured}.", "");
        }

        return root.GetArrayLength() switch
        {
            0 => new RequestProblem(
                StatusCodes.Status400BadRequest, SignalRefusals.EventCount, "The batch is empty. Send an event.", ""),
            > EventsMax => new RequestProblem(
                StatusCodes.Status413PayloadTooLarge, SignalRefusals.EventCount, string.Create(
                    CultureInfo.InvariantCulture,
                    $"The batch has {root.GetArrayLength()} events. Send at most {EventsMax} at a time."), ""),
            _ => new SignalBody([.. root.EnumerateArray().Select(CloudEventReader.Read)], PlaceInBatch),
        };
    }

    private static string PlaceInOne(int index, string field) => field.Length == 0 ? "" : "/" + field;

    private static string PlaceInBatch(int index, string field) =>
        string.Create(CultureInfo.InvariantCulture, $"/{index}") + (field.Length == 0 ? "" : "/" + field);

    // Attributes are headers; the body is the data alone.
    private static string PlaceInBinary(int index, string field) =>
        field.StartsWith("data", StringComparison.Ordinal) ? field["data".Length..] : $"header ce-{field}";
}

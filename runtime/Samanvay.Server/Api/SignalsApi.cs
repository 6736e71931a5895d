using System.Text.Json;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Cities;
using Samanvay.Runtime.Intake;

namespace Samanvay.Server.Api;

/// <summary>The intake of the city: <c>POST /api/signals</c> with CloudEvents, structured, batched or binary.</summary>
internal static class SignalsApi
{
    private const int BodyMax = 1024 * 1024;
    private const int EventsMax = 1000;
    private const string Structured = "application/cloudevents+json";
    private const string Batched = "application/cloudevents-batch+json";

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/api/signals", PostAsync)
        .AllowAnonymous().DisableAntiforgery()
        .WithSummary("Takes observations as CloudEvents 1.0 and answers when they are stored.")
        .WithDescription("Authorization: Bearer KEY. 200 with one answer per event; 400 when the body is not events; "
            + "401 without a valid key; 413 when it is too large; 503 with Retry-After when the lane is full.");

    private static async Task<IResult> PostAsync(HttpContext context, SignalsApiParts parts)
    {
        if (await BearerKey.OpenAsync(context, parts.Keys) is not { } asker)
            return BearerKey.Missing;

        if (context.Request.ContentLength > BodyMax)
            return TooLarge();

        List<SignalRead> reads;
        try
        {
            reads = await ReadAsync(context);
        }
        // Text that is no UTF-8, or half a character, is found only when it is read.
        catch (Exception problem) when (problem is JsonException or InvalidOperationException)
        {
            parts.Metrics.Malformed();
            return Problems.Of(StatusCodes.Status400BadRequest, "not-json", $"The body is not JSON: {problem.Message}");
        }
        catch (BadHttpRequestException problem) when (problem.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return TooLarge();
        }

        if (reads.Count is 0 or > EventsMax)
        {
            return Problems.Of(StatusCodes.Status400BadRequest, "event-count",
                $"Send 1 to {EventsMax} events at a time.");
        }

        return await SubmitAsync(context, parts, asker, reads);
    }

    private static async Task<IResult> SubmitAsync(
        HttpContext context, SignalsApiParts parts, Asker asker, List<SignalRead> reads)
    {
        if (await parts.Cities.FindAsync(asker.City, context.RequestAborted) is not { } city)
            return Problems.Of(StatusCodes.Status401Unauthorized, "key-not-valid", "The key's city is gone.");

        var checkedReads = reads.Select(read => Authorised(city, asker, read)).ToList();
        var signals = checkedReads.Select(read => read.Signal).OfType<SignalEvent>().ToList();
        var taken = new Queue<SignalAnswer>(await parts.Lane.SubmitAsync(asker.City, signals, context.RequestAborted));
        var answers = checkedReads.Select(read => read.Refused ?? taken.Dequeue()).ToList();
        parts.Metrics.RefusedAtTheDoor(checkedReads.Select(read => read.Refused).OfType<SignalRefused>());
        if (answers.OfType<SignalsBusy>().FirstOrDefault() is { } busy)
        {
            context.Response.Headers.RetryAfter = ((int)Math.Ceiling(busy.RetryAfter.TotalSeconds)).ToString(
                System.Globalization.CultureInfo.InvariantCulture);
            return Problems.Of(new Overloaded((int)Math.Ceiling(busy.RetryAfter.TotalSeconds)));
        }

        return answers is [SignalRefused only]
            ? Problems.Of(StatusCodes.Status422UnprocessableEntity, only.Kind, only.Message)
            : Results.Json(answers.Select((answer, index) => Answer(checkedReads[index], answer)));
    }

    // A device that the key does not reach is answered like one that does not exist.
    private static SignalRead Authorised(CitySnapshot city, Asker asker, SignalRead read) =>
        read.Signal is not { } signal || city.Reaches(asker.Key!.Value, new DeviceId(signal.Device))
            ? read
            : SignalRead.Refuse(SignalRefusals.UnknownDevice, $"This key reaches no device '{signal.Device}'.");

    private static object Answer(SignalRead read, SignalAnswer answer) => answer switch
    {
        SignalTaken => new { id = read.Signal?.Id, status = "taken" },
        SignalDuplicate => new { id = read.Signal?.Id, status = "duplicate" },
        SignalRefused refused =>
            new { id = read.Signal?.Id, status = "refused", code = refused.Kind, message = refused.Message },
        _ => throw new System.Diagnostics.UnreachableException("Busy is answered for the whole."),
    };

    private static async Task<List<SignalRead>> ReadAsync(HttpContext context)
    {
        var type = context.Request.ContentType ?? "";
        var options = new JsonDocumentOptions { MaxDepth = 16 };
        using var document = await JsonDocument.ParseAsync(context.Request.Body, options, context.RequestAborted);
        var root = document.RootElement;
        if (type.StartsWith(Batched, StringComparison.OrdinalIgnoreCase) && root.ValueKind == JsonValueKind.Array)
            return [.. root.EnumerateArray().Take(EventsMax + 1).Select(CloudEventReader.Read)];

        return type.StartsWith(Structured, StringComparison.OrdinalIgnoreCase)
            ? [CloudEventReader.Read(root)]
            : [CloudEventReader.Read(context.Request.Headers, root)];
    }

    private static IResult TooLarge() => Problems.Of(
        StatusCodes.Status413PayloadTooLarge, "too-large",
            $"The body may have {BodyMax} bytes. Send fewer events at a time.");
}

/// <summary>What the intake's door works with.</summary>
internal sealed record SignalsApiParts(KeyDesk Keys, CitySnapshots Cities, IntakeLane Lane, DoorMetrics Metrics);

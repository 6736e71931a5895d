using System.Globalization;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Cities;
using Samanvay.Runtime.Intake;

namespace Samanvay.Server.Api.Signals;

/// <summary>The intake of the city: <c>POST /api/signals</c> with CloudEvents, structured, batched or binary.</summary>
internal static class SignalsApi
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/api/signals", PostAsync)
        .AllowAnonymous().DisableAntiforgery()
        .WithSummary("Takes observations as CloudEvents 1.0 and answers when they are stored.")
        .WithDescription("Authorization: Bearer KEY. 200 with one answer per event: taken, duplicate, or refused with "
            + "code, message and pointer; a single event that is refused is answered 422. 400 when the body is not "
            + "events; 401 without a valid key; 408, 413, 415 when it is too slow, too large or of another kind; 503 "
            + "with Retry-After when the lane is full. Every answer from 400 on is problem details.");

    private static async Task<IResult> PostAsync(HttpContext context, SignalsApiParts parts)
    {
        if (await BearerKey.OpenAsync(context, parts.Keys) is not { } asker)
        {
            parts.Refused.Count(null, new SignalRefused(SignalRefusals.KeyNotValid, ""), "");
            return BearerKey.Missing(context);
        }

        var city = await parts.Cities.FindAsync(asker.City, context.RequestAborted);
        if (city is null || !city.Setup.Keys.TryGetValue(asker.Key!.Value.Value, out var key))
            return BearerKey.Missing(context);

        var read = await SignalBody.ReadAsync(context, parts.Host);
        if (read.Problem is { } problem)
        {
            parts.Refused.Count(asker.City, new SignalRefused(problem.Code, problem.Message), key.Sender);
            return problem.Answer();
        }

        var checkedReads = read.Value!.Events.Select(one => Authorised(city, key, one)).ToList();
        var submitted = SubmitAsync(context, parts, key, checkedReads);
        if (await parts.Gate.WithinPatienceAsync(submitted) is { } answers)
            return Answer(context, read.Value, checkedReads, answers);

        StorageGate.Announce(context.Response);
        return parts.Gate.Answer();
    }

    // One answer for each event. What the lane can not take at the moment is answered for all: nothing was taken.
    private static async Task<List<SignalAnswer>> SubmitAsync(
        HttpContext context, SignalsApiParts parts, ApiKey key, List<SignalRead> reads)
    {
        var signals = reads.Select(read => read.Signal).OfType<SignalEvent>().ToList();
        var taken = new Queue<SignalAnswer>(await parts.Lane.SubmitAsync(key.City, signals, context.RequestAborted));
        if (taken.OfType<SignalsBusy>().FirstOrDefault() is { } busy)
        {
            var refusal = new SignalRefused(SignalRefusals.Busy, new Overloaded(SecondsOf(busy)).Message);
            parts.Refused.Count(key.City, refusal, key.Sender);
            return [busy];
        }

        var answers = reads.Select(read => read.Refused ?? taken.Dequeue()).ToList();
        foreach (var trouble in answers.Select(TroubleOf).OfType<SignalRefused>())
            parts.Refused.Count(key.City, trouble, key.Sender);
        return answers;
    }

    private static SignalRefused? TroubleOf(SignalAnswer answer) => answer is SignalTaken { Trouble: { } trouble }
        ? new SignalRefused(SignalRefusals.NotJudged, trouble)
        : answer as SignalRefused;

    private static IResult Answer(
        HttpContext context, SignalBody body, List<SignalRead> reads, List<SignalAnswer> answers)
    {
        switch (answers)
        {
            case [SignalsBusy busy]:
                context.Response.Headers.RetryAfter = SecondsOf(busy).ToString(CultureInfo.InvariantCulture);
                return Problems.Of(new Overloaded(SecondsOf(busy)));

            case [SignalRefused only]:
                return Problems.Of(
                    StatusCodes.Status422UnprocessableEntity, only.Kind, only.Message, body.Place(0, only.Field));

            default:
                return Results.Json(answers.Select((answer, index) =>
                    Answer(reads[index].Signal?.Id, answer, field => body.Place(index, field))));
        }
    }

    // A device that the key does not reach is answered like one that does not exist.
    private static SignalRead Authorised(CitySnapshot city, ApiKey key, SignalRead read) => read.Signal switch
    {
        null => read,
        { } signal when city.Reaches(key.Id, new DeviceId(signal.Device)) =>
            read with { Signal = signal with { Sender = key.Sender } },
        { } signal => read with
        {
            Refused = new SignalRefused(
                SignalRefusals.UnknownDevice,
                $"This key reaches no device '{signal.Device}'. Register it in the city, or use its own key.",
                "subject"),
            Signal = null,
        },
    };

    private static object Answer(string? id, SignalAnswer answer, Func<string, string> place) => answer switch
    {
        SignalTaken { Trouble: { } trouble } =>
            new { id, status = "taken", code = SignalRefusals.NotJudged, message = trouble },
        SignalTaken => new { id, status = "taken" },
        SignalDuplicate => new { id, status = "duplicate" },
        SignalRefused refused => new
        {
            id,
            status = "refused",
            code = refused.Kind,
            message = refused.Message,
            pointer = place(refused.Field),
        },
        _ => throw new System.Diagnostics.UnreachableException("Busy is answered for the whole."),
    };

    private static int SecondsOf(SignalsBusy busy) => (int)Math.Ceiling(busy.RetryAfter.TotalSeconds);
}

/// <summary>What the intake's door works with.</summary>
internal sealed record SignalsApiParts(
    KeyDesk Keys, CitySnapshots Cities, IntakeLane Lane, RefusedSignals Refused, StorageGate Gate, TimeProvider Host);

using System.Collections.Immutable;
using Samanvay.Engine.Incidents;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Ports;

namespace Samanvay.Runtime.Work;

/// <summary>Whether an incident that a person reports can be opened as reported.</summary>
internal sealed class NewIncidentCheck(IOperationContexts contexts, IProcedureStore procedures)
{
    private const int TitleLengthMax = 200;

    public async Task<Refusal?> CheckAsync(CityId city, NewIncident incident, CancellationToken cancellation)
    {
        var problems = Words(incident).Concat(Place(incident.Place)).ToImmutableArray();
        if (!problems.IsEmpty) return new Invalid(problems);
        return incident.Version is { } version
            ? await StartAsync(city, version, incident.Message, cancellation) : null;
    }

    private async Task<Refusal?> StartAsync(
        CityId city, ProcedureVersionId version, string? message, CancellationToken cancellation)
    {
        var context = await contexts.GetAsync(city, cancellation);
        if (await procedures.FindVersionAsync(city, version, cancellation) is not { RetiredAt: null }
            || context.Find(version) is not { } procedure)
        {
            return new Invalid("procedure", "This procedure is not published in your city (any more). Choose another.");
        }

        return message is null || procedure.Process.StartMessages.ContainsKey(message)
            ? null : new Invalid("message", "The procedure has no such start. Choose one that it offers.");
    }

    private static IEnumerable<FieldProblem> Words(NewIncident incident)
    {
        if (incident.Title.Trim().Length is 0 or > TitleLengthMax)
            yield return new("title", $"Say in 1 to {TitleLengthMax} characters what happens and where.");
        if (!IdText.IsValid(incident.Kind.Trim()))
            yield return new("kind", "A kind is a short word in small letters, for example water-logging.");
        if (!Enum.IsDefined(incident.Severity))
            yield return new("severity", "Choose a severity from 1 to 5.");
    }

    private static IEnumerable<FieldProblem> Place(Place place)
    {
        if (place.Latitude is null != place.Longitude is null)
            yield return new("place", "A point on the map needs both latitude and longitude.");
        if (place.Latitude is { } latitude && !(Math.Abs(latitude) <= 90))
            yield return new("latitude", "The latitude lies between -90 and 90 degrees.");
        if (place.Longitude is { } longitude && !(Math.Abs(longitude) <= 180))
            yield return new("longitude", "The longitude lies between -180 and 180 degrees.");
    }
}

using System.Collections.Immutable;
using NodaTime;
using Samanvay.Adapters.Open311;

namespace Samanvay.Runtime.Feeds.Requests;

/// <summary>Keeps the requests that were taken, so that they can be asked for again.</summary>
/// <remarks>After their observations are stored: who gets no answer sends again, and what is kept already is
/// recognised.</remarks>
public sealed class RequestKeeper(IRequestStore store)
{
    internal async Task KeepAsync(
        Inflow inflow, IEnumerable<ServiceRequest> requests, IEnumerable<FeedLine> lines,
        CancellationToken cancellation)
    {
        // What is fetched from another server is asked for there.
        if (inflow.Plan.Feed.Arrival != FeedArrival.Pushed) return;
        var taken = lines.Where(line => line.Outcome is not (FeedOutcome.Refused or FeedOutcome.LeftOut))
            .Select(line => line.Id).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var kept = requests.Select(request => Of(request, inflow)).Where(request => taken.Contains(request.Id))
            .GroupBy(request => request.Id)
            .Select(alike => alike.MaxBy(request => request.UpdatedAt)!).ToImmutableArray();
        if (!kept.IsEmpty) await store.SaveAsync(kept, cancellation);
    }

    private static KeptRequest Of(ServiceRequest request, Inflow inflow)
    {
        var requested = request.RequestedAt ?? inflow.Message.Content.ReceivedAt;
        return new KeptRequest(
            inflow.City.City.Id, inflow.Plan.Feed.Id, request.RequestId ?? request.Key.Id, request.ServiceCode)
        {
            Status = request.Status,
            RequestedAt = requested,
            UpdatedAt = Instant.Max(requested, request.UpdatedAt ?? requested),
            Facts = new RequestFacts
            {
                StatusNotes = request.StatusNotes, Description = request.Description, Agency = request.Agency,
                ExpectedAt = request.ExpectedAt, Address = request.Address, AddressId = request.AddressId,
                Latitude = request.Location?.Latitude, Longitude = request.Location?.Longitude,
                MediaUrl = request.MediaUrl,
            },
        };
    }
}

using System.Collections.Immutable;
using NodaTime;
using Samanvay.Adapters;
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

    /// <summary>Gives each form that came its number: the one before, where the same came just now.</summary>
    internal async Task<ImmutableArray<Received>> NumberedAsync(
        Inflow inflow, ImmutableArray<Received> items, CancellationToken cancellation)
    {
        if (inflow.Plan.Feed.Arrival != FeedArrival.Pushed) return items;
        var numbered = ImmutableArray.CreateBuilder<Received>(items.Length);
        foreach (var item in items)
        {
            numbered.Add(item is ServiceRequest { RequestId: null } form
                ? form with { Key = await NumberOfAsync(form, inflow, cancellation) }
                : item);
        }

        return numbered.MoveToImmutable();
    }

    // By the time of its arrival, which a re-run keeps, so that it gets its number again.
    private async Task<EventKey> NumberOfAsync(ServiceRequest form, Inflow inflow, CancellationToken cancellation)
    {
        var at = inflow.Message.Content.ReceivedAt;
        var stretch = FormNumber.StretchOf(at);
        var before = FormNumber.Of(form.Key, stretch - 1);
        var known = await store.ListAsync(
            new RequestQuery(inflow.City.City.Id) { Ids = [before.Id] }, cancellation);
        return known.Any(request => request.Feed == inflow.Plan.Feed.Id && request.RequestedAt <= at
            && at - request.RequestedAt < FormNumber.SameFor)
            ? before
            : FormNumber.Of(form.Key, stretch);
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

using NodaTime;
using Samanvay.Adapters;
using Samanvay.Adapters.Open311;
using Samanvay.Engine.Incidents;
using Samanvay.Runtime.Cities;

namespace Samanvay.Runtime.Feeds;

/// <summary>A citizen's request as an event of a signal: its service is bound, like a sender's device, to a device of
/// the city, which says of which signal such requests are; where it was is its own.</summary>
internal static class ReportedRequest
{
    /// <summary>What stands for the property in a feed's bindings.</summary>
    public const string Property = "request";

    /// <summary>Other things that messages tell stay as they are.</summary>
    public static Received Of(Received item, Instant receivedAt) => item is ServiceRequest request
        ? new Observation(
            KeyOf(request), request.ServiceCode, Property, request.RequestedAt ?? receivedAt, 1m)
        {
            Location = request.Location, Place = request.Place,
            Basis = request.RequestedAt is null ? TimeBasis.Arrived : TimeBasis.Observed,
        }
        : item;

    /// <summary>Where it was; none for what a device saw.</summary>
    public static Place? PlaceOf(Observation observation, Feed feed, CitySnapshot city)
    {
        if (feed.Format != FeedFormat.Open311) return null;
        if (observation.Location is not { } point) return Place.Unknown;
        var ward = city.WardAt(new GeoPoint(point.Longitude, point.Latitude));
        return new Place(ward?.Value, null, point.Latitude, point.Longitude);
    }

    // Each counts once, however often its server tells more of it. What is handed in has no number, and is named by
    // what it says and when it came.
    private static EventKey KeyOf(ServiceRequest request) => request.RequestId is { } id
        ? new EventKey($"open311/{request.ServiceCode}", id)
        : request.Key;
}

using NodaTime;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Cities;
using Samanvay.Runtime.Clock;
using Samanvay.Runtime.Feeds;
using Samanvay.Runtime.Feeds.Requests;

namespace Samanvay.Server.Api.Open311;

/// <summary>Finds what a request of GeoReport v2 is about: the city by its jurisdiction, the key, the
/// services.</summary>
internal sealed class Open311Door(KeyDesk keys, CitySnapshots cities, CityTime time, IRequestStore requests)
{
    public Instant Now(CityId city) => time.Now(city);

    /// <summary>The city, or the answer that says what is missing.</summary>
    public async Task<(CitySnapshot? City, IResult? Answer)> CityAsync(
        HttpContext context, string? jurisdiction, string format)
    {
        if (format is not (Open311Answer.Json or Open311Answer.Xml))
        {
            return (null, Open311Answer.Errors(
                Open311Answer.Xml, StatusCodes.Status400BadRequest, "The formats are xml and json."));
        }

        var known = time.Cities.ToList();
        if (jurisdiction is null && known is not [_])
        {
            return (null, Open311Answer.Errors(
                format, StatusCodes.Status400BadRequest, "jurisdiction_id was not provided. Say which city is meant."));
        }

        var id = jurisdiction is null ? known[0] : new CityId(jurisdiction);
        return known.Contains(id) && await cities.FindAsync(id, context.RequestAborted) is { } city
            ? (city, null)
            : (null, Open311Answer.Errors(
                format, StatusCodes.Status404NotFound, $"jurisdiction_id {jurisdiction} was not found."));
    }

    /// <summary>Whether requests are handed in for real: to a sample city nobody comes.</summary>
    public async Task<bool> IsRealAsync(HttpContext context)
    {
        foreach (var id in time.Cities)
        {
            if (await cities.FindAsync(id, context.RequestAborted) is { City.Mode: CityMode.Live }) return true;
        }

        return false;
    }

    /// <summary>The key as its city has it now; null where it opens nothing here.</summary>
    public async Task<ApiKey?> OpenAsync(HttpContext context, string? text, CitySnapshot city)
    {
        var asker = text is null
            ? await BearerKey.OpenAsync(context, keys)
            : await keys.OpenAsync(text, context.RequestAborted);
        return asker is { Key: { } key } && asker.City == city.City.Id
            && city.Setup.Keys.TryGetValue(key.Value, out var known) ? known : null;
    }

    /// <summary>The feed by which the key hands in requests of the service; any of its feeds where none has the
    /// service, so that its refusal is kept there.</summary>
    public static Feed? FeedOf(CitySnapshot city, ApiKey key, string? service)
    {
        var own = Feeds(city).Where(feed => feed.Gateway is { } gateway && gateway == key.Gateway).ToList();
        return own.Find(feed => feed.Bindings.Any(binding => IsOf(binding, service))) ?? own.FirstOrDefault();
    }

    /// <summary>What the city takes requests for, with what people call it.</summary>
    public static IEnumerable<(string Code, Device Device)> Services(CitySnapshot city) =>
        from binding in Feeds(city).SelectMany(feed => feed.Bindings).DistinctBy(binding => binding.Device)
        where binding.Target is not null
        let device = city.Setup.Devices.GetValueOrDefault(binding.Target!.Value.Value)
        where device is not null
        orderby binding.Device
        select (binding.Device, device);

    public async Task<IReadOnlyList<KeptRequest>> ListAsync(HttpContext context, RequestQuery query) =>
        await requests.ListAsync(query, context.RequestAborted);

    private static IEnumerable<Feed> Feeds(CitySnapshot city) => city.Setup.Feeds.Values
        .Where(feed => feed is { Format: FeedFormat.Open311, Arrival: FeedArrival.Pushed });

    private static bool IsOf(FeedBinding binding, string? service) => binding.Device == service;
}

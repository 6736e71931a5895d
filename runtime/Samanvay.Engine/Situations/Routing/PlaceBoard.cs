using System.Collections.Frozen;
using System.Collections.Immutable;
using Samanvay.Engine.Incidents;

namespace Samanvay.Engine.Situations.Routing;

/// <summary>A rule that reads a signal.</summary>
internal sealed record Listening(RuleSites Sites, SituationInput Input)
{
    public SituationRule Rule => Sites.Rule;

    /// <summary>The place says the key, also where the rule has no device of its own.</summary>
    public bool IsNamedByPlace => (Rule.Key, Input.Near.Kind) switch
    {
        (SituationKey.Gauge, _) => false,
        (_, NearKind.Key) => true,
        (SituationKey.City, NearKind.City) => true,
        (SituationKey.Ward, NearKind.Ward) => true,
        (SituationKey.Asset, NearKind.Asset) => true,
        _ => false,
    };

    public Route To(string key) => new(Rule, key, Input.Name);

    public IEnumerable<(string Key, Place Place)> Own() =>
        Sites.Of(Rule.Signal).Select(site => (RouteKeys.Of(Rule.Key, site), site.Place));
}

/// <summary>Where a reading of one signal goes, by the place where it was made.</summary>
internal sealed class PlaceBoard
{
    private readonly ImmutableArray<Listening> _named;
    private readonly ImmutableArray<Route> _everywhere;
    private readonly FrozenDictionary<string, ImmutableArray<Route>> _byWard;
    private readonly FrozenDictionary<string, ImmutableArray<Route>> _byAsset;
    private readonly SiteGrid<Route> _around;

    public PlaceBoard(IReadOnlyCollection<Listening> listening)
    {
        _named = [.. listening.Where(one => one.IsNamedByPlace)];
        var others = listening.Where(one => !one.IsNamedByPlace).ToLookup(one => one.Input.Near.Kind);
        _everywhere = [.. others[NearKind.City].SelectMany(one => one.Own().Select(own => one.To(own.Key)))];
        _byWard = By(others[NearKind.Ward], place => place.Ward);
        _byAsset = By(others[NearKind.Asset], place => place.Asset);
        _around = new([.. others[NearKind.Radius].SelectMany(Circles)]);
    }

    public IEnumerable<Route> RoutesAt(Place place)
    {
        foreach (var one in _named)
            if (RouteKeys.Of(one.Rule.Key, place) is { } key) yield return one.To(key);
        foreach (var route in _everywhere) yield return route;
        foreach (var route in Named(_byWard, place.Ward)) yield return route;
        foreach (var route in Named(_byAsset, place.Asset)) yield return route;
        if (place is not { Latitude: { } latitude, Longitude: { } longitude }) yield break;
        foreach (var route in _around.Around(latitude, longitude)) yield return route;
    }

    private static ImmutableArray<Route> Named(
        FrozenDictionary<string, ImmutableArray<Route>> routes, string? name) =>
        name is not null && routes.TryGetValue(name, out var found) ? found : [];

    private static FrozenDictionary<string, ImmutableArray<Route>> By(
        IEnumerable<Listening> listening, Func<Place, string?> name) => (
            from one in listening
            from own in one.Own()
            where name(own.Place) is not null
            group one.To(own.Key) by name(own.Place)!).ToFrozenDictionary(
                group => group.Key, group => group.ToImmutableArray(), StringComparer.Ordinal);

    private static IEnumerable<SiteGrid<Route>.Circle> Circles(Listening listening) =>
        from own in listening.Own()
        where own.Place is { Latitude: not null, Longitude: not null }
        select new SiteGrid<Route>.Circle(
            own.Place.Latitude!.Value, own.Place.Longitude!.Value, listening.Input.Near.Metres,
            listening.To(own.Key));
}

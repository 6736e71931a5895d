using System.Collections.Immutable;
using Samanvay.Engine.Incidents;

namespace Samanvay.Engine.Situations.Routing;

/// <summary>A machine that a reading moves.</summary>
/// <param name="Input">As what the rule reads it; its own signal when absent.</param>
public sealed record Route(SituationRule Rule, string Key, string? Input = null)
{
    public Observation Reading(string sensor, NodaTime.Instant at, decimal? value) =>
        new(Key, sensor, at, value) { Input = Input };
}

/// <summary>A device, and where it stands.</summary>
public sealed record Site(string Id, Place Place);

/// <summary>A rule with the devices of each signal that it reads.</summary>
public sealed record RuleSites(SituationRule Rule, ImmutableSortedDictionary<string, ImmutableArray<Site>> BySignal)
{
    internal ImmutableArray<Site> Of(string signal) => BySignal.TryGetValue(signal, out var sites) ? sites : [];
}

/// <summary>Which key a place belongs to.</summary>
public static class RouteKeys
{
    public const string City = "city";

    /// <summary>A device without a ward or an asset stands for itself.</summary>
    public static string Of(SituationKey key, Site site) => Of(key, site.Place) ?? site.Id;

    /// <summary>None where the place does not say.</summary>
    public static string? Of(SituationKey key, Place place) => key switch
    {
        SituationKey.Gauge => null,
        SituationKey.Ward => place.Ward,
        SituationKey.Asset => place.Asset,
        SituationKey.City => City,
        _ => throw new System.Diagnostics.UnreachableException($"No key for {key}."),
    };
}

using System.Collections.Immutable;
using Samanvay.Runtime.Access;

namespace Samanvay.Runtime.Cities;

/// <param name="Name">In the city's first language.</param>
/// <param name="Zone">An IANA zone: screens show its time, calendars without their own count in it.</param>
/// <param name="Languages">The first is the one to fall back to.</param>
public sealed record City(CityId Id, string Name, string Zone, ImmutableArray<string> Languages, CityMode Mode)
{
    /// <summary>What a city is called until its administrator has named it.</summary>
    public const string NameBeforeSetup = "New city";

    /// <summary>What the other languages call it, by their codes.</summary>
    public ImmutableSortedDictionary<string, string> Names { get; init; } =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    public string NameIn(string language) => Names.GetValueOrDefault(language, Name);
}

/// <summary>A sample city says on every screen that it is one, and lets anybody sign in as its people.</summary>
public enum CityMode
{
    Live,
    Sample,
}

public sealed record Agency(CityId City, AgencyId Id, string Name)
{
    public string? Phone { get; init; }
}

public readonly record struct WardId(string Value)
{
    public override string ToString() => Value;
}

/// <param name="Geometry">A GeoJSON Polygon or MultiPolygon in longitude and latitude.</param>
public sealed record Ward(CityId City, WardId Id, string Name, string Geometry);

/// <summary>Opening hours by which service clocks count.</summary>
/// <param name="Id">Procedures name it; <c>24x7</c> is always there and always open.</param>
/// <param name="Content">The engine's business calendar as JSON.</param>
public sealed record CityCalendar(CityId City, string Id, string Name, string Content)
{
    public const string Always = "24x7";
}

using System.Collections.Immutable;
using Samanvay.Adapters.Cap;
using Samanvay.Adapters.Places;
using Samanvay.Engine.Incidents;
using Samanvay.Engine.Situations.Alerts;
using Samanvay.Engine.Situations.Routing;
using Samanvay.Runtime.Cities;

namespace Samanvay.Runtime.Intake.Alerts;

/// <summary>What the lane must know of a city to judge an alert: its rules about alerts, and where and how it is
/// called.</summary>
public sealed class AlertContext
{
    public static readonly AlertContext Nowhere = new();

    private readonly CitySnapshot? _city;

    private AlertContext()
    {
    }

    public AlertContext(CitySnapshot city, IEnumerable<AlertRule> rules)
    {
        _city = city;
        Rules = [.. rules.OrderBy(rule => rule.Id, StringComparer.Ordinal)];
    }

    public ImmutableArray<AlertRule> Rules { get; } = [];

    internal AlertReach ReachOf(ImmutableArray<CapArea> areas)
    {
        if (_city is null) return new AlertReach(false, [], AlertWarning.CityNowhere);
        var named = WardsNamed(areas);
        var isNamed = !named.IsEmpty || areas.Any(area => IsCity(area.Description));
        var shape = Together(areas);
        if (shape is { Rings: [], Circles: [], Points: [] })
        {
            // Where nothing is drawn the words decide.
            var isCity = areas.Any(area => WordsOf(area).Any(IsCity));
            return isCity || !named.IsEmpty
                ? new AlertReach(true, isCity ? [.. _city.Setup.Wards.Keys] : named, null)
                : new AlertReach(false, [], AlertWarning.NoPlace);
        }

        if (!_city.Reach.IsKnown) return new AlertReach(false, [], AlertWarning.CityNowhere);
        var isHere = _city.Reach.IsTouchedBy(shape);
        AlertWarning? warning = (isHere, isNamed) switch
        {
            (true, false) => AlertWarning.WordsElsewhere,
            (false, true) => AlertWarning.ShapeElsewhere,
            _ => null,
        };
        return new AlertReach(isHere, _city.Reach.WardsIn(shape), warning);
    }

    /// <summary>Whether a private alert is for the city: it is addressed by its id or by one of its names.</summary>
    internal bool IsAddressed(CapAlert alert) => alert.Addresses.Any(IsCity);

    internal (string Name, Place Place) PlaceOf(string place)
    {
        if (place == RouteKeys.City) return (_city?.City.Name ?? place, Place.Unknown);
        var name = _city?.Setup.Wards.GetValueOrDefault(place)?.Name ?? place;
        return (name, new Place(place, null, null, null));
    }

    private ImmutableArray<string> WardsNamed(ImmutableArray<CapArea> areas)
    {
        var words = areas.SelectMany(WordsOf).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return
        [
            .. _city!.Setup.Wards.Values.Where(ward => words.Contains(ward.Id.Value) || words.Contains(ward.Name))
                .Select(ward => ward.Id.Value).Order(StringComparer.Ordinal),
        ];
    }

    private bool IsCity(string word) => _city is { City: var city }
        && city.Names.Values.Append(city.Name).Append(city.Id.Value)
            .Any(name => word.Contains(name, StringComparison.OrdinalIgnoreCase));

    // "Kothrud, Aundh" names two places, and so do geocodes.
    private static IEnumerable<string> WordsOf(CapArea area) => area.Description
        .Split([',', ';', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Append(area.Description).Concat(area.Geocodes.Select(code => code.Value));

    private static GeoArea Together(ImmutableArray<CapArea> areas) => new()
    {
        Rings = [.. areas.SelectMany(area => area.Shape.Rings)],
        Circles = [.. areas.SelectMany(area => area.Shape.Circles)],
        Points = [.. areas.SelectMany(area => area.Shape.Points)],
    };
}

internal sealed record AlertReach(bool IsHere, ImmutableArray<string> Wards, AlertWarning? Warning);

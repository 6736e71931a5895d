using System.Collections.Immutable;
using Samanvay.Adapters.Places;
using Samanvay.Runtime.Cities;
using Samanvay.Tests.Runtime.Intake.Alerts;
using Shouldly;
using Xunit;
using Point = Samanvay.Adapters.Places.GeoPoint;

namespace Samanvay.Tests.Runtime.Cities;

public sealed class CityReachTests
{
    private static readonly CityReach Pune = WarnedCity.Snapshot().Reach;

    [Theory]
    [InlineData("18 73, 19 73, 19 74, 18 74", "east west")]
    [InlineData("18.51 73.86, 18.52 73.86, 18.52 73.87", "east")]
    [InlineData("18.52 73.70, 18.53 73.70, 18.53 73.84, 18.52 73.84", "west")]
    [InlineData("18.40 73.82, 18.60 73.82, 18.60 73.821, 18.40 73.821", "west")]
    [InlineData("18.55 73.60, 18.90 73.60, 18.90 73.99, 18.55 73.99", "east west")]
    [InlineData("18.56 73.60, 18.90 73.60, 18.90 73.99, 18.56 73.99", "")]
    [InlineData("73 18, 73 19, 74 19, 74 18", "")]
    public void A_polygon_touches_the_wards_that_it_covers_cuts_lies_in_or_borders_on(string corners, string wards)
    {
        var area = new GeoArea { Rings = [Ring(corners)] };

        string.Join(' ', Pune.WardsIn(area)).ShouldBe(wards);
        Pune.IsTouchedBy(area).ShouldBe(wards.Length > 0);
    }

    [Theory]
    [InlineData(18.525, 73.875, 0, "east")]
    [InlineData(18.525, 73.875, 2.5, "east")]
    [InlineData(18.525, 73.875, 3, "east west")]
    [InlineData(18.60, 73.875, 5, "")]
    [InlineData(18.60, 73.875, 6, "east")]
    [InlineData(18.60, 73.875, 6.3, "east west")]
    public void A_circle_touches_what_its_radius_reaches(
        double latitude, double longitude, double kilometres, string wards)
    {
        var area = new GeoArea { Circles = [new GeoCircle(new Point(latitude, longitude), kilometres)] };

        string.Join(' ', Pune.WardsIn(area)).ShouldBe(wards);
    }

    [Fact]
    public void A_polygon_over_the_date_line_does_not_go_around_the_earth()
    {
        var area = new GeoArea { Rings = [Ring("0 170, 60 170, 60 -170, 0 -170")] };
        var suva = new CityReach([], [new(178.4, 18.1)]);
        var samoa = new CityReach([], [new(-171.7, 13.8)]);

        Pune.IsTouchedBy(area).ShouldBeFalse();
        suva.IsTouchedBy(area).ShouldBeTrue();
        samoa.IsTouchedBy(area).ShouldBeTrue();
    }

    [Fact]
    public void A_city_without_wards_is_where_its_devices_are()
    {
        var city = new CityReach([], [new(73.85, 18.52)]);

        city.IsTouchedBy(new GeoArea { Rings = [Ring("18 73, 19 73, 19 74, 18 74")] }).ShouldBeTrue();
        city.IsTouchedBy(new GeoArea { Circles = [new GeoCircle(new Point(19, 73.85), 10)] }).ShouldBeFalse();
        new CityReach([], []).IsKnown.ShouldBeFalse();
    }

    private static GeoRing Ring(string corners)
    {
        var points = corners.Split(", ").Select(corner => corner.Split(' ')
            .Select(number => double.Parse(number, System.Globalization.CultureInfo.InvariantCulture)).ToArray())
            .Select(pair => new Point(pair[0], pair[1])).ToImmutableArray();
        return new GeoRing(points.Add(points[0]));
    }
}

using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Samanvay.Engine.Incidents;
using Samanvay.Engine.Situations;
using Samanvay.Engine.Situations.Routing;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Engine.Situations.Routing;

public sealed class SituationIndexTests
{
    [Fact]
    public void Delhi_and_mumbai_are_1148_kilometres_apart() =>
        Distance.Metres((28.6139, 77.2090), (19.0760, 72.8777)).ShouldBe(1_148_000, 2_000);

    [Fact]
    public void A_device_has_the_routes_of_the_rules_that_it_is_bound_to()
    {
        var index = SituationIndex.Of(
        [
            Bound(
                Rule("a", SituationKey.Gauge, new(NearKind.Ward)),
                [At("g1", "w1"), At("g2", "w2")], [At("r1", "w1")]),
            Bound(Rule("b", SituationKey.Ward, new(NearKind.Ward)), [At("g1", "w1")], [At("r2", "w2")]),
        ]);

        Names(index.RoutesOf("g1")).ShouldBe(["a g1 ", "b w1 "]);
        Names(index.RoutesOf("r1")).ShouldBe(["a g1 rain"]);
        Names(index.RoutesOf("r2")).ShouldBe(["b w2 rain"]);
        index.RoutesOf("unknown").ShouldBeEmpty();
    }

    [Fact]
    public void A_report_goes_to_the_gauges_within_reach_of_it()
    {
        var index = SituationIndex.Of([Bound(
            Rule("a", SituationKey.Gauge, new(NearKind.Radius, 500)),
            [At("near", "w", 18.5200, 73.8550), At("far", "w", 18.5300, 73.8550)], [])]);

        Names(index.RoutesAt("rain", new Place(null, null, 18.5230, 73.8560))).ShouldBe(["a near rain"]);
        Names(index.RoutesAt("level", new Place("w", null, 18.5230, 73.8560))).ShouldBeEmpty();
    }

    [Fact]
    public void An_input_near_the_devices_of_a_whole_city_is_not_read_from_afar()
    {
        var index = SituationIndex.Of([Bound(
            Rule("a", SituationKey.City, new(NearKind.Radius, 500)),
            [At("g1", "w1", 18.5200, 73.8550), At("g2", "w2", 18.6200, 73.8550)], [])]);

        Names(index.RoutesAt("rain", new Place(null, null, 18.6230, 73.8560))).ShouldBe(["a city rain"]);
        Names(index.RoutesAt("rain", new Place(null, null, 18.5700, 73.8560))).ShouldBeEmpty();
        Names(index.RoutesAt("level", new Place(null, null, 18.5700, 73.8560))).ShouldBe(["a city "]);
    }

    [Fact]
    public void A_report_of_a_ward_needs_no_device_there() =>
        Names(SituationIndex.Of([Bound(Rule("a", SituationKey.Ward, new(NearKind.Key)), [], [])])
            .RoutesAt("level", new Place("w7", null, null, null))).ShouldBe(["a w7 "]);

    [Fact]
    public void The_grid_finds_what_a_walk_over_all_finds() => Check.One(
        Config.QuickThrowOnFailure, Prop.ForAll(
            (from points in Gen.ArrayOf(Points, 40) from centre in Points from metres in Gen.Choose(100, 100_000)
             select (points, centre, metres)).ToArbitrary(),
            random =>
            {
                var sites = random.points.Select((point, number) =>
                    At($"g{number}", "w", point.Latitude, point.Longitude)).ToImmutableArray();
                var rule = Rule("a", SituationKey.Gauge, new(NearKind.Radius, random.metres));

                var found = SituationIndex.Of([Bound(rule, sites, [])])
                    .RoutesAt("rain", new Place(null, null, random.centre.Latitude, random.centre.Longitude));

                found.Select(route => route.Key).ShouldBe(
                    sites.Where(site => Distance.Metres(
                            (site.Place.Latitude!.Value, site.Place.Longitude!.Value), random.centre) <= random.metres)
                        .Select(site => site.Id), ignoreOrder: true);
            }));

    // Close together, in the tropics and in the north, and on both sides of the date line.
    private static Gen<(double Latitude, double Longitude)> Points =>
        from latitude in Gen.Choose(0, 40)
        from longitude in Gen.Choose(0, 40)
        from place in Gen.Elements((18.0, 73.0), (-37.5, 144.5), (64.0, 179.0))
        select (place.Item1 + (latitude / 20d), Turned(place.Item2 + (longitude / 20d)));

    private static double Turned(double longitude) => longitude > 180 ? longitude - 360 : longitude;

    private static SituationRule Rule(string id, SituationKey key, Nearness near) => new()
    {
        Id = id, Signal = "level", Unit = "m", Key = key, StaleAfter = Duration.FromHours(1),
        Levels = [new("high", 1, 1, 3)], Inputs = [new() { Name = "rain", Signal = "rain", Unit = "mm", Near = near }],
    };

    private static RuleSites Bound(SituationRule rule, ImmutableArray<Site> level, ImmutableArray<Site> rain) =>
        new(rule, ImmutableSortedDictionary<string, ImmutableArray<Site>>.Empty.Add("level", level).Add("rain", rain));

    private static Site At(string id, string ward, double? latitude = null, double? longitude = null) =>
        new(id, new Place(ward, null, latitude, longitude));

    private static IEnumerable<string> Names(IEnumerable<Route> routes) =>
        routes.Select(route => $"{route.Rule.Id} {route.Key} {route.Input}");
}

using NodaTime;
using Samanvay.Engine.Situations;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Engine.Situations;

public sealed class MeasuredStormTests(ITestOutputHelper output)
{
    private static readonly SituationRule Trees = Written.Rule("""
        {
          "id": "fallen-trees", "signal": "tree.emergency", "unit": "1", "key": "ward", "events": true,
          "measure": {"of": "count", "over": "PT6H"},
          "levels": [{"name": "storm", "at": 5, "clear": 1, "severity": 2}]
        }
        """);

    [Fact]
    public void Reports_of_irenes_day_become_one_incident_for_each_ward()
    {
        var raised = Wards(Trees).SelectMany(ward => ward.Changes).OfType<LevelRaised>().ToList();
        var ofTheDay = raised.Where(change => Day(change.At) == new LocalDate(2011, 8, 28)).ToList();
        output.WriteLine($"{ofTheDay.Count} incidents on the day, {raised.Count} in the quarter");

        ofTheDay.Count.ShouldBe(22);
        ofTheDay.Select(change => change.Key).ShouldBeUnique();
        raised.ShouldAllBe(change => Day(change.At) >= new LocalDate(2011, 8, 28)
            && Day(change.At) <= new LocalDate(2011, 8, 30));
    }

    [Fact]
    public void In_whatever_order_the_reports_of_an_hour_come_the_incidents_are_the_same()
    {
        var rule = Trees with { Settle = Duration.FromHours(1) };
        var chance = new Random(20110828);

        var straight = Wards(rule).ToDictionary(ward => ward.Key, ward => ward.Changes);
        var mixed = Wards(rule, report => report.At + Duration.FromMinutes(chance.Next(0, 60)));

        foreach (var (key, changes) in mixed) changes.ShouldBe(straight[key]);
    }

    [Fact]
    public void A_planned_shutdown_of_the_machine_is_no_failure_and_the_failure_is_found()
    {
        var rule = Rivers.Debbie with
        {
            Id = "machine", Unit = "[degF]", Direction = Direction.Falling, Levels = [new("cold", 40, 60, 2)],
            LowerAfter = Duration.FromHours(6), ClosableAfter = null,
        };
        var planned = new MaintenanceWindow(
            Series.At("2013-12-15 17:50:00", 0), Series.At("2013-12-17 17:00:00", 0));

        Cold(rule).Count(change => change.At < planned.Until).ShouldBe(1);
        Cold(rule with { Maintenance = [planned] }).ShouldHaveSingleItem().At
            .ShouldBeInRange(Series.At("2014-02-07 14:55:00", 0), Series.At("2014-02-09 14:05:00", 0));
    }

    private static List<LevelRaised> Cold(SituationRule rule)
    {
        var rows = Series.Rows("nab_known_cause", "machine_temperature_system_failure.csv");
        var (_, changes) = Rivers.Run(rule, rows.Select(row => new Observation(
            "machine", "thermometer", Series.At(row["timestamp"], 0), Series.Number(row["value"]))));
        return [.. changes.OfType<LevelRaised>()];
    }

    private static IEnumerable<(string Key, List<SituationChange> Changes)> Wards(
        SituationRule rule, Func<Observation, Instant>? arrival = null)
    {
        foreach (var ward in Reports().GroupBy(report => report.Key))
        {
            var (state, changes) = Rivers.Run(
                rule, arrival is null ? ward : ward.OrderBy(arrival), state: null);
            changes.AddRange(SituationEngine.Tick(rule, state, Series.At("2011-10-02", -4)).Changes);
            yield return (ward.Key, changes);
        }
    }

    private static IEnumerable<Observation> Reports() =>
        from row in Series.Rows("requests_boston311", "boston311_2011Q3.csv")
        where row["type"] == "Tree Emergencies"
        let at = Series.At(row["open_dt"], -4)
        orderby at
        select new Observation(Ward(row["ward"]), row["case_enquiry_id"], at, 1);

    private static string Ward(string text) => text.Replace("Ward ", "", StringComparison.Ordinal).TrimStart('0');

    private static LocalDate Day(Instant at) => at.WithOffset(Offset.FromHours(-4)).Date;
}

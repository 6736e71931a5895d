using System.Text.Json.Nodes;
using NodaTime.Text;
using Samanvay.Engine.Simulation;
using Samanvay.Tests.Support;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Templates;

public sealed class SampleSeasonTests
{
    private static readonly string Season = Path.Combine(SharedFolder.Repository, "samples", "season");

    [Fact]
    public void The_season_and_its_people_bring_one_flood_from_the_first_warning_to_the_close()
    {
        var result = Run("""
            [
              {"times": 1, "opened": true},
              {"at": "2026-08-05T21:40", "situation": "river-level", "change": "raised", "stage": "low"},
              {"at": "2026-08-06T03:10", "situation": "river-level", "change": "raised", "stage": "moderate"},
              {"at": "2026-08-06T14:40", "situation": "river-level", "change": "raised", "stage": "high"},
              {"at": "2026-08-06T17:20", "situation": "river-level", "change": "raised", "stage": "unprecedented"},
              {"at": "2026-08-08T05:10", "situation": "river-level", "change": "cleared"},
              {"at": "2026-08-08T23:10", "situation": "river-level", "change": "closable"},
              {"times": 2, "offered": "confirm-shelters-empty"},
              {"at": "2026-08-09T05:22", "closed": true}
            ]
            """);

        result.Expectations.Where(expectation => !expectation.Holds).ShouldBeEmpty();
        result.Operations.ShouldHaveSingleItem().Incident.ShouldNotBeNull().IsOpen.ShouldBeFalse();
    }

    [Fact]
    public void The_slow_police_desk_lets_its_ladder_climb_to_the_top_and_brings_the_second_team()
    {
        var result = Run("""
            [
              {"at": "2026-08-06T03:25", "escalated": "close-ghats", "metric": "ack", "level": 4},
              {"at": "2026-08-06T03:27", "acknowledged": "close-ghats"},
              {"times": 1, "escalated": "close-ghats", "metric": "ack", "level": 4},
              {"at": "2026-08-06T03:55", "breached": "close-ghats", "metric": "resolve"},
              {"at": "2026-08-06T03:55", "offered": "send-second-team"},
              {"at": "2026-08-06T04:00", "completed": "close-ghats"}
            ]
            """);

        result.Expectations.Where(expectation => !expectation.Holds).ShouldBeEmpty();
    }

    [Fact]
    public void A_measured_cyclone_flood_runs_through_every_stage_and_its_false_start_opens_nothing()
    {
        var path = SharedFolder.Require("data", "river_queensland_debbie", "data_sandy_anom.csv");
        var readings =
            from line in File.ReadLines(path).Skip(1)
            let cells = line.Split(',')
            let at = LocalDateTimePattern.CreateWithInvariantCulture("d/M/yyyy H:mm").Parse(cells[0]).Value
            where at.Year == 2017 && at.Month == 3 && at.Day >= 12 || at.Year == 2017 && at.Month == 4 && at.Day <= 10
            select $"{LocalDateTimePattern.GeneralIso.Format(at)},{cells[1]}";

        var result = Run(new("Australia/Brisbane", "2017-03-12T00:00", "2017-04-10T00:00"), readings, """
            [
              {"times": 1, "opened": true},
              {"at": "2017-03-28T16:40", "situation": "river-level", "change": "raised", "stage": "low"},
              {"at": "2017-03-29T00:20", "situation": "river-level", "change": "raised", "stage": "moderate"},
              {"at": "2017-03-29T14:10", "situation": "river-level", "change": "raised", "stage": "high"},
              {"at": "2017-03-29T15:50", "situation": "river-level", "change": "raised", "stage": "unprecedented"},
              {"at": "2017-03-31T05:30", "situation": "river-level", "change": "cleared"},
              {"at": "2017-03-31T23:30", "situation": "river-level", "change": "closable"},
              {"times": 1, "closed": true}
            ]
            """);

        result.Expectations.Where(expectation => !expectation.Holds).ShouldBeEmpty();
    }

    private static ScenarioResult Run(string expectations) => Run(
        new("Asia/Kolkata", "2026-08-03T00:00", "2026-08-11T08:00"),
        File.ReadLines(Path.Combine(Season, "readings.csv")).Skip(1)
            .Where(line => !line.EndsWith("NA", StringComparison.Ordinal)).Select(line => line.Replace(' ', 'T')),
        expectations);

    private static ScenarioResult Run(Span span, IEnumerable<string> readings, string expectations)
    {
        var people = JsonNode.Parse(File.ReadAllText(Path.Combine(Season, "people.json")))!["people"]!.DeepClone();
        var scenario = new JsonObject
        {
            ["name"] = "Sample season",
            ["procedure"] = "river-flood",
            ["zone"] = span.Zone,
            ["start"] = span.Start,
            ["until"] = span.Until,
            ["series"] = new JsonArray(
                new JsonObject { ["signal"] = "river.level", ["key"] = "gauge", ["csv"] = "readings.csv" }),
            ["people"] = people,
            ["expect"] = JsonNode.Parse(expectations),
        };
        return Drill.Run(
            new PlaybookFolder("river-flood"), scenario.ToJsonString(),
            new Dictionary<string, string> { ["readings.csv"] = "time,value\n" + string.Join('\n', readings) });
    }

    private sealed record Span(string Zone, string Start, string Until);
}

using System.Text.Json.Nodes;
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
              {"at": "2026-08-10T03:10", "closed": true}
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
              {"at": "2026-08-06T04:08", "completed": "close-ghats"}
            ]
            """);

        result.Expectations.Where(expectation => !expectation.Holds).ShouldBeEmpty();
    }

    private static ScenarioResult Run(string expectations)
    {
        var people = JsonNode.Parse(File.ReadAllText(Path.Combine(Season, "people.json")))!["people"]!.DeepClone();
        var scenario = new JsonObject
        {
            ["name"] = "Sample season",
            ["procedure"] = "river-flood",
            ["zone"] = "Asia/Kolkata",
            ["start"] = "2026-08-03T00:00",
            ["until"] = "2026-08-11T08:00",
            ["series"] = new JsonArray(
                new JsonObject { ["signal"] = "river.level", ["key"] = "rg-raj-setu", ["csv"] = "readings.csv" }),
            ["people"] = people,
            ["expect"] = JsonNode.Parse(expectations),
        };
        var readings = string.Join('\n', File.ReadLines(Path.Combine(Season, "readings.csv"))
            .Where(line => !line.EndsWith("NA", StringComparison.Ordinal)).Select(line => line.Replace(' ', 'T')));
        return Drill.Run(
            new PlaybookFolder("river-flood"), scenario.ToJsonString(),
            new Dictionary<string, string> { ["readings.csv"] = readings });
    }
}

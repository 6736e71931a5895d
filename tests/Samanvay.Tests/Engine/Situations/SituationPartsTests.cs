using System.Text.Json;
using NodaTime;
using Samanvay.Engine.Situations;
using Samanvay.Engine.Situations.Windows;
using Samanvay.Feel.Values;
using Samanvay.Tests.Support;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Engine.Situations;

/// <summary>How windows, other signals, sequences and limits are written.</summary>
public sealed class SituationPartsTests
{
    private const string Street = """
        {
          "id": "water", "signal": "street.water", "unit": "cm", "key": "gauge", "period": "PT10M",
          "measure": {"of": "avg", "over": "=window", "atLeast": 2},
          "inputs": {
            "rain": {"signal": "rain.depth", "unit": "mm", "period": "PT15M", "near": {"metres": 800},
              "measure": {"of": "sum", "readings": 4}, "take": "avg", "plausible": {"max": 200}},
            "calls": {"signal": "call", "unit": "1", "events": true, "near": "ward",
              "measure": {"of": "count", "over": "PT30M"}}},
          "value": "=value + rain * share",
          "levels": [{"name": "deep", "at": 30, "severity": 3, "when": "=calls > 0"}],
          "after": [{"when": "=rain > 20", "within": "PT2H"}], "settle": "PT3M",
          "quorum": {"atLeast": 2, "of": 3, "within": "PT20M",
            "confirmed": {"input": "calls", "reports": 2, "sensors": 1}},
          "plausible": {"disagreesWhen": "=value > 200 and rain = 0"},
          "maintenance": [{"from": "2026-08-03T13:00:00Z", "until": "2026-08-03T14:00:00Z", "sensor": "s"}],
          "flapping": {"raises": 4, "within": "PT1H", "holdFor": "PT2H"},
          "storm": {"openings": 20, "within": "PT30M", "calmFor": "PT1H"}
        }
        """;

    private static readonly FeelContext Parameters = FeelContext.Of(
        ("window", FeelDaysDuration.Of(Duration.FromMinutes(30))), ("share", FeelNumber.Of(0.5m)),
        ("unused", FeelNumber.Of(1)));

    [Fact]
    public void All_parts_are_read_and_bound()
    {
        var draft = SituationReader.Read(Street).Value!;
        draft.Parameters.ShouldBe(["share", "window"], ignoreOrder: true);

        var rule = draft.Bind(Parameters).Value!;

        rule.Measure.ShouldBe(new(MeasureKind.Avg, Duration.FromMinutes(30))
        {
            Pane = Duration.FromMinutes(10), AtLeast = 2,
        });
        rule.Inputs.Select(input => (input.Name, input.Near, input.IsEvents)).ShouldBe(
            [("calls", new Nearness(NearKind.Ward), true), ("rain", new Nearness(NearKind.Radius, 800), false)]);
        rule.Inputs[1].StaleAfter.ShouldBe(Duration.FromMinutes(45));
        rule.Quorum.ShouldBe(new(2, 3) { Within = Duration.FromMinutes(20), Confirmed = new("calls", 2, 1) });
        rule.After.ShouldHaveSingleItem().Within.ShouldBe(Duration.FromHours(2));
        rule.Flapping.ShouldBe(new(4, Duration.FromHours(1), Duration.FromHours(2)));
        rule.Storm.ShouldBe(new(20, Duration.FromMinutes(30), Duration.FromHours(1)));
        rule.Maintenance.ShouldHaveSingleItem().Sensor.ShouldBe("s");
        (rule.IsSettled, rule.Settle).ShouldBe((true, Duration.FromMinutes(3)));
    }

    [Theory]
    [InlineData("\"period\": \"PT10M\",", "", "period")]
    [InlineData("\"events\": true", "\"events\": true, \"period\": \"PT1M\"", "inputs.calls.period")]
    [InlineData("\"over\": \"PT30M\"}", "\"over\": \"PT30M\", \"readings\": 3}", "inputs.calls.measure")]
    [InlineData("\"of\": \"count\"", "\"of\": \"median\"", "inputs.calls.measure.of")]
    [InlineData("\"metres\": 800", "\"metres\": -1", "inputs.rain.near.metres")]
    [InlineData("\"=calls > 0\"", "\"calls > 0\"", "levels[0].when")]
    [InlineData("\"rain\": {", "\"rain-fall\": {", "inputs")]
    [InlineData("14:00:00Z", "12:00:00Z", "maintenance[0]")]
    [InlineData("\"openings\": 20", "\"openings\": 1", "storm.openings")]
    [InlineData("\"within\": \"PT2H\"}]", "\"wihtin\": \"PT2H\"}]", "after[0].wihtin")]
    public void What_is_wrong_is_told_with_its_place(string right, string wrong, string field) =>
        SituationReader.Read(Street.Replace(right, wrong, StringComparison.Ordinal))
            .Problems.ShouldContain(problem => problem.Location.Field == field);

    [Theory]
    [InlineData("\"near\": \"ward\",", "", "inputs.calls.near")]
    [InlineData("rain * share", "rain * shares", "value")]
    [InlineData("\"input\": \"calls\"", "\"input\": \"cries\"", "quorum.confirmed.input")]
    [InlineData("\"sensors\": 1", "\"sensors\": 2", "quorum.confirmed.sensors")]
    [InlineData("\"max\": 200", "\"max\": 200, \"min\": 300", "inputs.rain.plausible")]
    public void What_can_not_be_bound_is_told_with_its_place(string right, string wrong, string field) =>
        SituationReader.Read(Street.Replace(right, wrong, StringComparison.Ordinal)).Value!.Bind(Parameters)
            .Problems.ShouldContain(problem => problem.Location.Field == field);

    [Fact]
    public void The_schema_names_the_settings_that_are_read()
    {
        var path = Path.Combine(
            SharedFolder.Repository, "runtime", "Samanvay.Engine", "Situations", "situation.schema.json");
        using var schema = JsonDocument.Parse(File.ReadAllText(path));
        var named = schema.RootElement.GetProperty("properties").EnumerateObject().Select(property => property.Name)
            .Except(["alert"]);

        var text = Street.Replace("\"id\"", "\"nonsense\": 1, \"id\"", StringComparison.Ordinal);
        var problem = SituationReader.Read(text).Problems.First(problem => problem.Location.Field == "nonsense");

        problem.Message.TrimEnd('.').Split("Known here: ")[1].Split(", ").ShouldBe(named, ignoreOrder: true);
    }
}

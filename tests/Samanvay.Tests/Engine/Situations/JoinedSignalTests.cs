using System.Text.Json;
using Samanvay.Engine.Situations;
using Shouldly;
using Xunit;
using static Samanvay.Tests.Engine.Situations.Written;

namespace Samanvay.Tests.Engine.Situations;

public sealed class JoinedSignalTests
{
    private const string Rain = "\"rain\": {\"signal\": \"rain.depth\", \"unit\": \"mm\", \"period\": \"PT15M\", "
        + "\"staleAfter\": \"PT5H\", \"measure\": {\"of\": \"sum\", \"over\": \"PT1H\"}}";

    private const string Calls = "\"calls\": {\"signal\": \"call\", \"unit\": \"1\", \"events\": true, "
        + "\"measure\": {\"of\": \"count\", \"over\": \"PT30M\"}}";

    [Fact]
    public void The_average_of_half_an_hour_is_judged_in_place_of_the_last_reading()
    {
        var rule = Street("\"measure\": {\"of\": \"avg\", \"over\": \"PT30M\"}");

        var readings = new[] { At(0, 20), At(10, 20), At(20, 49), At(30, 21), At(40, 30) };

        Told(Run(rule, readings, 50).Changes).ShouldBe(["30 raised/deep"]);
    }

    [Fact]
    public void A_level_with_a_condition_waits_for_it()
    {
        var rule = Street($"\"inputs\": {{{Rain}}}", when: "rain >= 20");

        var readings = new[] { At(0, 40), At(5, 12, "r", "rain"), At(15, 12, "r", "rain"), At(20, 40) };

        Told(Run(rule, readings, 40).Changes).ShouldBe(["15 raised/deep"]);
        Told(Run(rule, readings.Where(reading => reading.Input is null), 40).Changes).ShouldBeEmpty();
    }

    [Fact]
    public void One_number_is_made_of_several_signals()
    {
        var rule = Street($"\"inputs\": {{{Rain}}}, \"value\": \"=value + rain / 2\"");

        Told(Run(rule, [At(0, 24), At(0, 10, "r", "rain"), At(10, 26), At(20, 25)], 30).Changes)
            .ShouldBe(["10 raised/deep"]);
    }

    [Fact]
    public void Reports_count_while_they_are_young_and_clear_by_themselves()
    {
        var rule = Rule("""
            {
              "id": "trees", "signal": "tree.report", "unit": "1", "key": "ward", "events": true,
              "measure": {"of": "count", "over": "PT60M"},
              "levels": [{"name": "storm", "at": 3, "severity": 3}]
            }
            """);

        var (_, changes) = Run(rule, [At(0, null, "a"), At(10, null, "b"), At(20, null, "c"), At(25, null, "d")], 200);

        Told(changes).ShouldBe(["20 raised/storm", "70 cleared", "70 closable"]);
    }

    [Fact]
    public void A_late_report_still_counts_and_a_late_reading_does_not()
    {
        var rule = Street($"\"inputs\": {{{Calls}}}", when: "calls >= 2");

        var readings = new[] { At(0, 40), At(10, null, "b", "calls"), At(20, 41), At(30, 41) };

        Told(Run(rule, [.. readings, At(15, null, "a", "calls")], 35).Changes).ShouldBe(["20 raised/deep"]);
        Stored(Run(rule, [.. readings, At(15, 7)], 35).State).ShouldBe(Stored(Run(rule, readings, 35).State));
    }

    [Fact]
    public void One_sensor_and_two_callers_are_as_good_as_two_sensors()
    {
        var rule = Street($"\"inputs\": {{{Calls}}}, \"quorum\": {{\"atLeast\": 2, \"of\": 3, \"within\": \"PT20M\", "
            + "\"confirmed\": {\"input\": \"calls\", \"reports\": 2, \"sensors\": 1}}");

        Told(Run(rule, [At(0, 40, "a"), At(5, 45, "b")], 10).Changes).ShouldBe(["5 raised/deep"]);
        Told(Run(rule, [At(0, 40, "a"), At(25, 45, "b")], 30).Changes).ShouldBeEmpty();
        Told(Run(rule, [At(0, 40, "a"), At(3, 1, "x", "calls"), At(4, 1, "y", "calls")], 10).Changes)
            .ShouldBe(["4 raised/deep"]);
    }

    [Fact]
    public void A_reading_that_contradicts_another_signal_is_a_fault_of_the_sensor()
    {
        var rule = Street($"\"inputs\": {{{Rain}}}, "
            + "\"plausible\": {\"disagreesWhen\": \"=value > 100 and rain < 5\"}");

        var (_, changes) = Run(rule, [At(0, 130), At(0, 1, "r", "rain"), At(10, 20), At(20, 31)], 30);

        changes.OfType<SensorFault>().ShouldHaveSingleItem().Kind.ShouldBe(SensorFaultKind.Disagrees);
        changes.OfType<SensorRecovered>().ShouldHaveSingleItem().At.ShouldBe(At(10, 0).At);
        Told(changes).ShouldBe(["20 raised/deep"]);
    }

    private static string Stored(SituationState state) =>
        JsonSerializer.Serialize(state, SituationJson.Default.SituationState);
}

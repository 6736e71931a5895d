using NodaTime;
using Samanvay.Engine.Situations;
using Samanvay.Engine.Situations.Windows;
using Samanvay.Runtime.Situations;
using Samanvay.Tests.Engine.Situations;
using Shouldly;
using Xunit;
using static Samanvay.Tests.Runtime.Situations.Readings;

namespace Samanvay.Tests.Runtime.Situations;

public sealed class RuleTrialTests
{
    [Fact]
    public void A_firing_is_told_from_its_first_level_until_it_clears_with_the_worst_in_between()
    {
        var result = RuleTrial.Run(Rule, Of(7, 8.2m, 10.5m, 11, 9, 9, 9, 7, 7, 7, 7));

        var firing = result.Firings.ShouldHaveSingleItem();
        (firing.At, firing.Value, firing.Level, firing.Severity).ShouldBe((At(1), 8.2m, "danger", 2));
        firing.Peak.ShouldBe(11m);
        firing.ClearedAt.ShouldBe(At(9));
        firing.Steps.Select(step => (step.At, step.Level, step.IsRaise)).ShouldBe(
            [(At(1), "low", true), (At(2), "danger", true), (At(6), "low", false)]);
        (result.Judged, result.IsWhole).ShouldBe((11, true));
    }

    [Fact]
    public void What_still_lasts_at_the_end_has_no_end()
    {
        RuleTrial.Run(Rule, Of(7, 9, 9)).Firings.ShouldHaveSingleItem().ClearedAt.ShouldBeNull();
    }

    [Fact]
    public void Delays_that_end_after_the_last_reading_are_still_seen_until_the_end_of_the_watch()
    {
        var result = RuleTrial.Run(Rule, Until(At(10), 9, 7));

        result.Firings.ShouldHaveSingleItem().ClearedAt.ShouldBe(At(3));
        var silence = result.Faults.ShouldHaveSingleItem();
        (silence.Kind, silence.At, silence.RecoveredAt).ShouldBe((SensorFaultKind.Silent, At(4), (Instant?)null));
    }

    [Fact]
    public void What_a_sensor_can_not_have_measured_is_a_fault_and_no_firing()
    {
        var result = RuleTrial.Run(Rule, Of(7, 99, 7, null, 7));

        result.Firings.ShouldBeEmpty();
        result.Faults.Select(fault => (fault.Kind, fault.At, fault.Value)).ShouldBe(
            [(SensorFaultKind.OutOfRange, At(1), (decimal?)99m), (SensorFaultKind.Missing, At(3), null)]);
        result.Faults.ShouldAllBe(fault => fault.RecoveredAt != null);
    }

    [Fact]
    public void The_figure_of_a_window_is_told_for_each_instant_that_was_judged()
    {
        var average = Rule with
        {
            Measure = Measure.In(MeasureKind.Avg, Duration.FromMinutes(20), Duration.FromMinutes(10)),
        };

        var result = RuleTrial.Run(average, Of(6, 8, 10));

        result.Figures.Take(3).Select(point => (point.At, point.Value)).ShouldBe(
            [(At(0), (decimal?)6m), (At(1), 7m), (At(2), 9m)]);
        result.Firings.ShouldHaveSingleItem().At.ShouldBe(At(2));
    }

    [Fact]
    public void Readings_that_wait_are_judged_when_they_have_settled()
    {
        var settled = Rule with { Settle = Duration.FromMinutes(5) };

        RuleTrial.Run(settled, Of(7, 9, 7, 7, 7)).Firings.ShouldHaveSingleItem().At.ShouldBe(At(1));
    }

    [Fact]
    public void It_tells_what_the_engine_tells_of_a_measured_river()
    {
        var readings = Rivers.DebbieReadings();
        var series = new TrialSeries("Sandy Creek", [.. readings])
        {
            From = readings[0].At, Until = readings[^1].At,
        };

        var result = RuleTrial.Run(Rivers.Debbie, series);

        var told = Rivers.Run(Rivers.Debbie, readings).Changes;
        result.Firings.Length.ShouldBe(told.OfType<LevelRaised>().Select(raised => raised.Episode).Distinct().Count());
        result.Faults.Length.ShouldBe(told.OfType<SensorFault>().Count());
        result.Firings.ShouldNotBeEmpty();
    }

    [Fact]
    public void A_changed_rule_is_compared_by_when_it_fires()
    {
        var series = Of(7, 9, 7, 7, 7, 7, 7.8m, 7, 7, 7);
        var inForce = RuleTrial.Run(Rule, series);

        var lower = TrialComparison.Between(inForce, RuleTrial.Run(At("7.7"), series));
        var higher = TrialComparison.Between(inForce, RuleTrial.Run(At("9.2"), series));

        lower.New.ShouldHaveSingleItem().At.ShouldBe(Readings.At(6));
        lower.Gone.ShouldBeEmpty();
        higher.New.ShouldBeEmpty();
        higher.Gone.ShouldHaveSingleItem().At.ShouldBe(Readings.At(1));

        static SituationRule At(string level)
        {
            var at = decimal.Parse(level, System.Globalization.CultureInfo.InvariantCulture);
            return Rule with { Levels = [new("low", at, 7.5m, 4)] };
        }
    }

    [Fact]
    public void A_firing_that_both_have_is_compared_by_where_it_begins_ends_and_how_far_it_goes()
    {
        var series = Of(7, 8.5m, 9.2m, 10.5m, 7, 7, 7, 7);
        var inForce = RuleTrial.Run(Rule with { Levels = [new("low", 9m, 7.5m, 4)] }, series);
        var changed = RuleTrial.Run(Rule with { LowerAfter = Duration.FromMinutes(30) }, series);

        var shift = TrialComparison.Between(inForce, changed).Moved.ShouldHaveSingleItem();

        shift.Begins.ShouldBe(Duration.FromMinutes(-10));
        shift.Ends.ShouldBe(Duration.FromMinutes(10));
        (shift.ReachesOther, shift.EndsOnlyOnce).ShouldBe((true, false));
        TrialComparison.Between(inForce, inForce).Moved.ShouldBeEmpty();
    }

    [Fact]
    public void Firings_that_fall_apart_or_together_are_counted()
    {
        var series = Of(7, 9, 7.8m, 7.8m, 7.8m, 9, 7, 7, 7, 7);
        var whole = RuleTrial.Run(Rule, series);
        var parted = RuleTrial.Run(Rule with { Levels = [new("low", 8m, 8m, 4)] }, series);

        TrialComparison.Between(whole, parted).Split.ShouldBe(1);
        TrialComparison.Between(parted, whole).Joined.ShouldBe(1);
    }

    [Fact]
    public void More_readings_than_are_tried_are_left_out_and_it_says_so()
    {
        var many = new decimal?[RuleTrial.ReadingsMax + 1];
        Array.Fill(many, 7m);

        var result = RuleTrial.Run(Rule with { Plausible = new() }, Of(many));

        (result.Judged, result.IsWhole).ShouldBe((RuleTrial.ReadingsMax, false));
    }

    [Fact]
    public void It_can_be_stopped()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();

        Should.Throw<OperationCanceledException>(() => RuleTrial.Run(Rule, Of(7, 8), stop.Token));
    }
}

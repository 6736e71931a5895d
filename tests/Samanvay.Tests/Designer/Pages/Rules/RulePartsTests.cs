using Bunit;
using NodaTime;
using Samanvay.Designer.Localization;
using Samanvay.Designer.Pages.Rules;
using Samanvay.Engine.Situations;
using Samanvay.Engine.Situations.Windows;
using Samanvay.Runtime.Situations;
using Samanvay.Tests.Runtime.Situations;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Designer.Pages.Rules;

public sealed class RulePartsTests : ScreenTest
{
    private static readonly SituationRule Rule = Readings.Rule;

    private static readonly TrialSeries Series = Readings.Of(7, 8.2m, 10.5m, 9, 7, 7, 7, 99, 7, 8.1m);

    [Fact]
    public void A_rule_is_said_in_words_with_its_numbers()
    {
        var words = RuleWords.Of(new Texts(), Rule).ToList();

        words[0].ShouldBe("It watches river.level in m; each sensor has a situation of its own.");
        words.ShouldContain("danger (severity 2) begins at 10 m and is left below 9.5 m.");
        words.ShouldContain("It is lowered when it was left for 20 min without a break.");
        words.ShouldContain("Readings outside 0 to 20 m are a fault of the sensor.");
    }

    [Theory]
    [InlineData("en")]
    [InlineData("hi")]
    public void Every_part_of_a_rule_has_words(string language)
    {
        Speak(language);
        foreach (var kind in Enum.GetValues<MeasureKind>())
        {
            var rule = Rule with
            {
                Measure = kind == MeasureKind.Last ? Measure.Last : Measure.In(
                    kind, Duration.FromHours(1), Duration.FromMinutes(10)),
                For = Duration.FromMinutes(5), CoolDown = Duration.FromHours(1), Join = false,
                ClosableAfter = Duration.FromHours(2), Settle = Duration.FromMinutes(1), Quorum = new(2, 3),
                Flapping = new(3, Duration.FromHours(1), Duration.FromHours(2)),
                Storm = new(3, Duration.FromHours(1), Duration.FromHours(2)),
                Plausible = new(0, 20, 2) { StuckReadings = 5, StuckFor = Duration.FromHours(1) },
                Direction = Direction.Falling, Key = SituationKey.Ward,
            };

            RuleWords.Of(new Texts(), rule).ShouldAllBe(said => !said.Contains("rules.", StringComparison.Ordinal));
        }

        foreach (var kind in Enum.GetValues<SensorFaultKind>())
            new Texts().Has("rules.fault." + kind.ToString().ToLowerInvariant()).ShouldBeTrue();
    }

    [Fact]
    public void The_verdict_counts_and_compares_with_the_rule_in_force()
    {
        var inForce = RuleTrial.Run(Rule, Series);
        var lower = RuleTrial.Run(Rule with { Levels = [new("low", 8m, 7.9m, 4)], LowerAfter = Duration.Zero }, Series);
        var view = View(lower, inForce);

        var said = RuleVerdict.Say(new Texts(), view, TrialComparison.Between(inForce, lower), "last year");

        said.ShouldBe("Would have fired 2 times last year, here (Gauge at the bridge). "
            + "The rule in force: 2 times. "
            + "One of these is changed: ends 20 min earlier, reaches low instead of danger.");
        RuleVerdict.Say(new Texts(), View(inForce, inForce), TrialComparison.Between(inForce, inForce), "last year")
            .ShouldEndWith("At the same times.");
    }

    [Fact]
    public void A_firing_that_only_moves_is_said_to_move_in_the_sentence_and_in_its_row()
    {
        var series = Readings.Of(7, 8.2m, 8.6m, 9, 7, 7, 7, 7);
        var inForce = RuleTrial.Run(Rule with { Levels = [new("low", 9m, 9m, 4)] }, series);
        var earlier = RuleTrial.Run(Rule with { Levels = [new("low", 8m, 8m, 4)] }, series);
        var compared = TrialComparison.Between(inForce, earlier);
        var view = View(earlier, inForce);

        RuleVerdict.Say(new Texts(), view, compared, "last year").ShouldEndWith("It begins 20 min earlier.");
        Render<FiringTable>(parameters => parameters.Add(part => part.View, view).Add(part => part.Compared, compared))
            .Find(".firings .moved").TextContent.ShouldBe("begins 20 min earlier");
    }

    [Theory]
    [InlineData(1, 12)]
    [InlineData(3, 12)]
    [InlineData(30, 12)]
    [InlineData(365, 14)]
    [InlineData(300_000, 14)]
    public void No_two_names_on_the_axis_of_time_are_the_same_and_levels_are_named_whole(int days, int most)
    {
        var series = new TrialSeries("Gauge", [.. Readings.Of(7, 9).Readings])
        {
            From = Readings.At(0), Until = Readings.At(0) + Duration.FromDays(days),
        };
        var view = new TrialView(series, [new("moderate", 10.25m, 10m, 3)], "m") { Axis = TrialAxis.Of([7, 9]) };

        var chart = Chart(view, []);

        var names = chart.FindAll("svg .axis text[text-anchor=middle]").Select(name => name.TextContent).ToList();
        names.Count.ShouldBeInRange(1, most);
        names.Where(name => !name.Contains(':')).ShouldBeUnique();
        chart.Find(".level text").TextContent.ShouldBe("moderate 10.25");
    }

    [Fact]
    public void Where_nothing_was_read_nothing_is_said_to_have_been_judged()
    {
        var nothing = Readings.Until(Readings.At(600));
        var late = new TrialSeries("Gauge at the bridge", [.. Readings.Of(7, 7).Readings])
        {
            From = Readings.At(-600), Until = Readings.At(2),
        };

        Said(nothing).ShouldStartWith("No readings last month, here (Gauge at the bridge)");
        Said(late).ShouldEndWith("There are readings only from 1 Jul 2026, 00:00 to 1 Jul 2026, 00:10.");
        Said(Series).ShouldNotContain("only");

        static string Said(TrialSeries series) => RuleVerdict.Say(
            new Texts(), new TrialView(series, Rule.Levels, "m") { Rule = Rule, Result = RuleTrial.Run(Rule, series) },
            null, "last month");
    }

    [Fact]
    public void Values_that_no_sensor_has_are_drawn_all_the_same()
    {
        foreach (var values in new decimal[][] { [decimal.MinValue, decimal.MaxValue], [0, 1e-28m], [0] })
        {
            var axis = TrialAxis.Of(values);

            axis.Steps.ShouldBeInRange(100, 1000);
            axis.StepOf(decimal.MaxValue).ShouldBeInRange(axis.Steps / 2, axis.Steps);
            axis.Lines().Count().ShouldBeInRange(2, 20);
        }
    }

    [Fact]
    public void The_chart_draws_levels_firings_and_faults_and_its_lines_are_moved_as_sliders()
    {
        var moves = new List<(int Level, decimal To, bool IsHeld)>();
        var chart = Chart(View(RuleTrial.Run(Rule, Series)), moves);

        chart.FindAll(".level .at").Count.ShouldBe(2);
        chart.FindAll(".firing rect").Count.ShouldBe(2);
        chart.FindAll(".fault").Count.ShouldBe(1);
        var handle = chart.FindAll("input[type=range]")[1];
        handle.GetAttribute("aria-label").ShouldBe("Where level danger begins");
        handle.GetAttribute("aria-valuetext").ShouldBe("10 m");
        var step = int.Parse(handle.GetAttribute("value")!, System.Globalization.CultureInfo.InvariantCulture);
        handle.Input($"{step + 1}");
        chart.FindAll("input[type=range]")[1].Change($"{step + 2}");
        moves.Select(move => (move.Level, move.IsHeld)).ShouldBe([(1, true), (1, false)]);
        moves[1].To.ShouldBeGreaterThan(moves[0].To);
    }

    [Fact]
    public void Hours_stand_apart_on_the_chart_and_it_is_said_what_is_exact_on_them()
    {
        var hourly = Series with { KeptFrom = Readings.At(4) };
        var view = View(RuleTrial.Run(Rule, hourly)) with { Series = hourly, Rule = Rule };

        Chart(view, []).Find(".hourly text").TextContent.ShouldStartWith("Hourly values before 1 Jul 2026");
        var notes = RuleVerdict.Notes(new Texts(), view).ToList();
        notes[0].ShouldContain("only what came of each hour is kept");
        notes[1].ShouldBe("Exact there: whether an hour reached a level, and its worst value.");
        notes[2].ShouldBe("Estimated there: when within its hour something was read; "
            + "silence, which is seen only when it lasts an hour.");
        RuleVerdict.Notes(new Texts(), View(RuleTrial.Run(Rule, Series)) with { Rule = Rule }).ShouldHaveSingleItem();
    }

    [Fact]
    public void The_window_that_was_judged_is_drawn_before_each_firing()
    {
        var rule = Rule with
        {
            Measure = Measure.In(MeasureKind.Avg, Duration.FromMinutes(20), Duration.FromMinutes(10)),
        };
        var view = View(RuleTrial.Run(rule, Series)) with { Rule = rule };

        Chart(view, []).FindAll("rect.window").Count.ShouldBe(view.Result!.Firings.Length);
        Chart(View(RuleTrial.Run(Rule, Series)) with { Rule = Rule }, []).FindAll("rect.window").ShouldBeEmpty();
    }

    [Fact]
    public void Who_may_not_change_the_rule_sees_the_chart_without_handles()
    {
        Chart(View(RuleTrial.Run(Rule, Series)) with { CanMove = false }, []).FindAll("input").ShouldBeEmpty();
    }

    [Fact]
    public void All_that_is_drawn_stands_in_tables()
    {
        var inForce = RuleTrial.Run(Rule with { Levels = [new("low", 10m, 10m, 4)] }, Series);
        var result = RuleTrial.Run(Rule, Series);

        var table = Render<FiringTable>(parameters => parameters
            .Add(part => part.View, View(result, inForce))
            .Add(part => part.Compared, TrialComparison.Between(inForce, result)));

        table.FindAll(".firings tbody tr").Count.ShouldBe(2);
        table.FindAll(".firings tbody tr")[1].TextContent.ShouldContain("New");
        table.FindAll(".firings tbody tr")[0].TextContent.ShouldContain("10.5");
        table.Find(".faults tbody tr").TextContent.ShouldContain("out of the believable range");
    }

    [Fact]
    public async Task Of_many_firings_some_are_shown_and_all_are_saved()
    {
        var often = Readings.Of([.. Enumerable.Range(0, 360).Select(index => (decimal?)(index % 3 == 0 ? 9 : 7))]);
        var result = RuleTrial.Run(Rule with { LowerAfter = Duration.Zero }, often);
        var module = JSInterop.SetupModule(_ => true);
        module.Mode = JSRuntimeMode.Loose;

        var table = Render<FiringTable>(parameters => parameters.Add(part => part.View, View(result)));

        result.Firings.Length.ShouldBe(120);
        table.FindAll(".firings tbody tr").Count.ShouldBe(50);
        await table.Find("[data-more=firings]").ClickAsync(new());
        table.FindAll(".firings tbody tr").Count.ShouldBe(100);
        await table.Find("[data-save=firings]").ClickAsync(new());
        module.Invocations["save"].ShouldHaveSingleItem().Arguments[0].ShouldBe("firings.csv");
    }

    [Fact]
    public async Task A_table_that_came_as_a_file_is_named_and_can_be_changed_for_another()
    {
        var wishes = new List<TrialWish>();
        var wish = new TrialWish("table", TrialSpan.Month) { Csv = "time,value\nx,7\n", FileName = "flood.csv" };
        var panel = Render<TrialPanel>(parameters => parameters
            .Add(part => part.Wish, wish).Add(part => part.Change, wishes.Add));

        panel.Markup.ShouldContain("flood.csv: 2 lines");
        panel.FindAll("#trial-table").ShouldBeEmpty();
        await panel.Find("[data-act=other]").ClickAsync(new());
        wishes.ShouldHaveSingleItem().Csv.ShouldBe("");

        panel.Render(parameters => parameters.Add(part => part.Wish, wishes[0]));
        panel.FindAll("#trial-table").Count.ShouldBe(1);
        panel.Find(".empty").TextContent.ShouldContain("No device of the city sends this signal");
    }

    [Fact]
    public void The_curve_is_described_for_who_does_not_see_it()
    {
        RuleVerdict.Range(new Texts(), View(RuleTrial.Run(Rule, Series)))
            .ShouldBe("10 readings from 7 to 99 m, the last 8.1 m.");
        var handle = Chart(View(RuleTrial.Run(Rule, Series)), []).Find("input[type=range]");
        handle.GetAttribute("aria-orientation").ShouldBe("vertical");
        handle.GetAttribute("aria-describedby").ShouldBe("handles-860");
    }

    [Fact]
    public void A_long_series_is_thinned_for_the_drawing_without_losing_its_peak()
    {
        var values = Enumerable.Range(0, 50_000).Select(index => index == 31_234 ? 19m : 7m + (index % 3)).ToList();
        TrialPoint[] points = [.. values.Select((value, index) => new TrialPoint(Readings.At(index), value))];
        var axis = TrialAxis.Of(values);
        var plot = new TrialPlot(axis, new(Readings.At(0), Readings.At(values.Count)), new(0, 0, 600, 300));

        var line = plot.Line(points, Duration.FromHours(1));

        line.Split('L').Length.ShouldBeLessThan(4 * 602);
        line.ShouldContain($",{TrialPlot.C(plot.Y(19))}");
        line.Count(letter => letter == 'M').ShouldBe(1);
    }

    [Fact]
    public void A_gap_or_a_reading_without_a_value_breaks_the_line()
    {
        TrialPoint[] points = [new(Readings.At(0), 7), new(Readings.At(1), null), new(Readings.At(2), 8),
            new(Readings.At(30), 9)];
        var plot = new TrialPlot(TrialAxis.Of([7, 9]), new(Readings.At(0), Readings.At(30)), new(0, 0, 600, 300));

        plot.Line(points, Duration.FromHours(1)).Count(letter => letter == 'M').ShouldBe(3);
    }

    [Theory]
    [InlineData(6, 11)]
    [InlineData(0, 0.004)]
    [InlineData(-40, 180_000)]
    public void An_axis_has_room_and_its_steps_meet_its_ends(double low, double high)
    {
        var axis = TrialAxis.Of([(decimal)low, (decimal)high]);

        axis.Low.ShouldBeLessThanOrEqualTo((decimal)low);
        axis.High.ShouldBeGreaterThan((decimal)high);
        axis.ValueAt(axis.Steps).ShouldBe(axis.High);
        axis.ValueAt(axis.StepOf((decimal)high)).ShouldBe((decimal)high, axis.Step);
        axis.Steps.ShouldBeInRange(100, 1_000);
    }

    [Theory]
    [InlineData("2 d", "PT48H")]
    [InlineData("1 h 30 min", "PT1H30M")]
    [InlineData("=lowerAfter", "=lowerAfter")]
    [InlineData("0 min", "PT0S")]
    [InlineData("soon", "soon")]
    public void Lengths_are_written_as_rules_write_them(string typed, string written) =>
        RuleWords.Time(new Texts(), typed).ShouldBe(written);

    private static TrialView View(TrialResult result, TrialResult? inForce = null) =>
        new(Series, Rule.Levels, "m")
        {
            Zone = India, Result = result, InForce = inForce, CanMove = true,
            Axis = TrialAxis.Of([7, 11]),
        };

    private IRenderedComponent<TrialChart> Chart(
        TrialView view, List<(int Level, decimal To, bool IsHeld)> moves) => Render<TrialChart>(parameters => parameters
        .Add(part => part.View, view).Add(part => part.Summary, "A river").Add(part => part.Move, moves.Add));
}

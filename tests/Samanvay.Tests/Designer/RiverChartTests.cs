using Bunit;
using NodaTime;
using Samanvay.Designer.Components;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Designer;

public sealed class RiverChartTests : ScreenTest
{
    [Fact]
    public void The_chart_says_its_last_and_highest_value_in_words()
    {
        var chart = Chart([1.2, 2.9, 2.4]);

        chart.Find("svg").GetAttribute("aria-label").ShouldBe("Level: 2.4 m at 14 Jul 06:10, highest 2.9 m");
    }

    [Fact]
    public void The_same_numbers_stand_in_a_table_the_newest_first()
    {
        var chart = Chart([1.2, 2.9, 2.4]);

        chart.FindAll("tbody .number").Select(cell => cell.TextContent).ShouldBe(["2.4", "2.9", "1.2"]);
    }

    [Fact]
    public void Every_threshold_is_drawn_with_its_name()
    {
        var names = Chart([1.2, 2.9]).FindAll(".wide .threshold text").Select(text => text.TextContent.Trim());

        names.ShouldBe(["Flood 2.6", "Alert 1.8"]);
    }

    [Fact]
    public void A_silent_sensor_leaves_a_gap_in_the_line()
    {
        var quarters = Enumerable.Range(0, 8).Concat(Enumerable.Range(40, 8));
        Reading[] readings = [.. quarters.Select(quarter => At(quarter, 1.0 + (quarter * 0.01)))];

        var line = Render(readings).Find(".line").GetAttribute("d")!;

        line.Count(letter => letter == 'M').ShouldBe(2);
    }

    [Fact]
    public void Names_of_levels_that_lie_close_do_not_cover_each_other()
    {
        var chart = Render<RiverChart>(parameters => parameters
            .Add(it => it.Title, "Level").Add(it => it.Unit, "m").Add(it => it.Zone, India)
            .Add(it => it.Readings, [At(0, 1), At(1, 2)])
            .Add(it => it.Thresholds, [new("High", 14, Tone.Error), new("Highest", 14.1, Tone.Error)]));

        var heights = chart.FindAll(".wide .threshold text")
            .Select(name => double.Parse(name.GetAttribute("y")!, System.Globalization.CultureInfo.InvariantCulture));

        Math.Abs(heights.First() - heights.Last()).ShouldBeGreaterThanOrEqualTo(15);
    }

    [Theory]
    [InlineData(2.4, "0.6 m above Alert · 0.2 m to Flood")]
    [InlineData(1.2, "0.6 m to Alert")]
    [InlineData(2.7, "0.1 m above Flood")]
    public void The_chart_says_between_which_levels_the_water_stands(double value, string words) =>
        Chart([value]).Find(".standing").TextContent.ShouldBe(words);

    [Fact]
    public void Without_readings_it_says_so()
    {
        Chart([]).Markup.ShouldContain("No readings yet");
    }

    [Fact]
    public void A_level_line_of_equal_readings_is_drawn_too()
    {
        Render([At(0, 2), At(1, 2)]).Find(".line").GetAttribute("d")!.ShouldNotContain("NaN");
    }

    private IRenderedComponent<RiverChart> Chart(double[] values) =>
        Render([.. values.Select((value, index) => At(index - values.Length + 1, value))]);

    private IRenderedComponent<RiverChart> Render(Reading[] readings) => Render<RiverChart>(parameters => parameters
        .Add(it => it.Title, "Level").Add(it => it.Unit, "m").Add(it => it.Zone, India).Add(it => it.Readings, readings)
        .Add(it => it.Thresholds, [new("Alert", 1.8, Tone.Warning), new("Flood", 2.6, Tone.Error)]));

    private static Reading At(int quarter, double value) => new(Now + Duration.FromMinutes(15 * quarter), value);
}

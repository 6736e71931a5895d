using Xunit;

namespace Samanvay.Tests.Feel.Builtins;

public sealed class TemporalFunctionTests
{
    [Theory]
    [InlineData("now()", "@\"2026-07-01T10:00:00@Asia/Kolkata\"")]
    [InlineData("today()", "@\"2026-07-01\"")]
    [InlineData("now() + @\"PT45M\"", "@\"2026-07-01T10:45:00@Asia/Kolkata\"")]
    public void Now_and_today_are_those_of_the_evaluation(string expression, string expected) =>
        expression.ShouldGive(expected);

    [Theory]
    [InlineData("date(\"2026-07-01\")", "@\"2026-07-01\"")]
    [InlineData("date(2026, 7, 1)", "@\"2026-07-01\"")]
    [InlineData("date(@\"2026-07-01T10:00:00Z\")", "@\"2026-07-01\"")]
    [InlineData("date(\"999999999-12-31\").year", "999999999")]
    [InlineData("time(\"10:00:00+05:30\")", "@\"10:00:00+05:30\"")]
    [InlineData("time(10, 30, 15.5)", "@\"10:30:15.5\"")]
    [InlineData("time(10, 0, 0, @\"PT5H30M\")", "@\"10:00:00+05:30\"")]
    [InlineData("date and time(\"2026-07-01T24:00:00\")", "@\"2026-07-02T00:00:00\"")]
    [InlineData("date and time(@\"2026-07-01\", @\"10:00:00\")", "@\"2026-07-01T10:00:00\"")]
    [InlineData("date and time(2026, 7, 1, 10, 0, 0)", "@\"2026-07-01T10:00:00\"")]
    [InlineData("duration(\"P1DT2H\")", "@\"PT26H\"")]
    [InlineData("duration(\"P1Y2M\")", "@\"P14M\"")]
    [InlineData("years and months duration(@\"2025-01-31\", @\"2026-07-01\")", "@\"P1Y5M\"")]
    [InlineData("years and months duration(@\"2026-07-01\", @\"2025-01-31\")", "@\"-P1Y5M\"")]
    [InlineData("string(@\"PT26H\")", "\"P1DT2H\"")]
    [InlineData("string(@\"-P14M\")", "\"-P1Y2M\"")]
    [InlineData("number(\"1 000,5\", \" \", \",\")", "1000.5")]
    public void Dates_times_and_durations_are_made(string expression, string expected) =>
        expression.ShouldGive(expected);

    // DMN 1.5, 10.3.2.3.5: a time of a zone is compared by its offset, and no date says whether it is summer.
    [Theory]
    [InlineData("@\"10:30:00@Europe/London\" = @\"10:30:00Z\"", "true")]
    [InlineData("@\"10:30:00@Australia/Sydney\" - @\"00:30:00Z\"", "@\"PT0S\"")]
    [InlineData("@\"10:30:00@Asia/Kolkata\" < @\"05:30:00Z\"", "true")]
    public void A_time_of_a_zone_has_the_offset_of_its_standard_time(string expression, string expected) =>
        expression.ShouldGive(expected);

    [Theory]
    [InlineData("date(\"2026-02-29\")")]
    [InlineData("date(2026, 13, 1)")]
    [InlineData("date(\"01211-12-31\")")]
    [InlineData("time(\"25:00:00\")")]
    [InlineData("time(\"10:00:00@Nowhere/City\")")]
    [InlineData("date and time(\"2026-07-01 10:00:00\")")]
    [InlineData("duration(\"P1Y1D\")")]
    [InlineData("duration(\"PT\")")]
    [InlineData("number(\"1,5\")")]
    [InlineData("number(\"1.5\", \".\", \".\")")]
    public void A_moment_that_does_not_exist_is_null(string expression) => expression.ShouldGiveNothing();

    [Theory]
    [InlineData("@\"2026-01-31\" + @\"P1M\"", "@\"2026-02-28\"")]
    [InlineData("@\"2026-07-01\" + @\"PT36H\"", "@\"2026-07-02\"")]
    [InlineData("@\"2026-07-01\" - @\"PT1H\"", "@\"2026-06-30\"")]
    [InlineData("@\"2026-07-02\" - @\"2026-07-01\"", "@\"P1D\"")]
    [InlineData("@\"23:00:00\" + @\"PT2H\"", "@\"01:00:00\"")]
    [InlineData("@\"10:00:00Z\" - @\"15:30:00+05:30\"", "@\"PT0S\"")]
    [InlineData("@\"2026-07-01T10:00:00Z\" - @\"2026-07-01T10:00:00+05:30\"", "@\"PT5H30M\"")]
    [InlineData("@\"2026-03-29T01:30:00@Europe/Paris\" + @\"PT1H\"", "@\"2026-03-29T03:30:00@Europe/Paris\"")]
    [InlineData("@\"PT1H\" * 2.5", "@\"PT2H30M\"")]
    [InlineData("@\"P1Y\" / 5", "@\"P2M\"")]
    [InlineData("@\"P10D\" / @\"P5D\"", "2")]
    [InlineData("-@\"P1D\"", "@\"-P1D\"")]
    public void Moments_are_moved_and_measured(string expression, string expected) => expression.ShouldGive(expected);

    [Theory]
    [InlineData("@\"2026-07-01\".weekday", "3")]
    [InlineData("@\"2026-07-01T10:11:12.5+05:30\".time offset", "@\"PT5H30M\"")]
    [InlineData("@\"2026-07-01T10:11:12@Asia/Kolkata\".timezone", "\"Asia/Kolkata\"")]
    [InlineData("@\"10:11:12\".minute", "11")]
    [InlineData("@\"P1DT2H3M4S\".hours", "2")]
    [InlineData("@\"P1Y2M\".months", "2")]
    [InlineData("day of year(@\"2026-07-01\")", "182")]
    [InlineData("day of week(@\"2026-07-01\")", "\"Wednesday\"")]
    [InlineData("month of year(@\"2026-07-01T00:00:00\")", "\"July\"")]
    [InlineData("week of year(@\"2027-01-01\")", "53")]
    public void Moments_have_parts(string expression, string expected) => expression.ShouldGive(expected);

    [Theory]
    [InlineData("@\"2026-07-01\" + 1")]
    [InlineData("@\"2026-07-01\" + @\"2026-07-01\"")]
    [InlineData("@\"P1Y\" + @\"P1D\"")]
    [InlineData("@\"2026-07-01T10:00:00\" - @\"2026-07-01T10:00:00Z\"")]
    [InlineData("@\"2026-07-01\".hour")]
    [InlineData("date(\"999999999-12-31\") + @\"P1D\"")]
    public void Moments_that_do_not_fit_give_nothing(string expression) => expression.ShouldGiveNothing();
}

using NodaTime;
using Samanvay.Runtime.Cities;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Runtime.Cities;

public sealed class CalendarJsonTests
{
    [Fact]
    public void Hours_closed_weekdays_and_holidays_are_read()
    {
        const string office = """
            {"weekly": {"monday": [["10:00", "13:00"], ["14:00", "18:00"]], "saturday": [["10:00", "14:00"]]},
             "rules": ["second-saturday-closed", "last-saturday-closed"], "exceptions": {"2026-01-26": []}}
            """;

        var calendar = CalendarJson.Read("office", office, "Asia/Kolkata").Value!;

        calendar.HoursOn(new LocalDate(2026, 1, 19)).Length.ShouldBe(2);
        calendar.HoursOn(new LocalDate(2026, 1, 26)).ShouldBeEmpty();
        calendar.HoursOn(new LocalDate(2026, 1, 10)).ShouldBeEmpty();
        calendar.HoursOn(new LocalDate(2026, 1, 31)).ShouldBeEmpty();
        calendar.HoursOn(new LocalDate(2026, 1, 17)).ShouldHaveSingleItem().Closes.ShouldBe(new LocalTime(14, 0));
        calendar.ZoneId.ShouldBe("Asia/Kolkata");
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("""{"zone": "Mars/Olympus"}""")]
    [InlineData("""{"weekly": {"Mon": [["10:00", "18:00"]]}}""")]
    [InlineData("""{"weekly": {"monday": [["10", "6"]]}}""")]
    [InlineData("""{"weekly": {"monday": [[10, 18]]}}""")]
    [InlineData("""{"weekly": {"monday": "10:00-18:00"}}""")]
    [InlineData("""{"rules": ["sixth-saturday-closed"]}""")]
    [InlineData("""{"exceptions": {"26 January": []}}""")]
    [InlineData("""{"weekly": {"monday": [], "monday": []}}""")]
    [InlineData("""{"weekley": {"monday": []}}""")]
    [InlineData("""{"zone": "\ud800"}""")]
    public void What_can_not_be_read_is_a_problem_and_never_an_exception(string text)
    {
        var parsed = CalendarJson.Read("office", text, "Asia/Kolkata");

        parsed.HasErrors.ShouldBeTrue();
        parsed.Problems.ShouldHaveSingleItem().Message.ShouldContain("office");
    }
}

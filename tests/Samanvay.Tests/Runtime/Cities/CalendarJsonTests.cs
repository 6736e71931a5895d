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
            {"weekly": {"Mon": ["10:00-13:00", "14:00-18:00"], "Sat": ["10:00-14:00"]}, "closed": ["2 Sat", "-1 Sat"],
             "dates": {"2026-01-26": []}, "source": "G.O. 12"}
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
    [InlineData("""{"weekly": {"Monday": ["10:00-18:00"]}}""")]
    [InlineData("""{"weekly": {"Mon": ["10 to 6"]}}""")]
    [InlineData("""{"weekly": {"Mon": "10:00-18:00"}}""")]
    [InlineData("""{"closed": ["6 Sat"]}""")]
    [InlineData("""{"dates": {"26 January": []}}""")]
    [InlineData("""{"weekly": {"Mon": [], "Mon": []}}""")]
    public void What_can_not_be_read_is_a_problem_and_never_an_exception(string text)
    {
        var parsed = CalendarJson.Read("office", text, "Asia/Kolkata");

        parsed.HasErrors.ShouldBeTrue();
        parsed.Problems.ShouldHaveSingleItem().Message.ShouldContain("office");
    }
}

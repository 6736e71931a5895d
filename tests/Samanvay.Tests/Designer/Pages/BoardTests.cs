using Bunit;
using NodaTime;
using Samanvay.Designer.Pages.Board;
using Samanvay.Engine.Incidents;
using Samanvay.Engine.ServiceLevels;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Clock;
using Samanvay.Runtime.Ports;
using Samanvay.Runtime.Views;
using Shouldly;
using Xunit;
using ClockView = Samanvay.Runtime.Views.ClockView;

namespace Samanvay.Tests.Designer.Pages;

public sealed class BoardTests : ScreenTest
{
    private static readonly OperationId Flood = new(Guid.Parse("5d0f0a55-1e3e-4f0c-9a86-0d3f6a1f7f01"));

    [Fact]
    public void A_clock_says_its_health_in_a_word_and_leads_to_its_step()
    {
        var table = Show([Clock("Police", ClockHealth.Breached)], null);

        table.Find(".pill--error").TextContent.ShouldContain("Breached");
        table.Find("tbody th a").GetAttribute("href").ShouldBe($"/work/{Flood}/4");
        table.Find("tbody time").TextContent.ShouldBe("06:15");
    }

    [Fact]
    public void A_held_clock_is_marked_beside_its_health_and_still_counts()
    {
        var table = Show([Clock("Police", ClockHealth.Breached) with { Held = true },
            Clock("Police", ClockHealth.OnTrack) with { Clock = 2 }], null);

        var rows = table.FindAll("tbody tr");
        rows[0].QuerySelectorAll(".pill").Select(pill => pill.TextContent.Trim()).ShouldBe(["Breached", "Held"]);
        rows[0].QuerySelectorAll(".pill svg").Length.ShouldBe(2);
        rows[0].QuerySelector(".held").ShouldNotBeNull().TextContent.ShouldContain("before somebody resumes it");
        rows[1].TextContent.ShouldNotContain("Held");
        table.Find("h2 .muted").TextContent.ShouldBe("2");
    }

    [Fact]
    public void The_board_is_filtered_by_agency()
    {
        var table = Show([Clock("Police", ClockHealth.OnTrack),
            Clock("Fire brigade", ClockHealth.AtRisk) with { Clock = 2 }], "Police");

        table.FindAll("tbody tr").Count.ShouldBe(1);
        table.FindAll("#agency option").Select(option => option.TextContent)
            .ShouldBe(["All agencies", "Fire brigade", "Police"]);
    }

    [Fact]
    public void Without_clocks_it_says_when_there_will_be_some() =>
        Show([], null).Markup.ShouldContain("No time limit is running");

    [Fact]
    public void Compliance_stands_beside_the_number_that_it_is_about()
    {
        var city = new CityId("sample");
        var tally = new SlaTally(Met: 3, MetLate: 1, BreachedOpen: 0, Cancelled: 2);
        var view = new SlaBoardView
        {
            Clock = new CityClockView(city, new ClockRow(city, ClockMode.Live, 1, Now), InDoubt: false,
                HostSynchronisation.Unknown),
            Open = [],
            Agencies = [new AgencyTally("police", "Police", tally)],
            Total = tally,
            Since = Now - Duration.FromDays(30),
        };

        var tallies = Render<BoardTallies>(parameters => parameters.Add(it => it.View, view));

        tallies.FindAll("tbody td").Select(cell => cell.TextContent).ShouldBe(["75 %", "4", "3", "1", "0", "2"]);
        tallies.Markup.ShouldContain("last 30 days");
    }

    private IRenderedComponent<BoardTable> Show(ClockView[] clocks, string? agency) =>
        Render<BoardTable>(parameters => parameters.Add(it => it.Clocks, clocks).Add(it => it.Agency, agency));

    private static ClockView Clock(string agency, ClockHealth health) =>
        new(Flood, 1, "Warn the ghats", nameof(Metric.Resolve), health)
    {
        AgencyName = agency,
        Item = 4,
        State = ClockState.Running,
        StartedAt = Now,
        DueAt = Now + Duration.FromMinutes(5),
    };
}

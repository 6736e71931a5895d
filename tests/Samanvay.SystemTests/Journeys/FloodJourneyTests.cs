using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Samanvay.SystemTests.Journeys;

/// <summary>The river rises to the warning level: the control room sees it come, and an agency does its step on a
/// phone.</summary>
public sealed class FloodJourneyTests(Visitors visitors) : IClassFixture<Visitors>
{
    private const string Gauge = "rg-raj-setu";

    [Fact]
    public async Task A_reading_becomes_an_incident_on_the_screen_and_a_step_is_done_on_a_phone_without_script()
    {
        var data = Directory.CreateTempSubdirectory("samanvay-flood-").FullName;
        string key;
        await using (var city = await PreparedCity.OpenAsync(data))
            key = await city.IssueKeyAsync("gateway-river");

        await using var server = await RunningServer.StartAsync(data, "--no-season");
        var room = await visitors.ComeAsync(server.Address);
        await room.SignInAsSampleAsync("Sample: Operator A");
        await Expect(room.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/live$"));

        await Gateway.SendAsync(server.Address, key, Gauge, 8.4m);

        // Without loading the page again.
        var incident = room.Page.GetByRole(AriaRole.Link, new() { NameRegex = new("River flood") });
        await Expect(incident.First).ToBeVisibleAsync(new() { Timeout = 30_000 });

        await DoOnPhoneAsync(server.Address);

        await incident.First.ClickAsync();
        await Expect(room.Page.GetByText("Inform wards and disaster authority: completed"))
            .ToBeVisibleAsync(new() { Timeout = 30_000 });
        room.Strangers.ShouldBeEmpty();
    }

    private async Task DoOnPhoneAsync(string address)
    {
        var phone = await visitors.ComeAsync(address, new()
        {
            JavaScriptEnabled = false,
            ViewportSize = new ViewportSize { Width = 360, Height = 740 },
        });
        await phone.SignInAsSampleAsync("Sample: Operator B");
        await phone.Page.GotoAsync("/work");
        await phone.Page.GetByRole(AriaRole.Link,
            new() { Name = "Inform wards and disaster authority" }).First.ClickAsync();
        await phone.Page.GetByRole(AriaRole.Button, new() { Name = "Take it" }).ClickAsync();
        await Expect(phone.Page.GetByText("The step is yours.")).ToBeVisibleAsync();

        await phone.Page.GetByRole(AriaRole.Button, new() { Name = "Complete the step" }).ClickAsync();

        await Expect(phone.Page.GetByText("Completed and recorded.")).ToBeVisibleAsync();
        phone.Strangers.ShouldBeEmpty();
    }
}

using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Samanvay.SystemTests.Journeys;

/// <summary>An author changes the procedure in the Designer, somebody else approves it, and the next incident follows
/// it.</summary>
public sealed class ProcedureJourneyTests(Visitors visitors) : IClassFixture<Visitors>
{
    private const string Renamed = "Tell wards and disaster authority at once";

    [Fact]
    public async Task A_changed_procedure_is_reviewed_published_and_followed_by_the_next_incident()
    {
        var data = Directory.CreateTempSubdirectory("samanvay-procedure-").FullName;
        string key;
        await using (var city = await PreparedCity.OpenAsync(data))
            key = await city.IssueKeyAsync("gateway-river");

        await using var server = await RunningServer.StartAsync(data, "--no-season");
        await ChangeAsync(server.Address);
        await ApproveAndPublishAsync(server.Address);
        await Gateway.SendAsync(server.Address, key, "rg-raj-setu", 8.4m);

        var room = await visitors.ComeAsync(server.Address);
        await room.SignInAsSampleAsync("Sample: Operator B");
        await room.Page.GotoAsync("/work");
        var step = room.Page.GetByRole(AriaRole.Link, new() { Name = Renamed });
        for (var look = 0; look < 20 && await step.CountAsync() == 0; look++)
            await room.Page.ReloadAsync(new() { WaitUntil = WaitUntilState.NetworkIdle });

        await Expect(step.First).ToBeVisibleAsync();
        room.Strangers.ShouldBeEmpty();
    }

    private async Task ChangeAsync(string address)
    {
        var author = await visitors.ComeAsync(address,
            new() { ViewportSize = new ViewportSize { Width = 1440, Height = 900 } });
        await author.SignInAsSampleAsync("Sample: Author A");
        await author.Page.GotoAsync("/procedures/river-flood");
        await Expect(author.Page.Locator(".djs-container").First).ToBeVisibleAsync();
        await author.Page.GetByLabel("Element", new() { Exact = true }).SelectOptionAsync("inform-wards");
        var name = author.Page.GetByLabel("Name", new() { Exact = true });
        await Expect(name).ToHaveValueAsync("Inform wards and disaster authority");
        await name.FillAsync(Renamed);
        await name.BlurAsync();

        await Expect(author.Page.GetByText("revision 1")).ToBeVisibleAsync();
        await author.Page.GetByRole(AriaRole.Button, new() { Name = "Ask for review" }).ClickAsync();
        await author.Page.GetByLabel("What should the reviewers know?").FillAsync("Wards want to know at once.");
        await author.Page.GetByRole(AriaRole.Button, new() { Name = "Send for review" }).ClickAsync();

        await Expect(author.Page.GetByText("The procedure is in review now.")).ToBeVisibleAsync();
        author.Strangers.ShouldBeEmpty();
    }

    private async Task ApproveAndPublishAsync(string address)
    {
        var approver = await visitors.ComeAsync(address);
        await approver.SignInAsSampleAsync("Sample: Approver A");
        await approver.Page.GotoAsync("/procedures/river-flood/review");
        await Expect(approver.Page.GetByText("Wards want to know at once.")).ToBeVisibleAsync();
        await approver.Page.GetByRole(AriaRole.Button, new() { Name = "Approve", Exact = true }).ClickAsync();
        await Expect(approver.Page.GetByText("Approved. It can be published now.")).ToBeVisibleAsync();

        await approver.Page.Locator("summary", new() { HasText = "Publish" }).First.ClickAsync();
        await approver.Page.GetByRole(AriaRole.Button, new() { Name = "Publish", Exact = true }).ClickAsync();

        await Expect(approver.Page.GetByText("Published. New incidents follow it from now on.")).ToBeVisibleAsync();
        approver.Strangers.ShouldBeEmpty();
    }
}

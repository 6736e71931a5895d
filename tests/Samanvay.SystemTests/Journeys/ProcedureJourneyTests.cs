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

    [Fact]
    public async Task An_author_draws_with_the_keyboard_mends_a_problem_tries_it_out_and_goes_back_to_an_earlier_save()
    {
        var data = Directory.CreateTempSubdirectory("samanvay-drawing-").FullName;
        await using var server = await RunningServer.StartAsync(data, "--no-season");
        var author = await visitors.ComeAsync(server.Address,
            new() { ViewportSize = new ViewportSize { Width = 1440, Height = 900 } });
        await author.SignInAsSampleAsync("Sample: Author A");
        var page = author.Page;
        await page.GotoAsync("/procedures");
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Ghat drill");
        await page.GetByRole(AriaRole.Button, new() { Name = "Create draft" }).ClickAsync();

        await DrawStepAsync(page);
        await MendAsync(page);
        await TryOutAsync(page);

        (await author.ProblemsAsync()).ShouldBeEmpty();
        await GoBackAsync(page);
        author.Strangers.ShouldBeEmpty();
    }

    [Fact]
    public async Task Of_two_authors_at_once_the_later_is_told_and_finds_the_work_again()
    {
        var data = Directory.CreateTempSubdirectory("samanvay-two-").FullName;
        await using var server = await RunningServer.StartAsync(data, "--no-season");
        var first = await OpenAsync(server.Address, "Sample: Author A");
        var second = await OpenAsync(server.Address, "Sample: Author B");
        await RenameAsync(first.Page, "Inform the wards");
        await Expect(first.Page.GetByText("revision 1")).ToBeVisibleAsync();

        await RenameAsync(second.Page, "Inform everybody");

        await Expect(second.Page.GetByText("Somebody else has saved this procedure meanwhile.")).ToBeVisibleAsync();
        await second.Page.GetByRole(AriaRole.Button, new() { Name = "Load their draft" }).ClickAsync();
        await Expect(second.Page.Locator("#element-picker option", new() { HasText = "Inform the wards" }))
            .ToHaveCountAsync(1);
        await second.Page.GotoAsync("/procedures/river-flood/versions");
        await Expect(second.Page.GetByText("Kept aside")).ToBeVisibleAsync();
    }

    private static async Task DrawStepAsync(IPage page)
    {
        await Expect(page.Locator(".djs-container").First).ToBeVisibleAsync();
        await page.GetByLabel("Element", new() { Exact = true }).SelectOptionAsync("start");
        await Expect(page.Locator("#properties-title")).ToContainTextAsync("start");
        await page.Locator("[data-action='sop.step']").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#properties-title")).ToContainTextAsync("Step by an agency");
        await FillAsync(page.Locator("#p-name"), "Close the ghats");
        await FillAsync(page.Locator("#p-resolve-target"), "45 min");

        await Expect(page.Locator("#p-resolve-target")).ToHaveValueAsync("45 min");
    }

    private static async Task MendAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Tab, new() { Name = "Problems" }).ClickAsync();
        await page.Locator("#side-panel").GetByRole(AriaRole.Button, new() { Name = "Nobody does Close the ghats." })
            .ClickAsync();
        await Expect(page.Locator("#p-role")).ToBeFocusedAsync();
        await FillAsync(page.Locator("#p-role"), "police.control");
        await page.GetByRole(AriaRole.Tab, new() { Name = "Problems" }).ClickAsync();

        await Expect(page.GetByText("No problems found")).ToBeVisibleAsync();
    }

    private static async Task TryOutAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Tab, new() { Name = "Try it" }).ClickAsync();
        await page.GetByLabel("How people answer").SelectOptionAsync("Silent");
        await page.GetByRole(AriaRole.Button, new() { Name = "Play" }).ClickAsync();

        await Expect(page.GetByText("It is still open at the end")).ToBeVisibleAsync();
        await Expect(page.Locator(".moments")).ToContainTextAsync("Close the ghats: now waits for Police control room");
        await Expect(page.Locator(".sop-token-badge").First).ToBeVisibleAsync();
    }

    private static async Task GoBackAsync(IPage page)
    {
        await page.GotoAsync("/procedures/ghat-drill/versions");
        var first = page.Locator("tr", new() { HasText = "revision 1" });
        await first.Locator("summary").ClickAsync();
        await first.GetByRole(AriaRole.Button, new() { Name = "Go on from this" }).ClickAsync();

        await Expect(page.Locator(".djs-container").First).ToBeVisibleAsync();
        await Expect(page.Locator("#element-picker option", new() { HasText = "Close the ghats" })).ToHaveCountAsync(0);
    }

    private static async Task FillAsync(ILocator field, string text)
    {
        await field.FillAsync(text);
        await field.BlurAsync();
    }

    private async Task<Visitor> OpenAsync(string address, string person)
    {
        var author = await visitors.ComeAsync(address,
            new() { ViewportSize = new ViewportSize { Width = 1440, Height = 900 } });
        await author.SignInAsSampleAsync(person);
        await author.Page.GotoAsync("/procedures/river-flood");
        await Expect(author.Page.Locator(".djs-container").First).ToBeVisibleAsync();
        return author;
    }

    private static async Task RenameAsync(IPage page, string name)
    {
        await page.GetByLabel("Element", new() { Exact = true }).SelectOptionAsync("inform-wards");
        await Expect(page.Locator("#properties-title")).ToContainTextAsync("inform-wards");
        await FillAsync(page.Locator("#p-name"), name);
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

using System.Globalization;
using System.Text;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Samanvay.SystemTests.Journeys;

/// <summary>An author tries a rule on a recorded flood, moves its thresholds by the keyboard, is kept from losing the
/// change, and saves it.</summary>
public sealed class RuleJourneyTests(Visitors visitors) : IClassFixture<Visitors>
{
    // More than one message of a screen has room for.
    private const int Readings = 1_500;
    private const int FloodAt = 1_400;

    // From 8 m to beyond the flood's 8.7 m, on an axis of 400 steps for 20 m.
    private const int StepsUp = 20;

    private static readonly DateTime Begins = new(2026, 7, 1, 6, 0, 0);

    [Fact]
    public async Task A_rule_is_tried_on_a_table_moved_by_the_keyboard_guarded_and_saved()
    {
        var data = Directory.CreateTempSubdirectory("samanvay-rules-").FullName;
        await using var server = await RunningServer.StartAsync(data, "--no-season");
        var author = await visitors.ComeAsync(server.Address, new()
        {
            BypassCSP = true, ReducedMotion = ReducedMotion.Reduce, AcceptDownloads = true,
            ViewportSize = new ViewportSize { Width = 1440, Height = 900 },
        });
        await author.SignInAsSampleAsync("Sample: Author A");
        var page = author.Page;
        await page.GotoAsync("/rules");
        await page.GetByRole(AriaRole.Link, new() { Name = "River level", Exact = true }).ClickAsync();

        await TryTableAsync(page);
        (await author.ProblemsAsync()).ShouldBeEmpty();
        await KeepFiringsAsync(page);
        await MoveAsync(page);
        await StayAsync(page);
        await SaveAndLeaveAsync(page);

        author.Strangers.ShouldBeEmpty();
    }

    private static async Task TryTableAsync(IPage page)
    {
        // Until the page is live, what is chosen on it is not heard.
        await Expect(page.Locator(".trial .sentence")).ToBeVisibleAsync();
        await page.Locator("#trial-source").SelectOptionAsync("table");
        var table = page.GetByLabel("Or paste it here");
        await table.FillAsync(Table());
        await table.BlurAsync();

        await Expect(page.Locator(".sentence")).ToContainTextAsync("Would have fired once");
        await Expect(page.Locator(".wide svg")).ToHaveAttributeAsync("aria-label", new System.Text.RegularExpressions
            .Regex("Would have fired once"));
        await Expect(page.Locator(".firings tbody tr")).ToHaveCountAsync(1);
    }

    private static async Task KeepFiringsAsync(IPage page)
    {
        var file = await page.RunAndWaitForDownloadAsync(() => page.Locator("[data-save=firings]").ClickAsync());

        var lines = await File.ReadAllLinesAsync(await file.PathAsync(), TestContext.Current.CancellationToken);
        file.SuggestedFilename.ShouldBe("firings.csv");
        lines.Length.ShouldBe(2);
        lines[1].ShouldStartWith("1,2026-07-1");
    }

    // The flood reaches only the mildest level; begun later, it does not fire any more.
    private static async Task MoveAsync(IPage page)
    {
        await page.Locator(".wide .handle").First.FocusAsync();
        for (var step = 0; step < StepsUp; step++) await page.Keyboard.PressAsync("ArrowUp");

        await Expect(page.Locator(".sentence")).ToContainTextAsync("Would not have fired");
        await Expect(page.Locator(".standing")).ToContainTextAsync("Not saved yet");
        await Expect(page.Locator("#f-levels-0-at")).ToHaveValueAsync("=warningLevel + 1");
    }

    private static async Task StayAsync(IPage page)
    {
        var asked = "";
        page.Dialog += Refuse;
        await page.GetByRole(AriaRole.Link, new() { Name = "Rules", Exact = true }).First.ClickAsync();
        page.Dialog -= Refuse;

        asked.ShouldContain("not saved");
        page.Url.ShouldEndWith("/rules/river-flood/river-level");
        await Expect(page.Locator(".standing")).ToContainTextAsync("Not saved yet");

        void Refuse(object? sender, IDialog dialog)
        {
            asked = dialog.Message;
            _ = dialog.DismissAsync();
        }
    }

    private static async Task SaveAndLeaveAsync(IPage page)
    {
        await page.Locator(".acts .button--primary").ClickAsync();
        await Expect(page.Locator(".standing")).ToContainTextAsync("As it is saved.");
        var isAsked = false;
        page.Dialog += (_, dialog) =>
        {
            isAsked = true;
            _ = dialog.AcceptAsync();
        };
        await page.GetByRole(AriaRole.Link, new() { Name = "Rules", Exact = true }).First.ClickAsync();

        await page.WaitForURLAsync("**/rules");
        isAsked.ShouldBeFalse();
    }

    // As a spreadsheet writes it: the separator stands in the names of the columns.
    private static string Table()
    {
        var table = new StringBuilder("\"Time, local\",\"Gauge, bridge\",\"Level; m\"\r\n");
        for (var index = 0; index < Readings; index++)
        {
            var level = 5.5 + Math.Max(0, 3.2 - (Math.Abs(index - FloodAt) * 0.2));
            table.Append(CultureInfo.InvariantCulture,
                $"\"{Begins.AddMinutes(10 * index):yyyy-MM-dd HH:mm}\",A,{level:0.0}\r\n");
        }

        return table.ToString();
    }
}

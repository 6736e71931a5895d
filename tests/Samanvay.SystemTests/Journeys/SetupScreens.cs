using System.Text;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Samanvay.SystemTests.Journeys;

/// <summary>Sets a city up as its administrator does: through the City screen, and nothing else.</summary>
internal sealed class SetupScreens(IPage page)
{
    private const string Password = "four words in a row";

    /// <summary>Opens a sign-in link and chooses a password with it.</summary>
    public static async Task ChoosePasswordAsync(IPage page, string link)
    {
        await page.GotoAsync(link);
        await page.Locator("#password").FillAsync(Password);
        await page.Locator("form[action='/welcome'] button").ClickAsync();
        await page.WaitForURLAsync(url => !url.Contains("/welcome", StringComparison.Ordinal));
    }

    public async Task NameCityAsync(string name, string zone, string languages)
    {
        await page.GotoAsync("/city/general");
        await page.Locator("#field-name").FillAsync(name);
        await page.Locator("#field-zone").SelectOptionAsync(zone);
        await page.Locator("#field-languages").FillAsync(languages);
        await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await SavedAsync();
    }

    /// <summary>Shows what a file would do, and saves it when nothing stands against it.</summary>
    public async Task BringInAsync(string section, string text)
    {
        await PreviewAsync(section, text);
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Save, changes") }).ClickAsync();
        await SavedAsync();
    }

    /// <summary>What is said of one line of a file that has to be corrected.</summary>
    public async Task<ILocator> ProblemOfLineAsync(string section, string text, int line)
    {
        await PreviewAsync(section, text);
        await Expect(page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Save, changes") })).ToBeHiddenAsync();
        return page.Locator("#import tbody tr", new()
        {
            Has = page.Locator($"td:first-child:text-is('{line}')"),
        });
    }

    public async Task<string> IssueKeyAsync(string name, string device)
    {
        await page.GotoAsync("/city/keys");
        await page.Locator("#field-name").FillAsync(name);
        await page.Locator("#field-for").SelectOptionAsync($"device:{device}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Issue a key" }).ClickAsync();
        return (await page.Locator("code.secret").TextContentAsync())!.Trim();
    }

    /// <summary>The link with which one of the city's people will choose a password.</summary>
    public async Task<string> InviteAsync(string name)
    {
        await page.GotoAsync("/city/people");
        await page.GetByRole(AriaRole.Row, new() { NameRegex = new(name) })
            .GetByRole(AriaRole.Button, new() { Name = "Make a sign-in link" }).ClickAsync();
        return (await page.Locator("code.secret").TextContentAsync())!.Trim();
    }

    private async Task PreviewAsync(string section, string text)
    {
        await page.GotoAsync($"/city/{section}");
        await page.Locator("#import-file").SetInputFilesAsync(new FilePayload
        {
            Name = section == "wards" ? "wards.geojson" : $"{section}.csv",
            MimeType = "text/plain",
            Buffer = Encoding.UTF8.GetBytes(text),
        });
        await page.GetByRole(AriaRole.Button, new() { Name = "Show what it would do" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "What the file would do" })).ToBeVisibleAsync();
    }

    private Task SavedAsync() => Expect(page.GetByText("Saved. It counts from now on.")).ToBeVisibleAsync();
}

using System.IO.Compression;
using System.Text;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Samanvay.SystemTests.Journeys;

/// <summary>The flood procedure travels in a file from the sample city to an empty one, which makes it its
/// own.</summary>
public sealed class PlaybookJourneyTests(Visitors visitors) : IClassFixture<Visitors>
{
    private const string Id = "in.example.river-flood";

    [Fact]
    public async Task A_playbook_of_one_city_runs_in_another_with_its_own_people_language_and_levels()
    {
        var package = await ExportAsync();
        await using var server = await RunningServer.StartAsync(null, "--city", "empty");
        var administrator = await visitors.ComeAsync(server.Address);
        var screens = new SetupScreens(administrator.Page);
        await SetupScreens.ChoosePasswordAsync(administrator.Page, await server.InvitationAsync());
        var key = await SetUpAsync(administrator.Page, screens);
        await TakeInAsync(administrator.Page, package);
        var invitation = await screens.InviteAsync(SecondCity.WorkerName);

        await Gateway.SendAsync(server.Address, key, SecondCity.Gauge, SecondCity.RaisedLevel);

        var worker = await visitors.ComeAsync(server.Address, new() { Locale = "en-GB" });
        await SetupScreens.ChoosePasswordAsync(worker.Page, invitation);
        await WorkAsync(worker.Page);
        administrator.Strangers.Concat(worker.Strangers).ShouldBeEmpty();
    }

    /// <summary>City A: one procedure in force becomes a file, in which nothing of the city is left.</summary>
    private async Task<byte[]> ExportAsync()
    {
        var data = Directory.CreateTempSubdirectory("samanvay-city-a-").FullName;
        byte[] package;
        await using (var server = await RunningServer.StartAsync(data, "--no-season"))
        {
            var visitor = await visitors.ComeAsync(server.Address);
            await visitor.SignInAsSampleAsync("Sample: Administrator A");
            var page = visitor.Page;
            await page.GotoAsync("/playbooks");
            await page.GetByRole(AriaRole.Link, new() { Name = "Export procedures" }).ClickAsync();
            await page.GetByLabel("River flood (river-flood)").CheckAsync();
            await page.Locator("#field-id").FillAsync(Id);
            await page.Locator("#field-title").FillAsync("River flood");
            await page.Locator("#field-publisher").FillAsync("The first city");
            await page.GetByRole(AriaRole.Button, new() { Name = "Make the playbook" }).ClickAsync();
            var file = await page.RunAndWaitForDownloadAsync(() =>
                page.GetByRole(AriaRole.Link, new() { Name = $"{Id}-1.0.0.playbook" }).ClickAsync());
            package = await File.ReadAllBytesAsync(await file.PathAsync());
            visitor.Strangers.ShouldBeEmpty();
        }

        await using var city = await PreparedCity.OpenAsync(data);
        var names = await city.OwnNamesAsync();
        names.Count.ShouldBeGreaterThan(100);
        TracesOf(names, package).ShouldBeEmpty();
        return package;
    }

    private static List<string> TracesOf(IReadOnlyCollection<string> names, byte[] package)
    {
        using var archive = new ZipArchive(new MemoryStream(package));
        archive.Entries.Count.ShouldBeGreaterThan(10);
        var found = new List<string>();
        foreach (var entry in archive.Entries)
        {
            using var reader = new StreamReader(entry.Open(), Encoding.UTF8);
            var text = entry.FullName + "\n" + reader.ReadToEnd();
            found.AddRange(names.Where(name => text.Contains(name, StringComparison.OrdinalIgnoreCase))
                .Select(name => $"{entry.FullName} names {name}"));
        }

        return found;
    }

    /// <summary>City B, from nothing; returns the key of its gauge.</summary>
    private static async Task<string> SetUpAsync(IPage page, SetupScreens screens)
    {
        await screens.NameCityAsync(SecondCity.Name, SecondCity.Zone, "hi en");
        await screens.BringInAsync("agencies", SecondCity.Agencies);
        await screens.BringInAsync("roles", SecondCity.RolesFile);

        var wrong = SecondCity.PeopleFile.Replace("np-hall,hi", "np-nowhere,hi", StringComparison.Ordinal);
        await Expect(await screens.ProblemOfLineAsync("people", wrong, 5)).ToContainTextAsync("np-nowhere");
        await screens.BringInAsync("people", SecondCity.PeopleFile);

        await screens.BringInAsync("wards", SecondCity.Wards);
        var nowhere = SecondCity.Devices.Replace("28.03", "twenty-eight", StringComparison.Ordinal);
        await Expect(await screens.ProblemOfLineAsync("devices", nowhere, 3)).ToContainTextAsync("twenty-eight");
        await screens.BringInAsync("devices", SecondCity.Devices);

        var key = await screens.IssueKeyAsync("First gauge", SecondCity.Gauge);
        await screens.IssueKeyAsync("Second gauge", "np-ghat-2");
        await page.GotoAsync("/city");
        await Expect(page.GetByText("The city is ready")).ToBeVisibleAsync();
        return key;
    }

    private static async Task TakeInAsync(IPage page, byte[] package)
    {
        await page.GotoAsync("/playbooks");
        await page.Locator("#package").SetInputFilesAsync(new FilePayload
        {
            Name = $"{Id}-1.0.0.playbook",
            MimeType = "application/zip",
            Buffer = package,
        });
        await page.GetByRole(AriaRole.Button, new() { Name = "Import and check" }).ClickAsync();
        await Expect(page.GetByText("In quarantine")).ToBeVisibleAsync();
        await Expect(page.GetByText("Unsigned")).ToBeVisibleAsync();
        await Expect(page.Locator("tr", new() { HasText = "Signal without devices" })).ToBeVisibleAsync();

        await ConfirmAsync(page, "Accept");
        await Expect(page.GetByText("Accepted", new() { Exact = true })).ToBeVisibleAsync();
        await BindAsync(page);
        await Expect(page.GetByText("Nothing stands against publishing")).ToBeVisibleAsync();
        await Expect(page.Locator("tr", new() { HasText = "Silent sensor" })).ToContainTextAsync(SecondCity.Gauge);
        await Expect(page.GetByText("values are still at their default")).ToBeVisibleAsync();

        await ConfirmAsync(page, "Publish");
        await Expect(page.GetByText("Published", new() { Exact = true })).ToBeVisibleAsync();
    }

    private static async Task BindAsync(IPage page)
    {
        foreach (var (role, own, _, _) in SecondCity.Roles)
            await page.Locator($"select[name='role.{role}']").SelectOptionAsync(own);

        await page.Locator($"input[name='signal.river.level'][value='{SecondCity.Gauge}']").CheckAsync();
        await page.Locator("input[name='parameter.warningLevel']").FillAsync(SecondCity.WarningLevel);
        await page.Locator("input[name='parameter.dangerLevel']").FillAsync(SecondCity.DangerLevel);
        await page.Locator("input[name='parameter.highestFloodLevel']").FillAsync(SecondCity.HighestLevel);
        await page.GetByRole(AriaRole.Button, new() { Name = "Save the binding" }).ClickAsync();
    }

    private static async Task ConfirmAsync(IPage page, string verb)
    {
        await page.Locator("summary", new() { HasText = verb }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = verb, Exact = true }).ClickAsync();
    }

    /// <summary>A person of city B finds the step in the own language, at the own agency, and does it.</summary>
    private static async Task WorkAsync(IPage page)
    {
        const string step = "वार्डों और आपदा प्राधिकरण को सूचित करें";
        const string stepAtDanger = "ईओसी डेस्क खोलें";
        await page.GotoAsync("/work");
        await Expect(page.Locator("html")).ToHaveAttributeAsync("lang", "hi");
        await Expect(page.Locator(".bar__name")).ToHaveTextAsync(SecondCity.Name);
        var link = page.GetByRole(AriaRole.Link, new() { Name = step });
        var linkAtDanger = page.GetByRole(AriaRole.Link, new() { Name = stepAtDanger });
        for (var look = 0; look < 40 && await linkAtDanger.CountAsync() == 0; look++)
            await page.ReloadAsync(new() { WaitUntil = WaitUntilState.NetworkIdle });

        await Expect(linkAtDanger.First).ToBeVisibleAsync();
        await link.First.ClickAsync();
        await Expect(page.GetByText(SecondCity.ControlRoom)).ToBeVisibleAsync();
        var incident = page.GetByRole(AriaRole.Link, new() { NameRegex = new("नदी बाढ़: पुराने घाट का मापी") });
        var place = await incident.GetAttributeAsync("href");
        await page.Locator("#complete button").ClickAsync();
        await Expect(page.GetByText("पूरा हुआ और दर्ज किया गया।")).ToBeVisibleAsync();

        await page.GotoAsync(place!);
        await Expect(page.GetByText($"{step}: पूरा हुआ")).ToBeVisibleAsync();
        await Expect(page.GetByText(SecondCity.WorkerName).First).ToBeVisibleAsync();
    }
}

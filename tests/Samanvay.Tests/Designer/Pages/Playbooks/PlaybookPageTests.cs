using Bunit;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.DependencyInjection;
using Samanvay.Designer.Hosting;
using Samanvay.Designer.Pages.Playbooks;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Playbooks.Package;
using Samanvay.Tests.Runtime.Cities;
using Samanvay.Tests.Support;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Designer.Pages.Playbooks;

public sealed class PlaybookPageTests : ScreenTest
{
    private static readonly string RiverFlood =
        System.IO.Path.Combine(SharedFolder.Repository, "templates", "river-flood");

    private readonly CityDatabase _database = new();

    [Fact]
    public async Task Whoever_accepts_a_playbook_is_asked_first_about_choices_that_are_not_saved()
    {
        var page = await OpenAsync();

        var accept = page.WaitForElement("details.confirm form", TimeSpan.FromSeconds(20));
        var binding = page.Find("#binding");
        binding.QuerySelectorAll("form").ShouldBeEmpty();
        accept.GetAttribute("action").ShouldBe(binding.GetAttribute("action"));
        binding.GetAttribute("data-guards").ShouldBe(
            "The choices of this binding are not saved. Go on without them?");
        binding.HasAttribute("data-unsaved").ShouldBeFalse();
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _database.Dispose();
    }

    private async Task<IRenderedComponent<PlaybookPage>> OpenAsync()
    {
        await _database.SettleAsync();
        var package = PackageWriter.Write(PackageReader.ReadFolder(RiverFlood).Value!);
        await _database.Playbooks.ImportAsync(
            CityDatabase.Administrator, package, Xunit.TestContext.Current.CancellationToken);
        Services.AddSingleton(_database.Playbooks).AddSingleton(_database.Publishing).AddSingleton(_database.Cities)
            .AddScoped<CurrentAsker>().AddSingleton<AntiforgeryStateProvider, NoToken>()
            .AddSingleton<FindAsker>((_, _) => ValueTask.FromResult<Asker?>(CityDatabase.Administrator));
        return Render<PlaybookPage>(parameters => parameters
            .Add(page => page.Id, "org.samanvay.playbook.river-flood"));
    }

    private sealed class NoToken : AntiforgeryStateProvider
    {
        public override AntiforgeryRequestToken? GetAntiforgeryToken() => null;
    }
}

using System.Collections.Immutable;
using Bunit;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Samanvay.Designer.Localization;
using Samanvay.Designer.Pages.City.Parts;
using Samanvay.Designer.Pages.Playbooks.Parts;
using Samanvay.Runtime.Cities;
using Samanvay.Runtime.Playbooks;
using Samanvay.Runtime.Playbooks.Package;
using Samanvay.Tests.Designer.Pages.City;
using Samanvay.Tests.Support;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Designer.Pages.Playbooks;

public sealed class BindingFieldsTests : ScreenTest
{
    private static readonly CitySetup Town = new MemoryCities().Setup;

    private static readonly PlaybookManifest RiverFlood = Playbook.Read(PackageReader.ReadFolder(
        Path.Combine(SharedFolder.Repository, "templates", "river-flood")).Value!).Value!.Manifest;

    private static readonly PlaybookView View = new(
        new PlaybookLine(
            new PlaybookName(RiverFlood.Id, RiverFlood.Version), RiverFlood.Title, "", PlaybookState.Accepted),
        RiverFlood, PlaybookBinding.None, new Readiness([]));

    [Fact]
    public void Every_name_of_the_playbook_is_on_the_one_page_with_its_source()
    {
        var page = Render<BindingFields>(parameters => parameters.Add(it => it.View, View).Add(it => it.City, Town));

        foreach (var role in RiverFlood.Requires.Roles) page.Markup.ShouldContain($"name=\"role.{role}\"");
        foreach (var parameter in RiverFlood.Parameters)
            page.Markup.ShouldContain($"name=\"parameter.{parameter.Name}\"");
        page.Find("input[name='signal.river.level']").HasAttribute("checked").ShouldBeTrue();
    }

    [Fact]
    public void A_role_that_the_city_lacks_is_added_under_the_playbooks_name()
    {
        var form = new PostedForm(new FormCollection(new Dictionary<string, StringValues>
        {
            ["role.police.control"] = "new@police",
            ["signal.river.level"] = "gauge-1",
        }));

        var entered = EnteredBinding.Of(new Texts(), form, View, Town);

        entered.Roles.ShouldHaveSingleItem().Id.Value.ShouldBe("police.control");
        entered.Binding.Roles["police.control"].ShouldBe("police.control");
        entered.Binding.Signals["river.level"].ShouldBe(["gauge-1"]);
        entered.Binding.Parameters.ShouldBe(ImmutableSortedDictionary<string, string>.Empty);
    }
}

using System.Collections.Immutable;
using Bunit;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Samanvay.Designer.Localization;
using Samanvay.Designer.Pages.City.Parts;
using Samanvay.Designer.Pages.Playbooks.Parts;
using Samanvay.Feel;
using Samanvay.Runtime.Access;
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
    public void Everything_that_was_posted_and_refused_comes_back_in_the_fields()
    {
        var parameter = RiverFlood.Parameters.First(it => it.Type != "duration").Name;
        var form = new PostedForm(new FormCollection(new Dictionary<string, StringValues>
        {
            ["role.police.control"] = "new@police",
            [$"parameter.{parameter}"] = "far too much",
        }));

        var page = Render<BindingFields>(parameters => parameters
            .Add(it => it.View, View).Add(it => it.City, Town).Add(it => it.Form, form));

        page.FindAll("select[name='role.police.control'] option[selected]").ShouldHaveSingleItem()
            .GetAttribute("value").ShouldBe("new@police");
        page.Find($"input[name='parameter.{parameter}']").GetAttribute("value").ShouldBe("far too much");
        page.Find("input[name='signal.river.level']").HasAttribute("checked").ShouldBeFalse();
    }

    [Fact]
    public void Names_that_are_chosen_already_are_told_once_and_only_have_to_be_saved()
    {
        const string known = "control.room";
        var town = Town.Apply(
            [new SaveRole(new Role(Town.City.Id, new RoleId(known), "Control room", new AgencyId("police")))]);
        var view = View with
        {
            Readiness = new(
            [
                new(ReadinessKinds.RoleUnbound, Severity.Error, known, "Nobody."),
                new(ReadinessKinds.SignalUnbound, Severity.Error, "river.level", "Nothing."),
                new(ReadinessKinds.RoleUnbound, Severity.Error, "police.control", "Nobody."),
            ]),
        };

        var report = Render<ReadinessReport>(parameters => parameters
            .Add(it => it.View, view).Add(it => it.City, town));

        report.FindAll("tbody code").Select(code => code.TextContent).ShouldBe(["police.control"]);
        report.Find(".proposed").TextContent.ShouldContain("the same names: 2.");
        report.Find(".pill").TextContent.ShouldContain("2 points");
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

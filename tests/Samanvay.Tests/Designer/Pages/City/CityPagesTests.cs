using System.Net;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Cities;
using Samanvay.Runtime.Cities.Files;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Designer.Pages.City;

public sealed class CityPagesTests
{
    [Fact]
    public async Task The_set_up_list_says_what_is_missing_and_leads_there()
    {
        await using var host = await CityHost.StartAsync(CityRole.Administrator);

        var page = await host.GetAsync("/city");

        page.ShouldContain("Add at least one role.");
        page.ShouldContain("href=\"/city/wards\"");
        page.ShouldContain("Devices that can not send readings yet: 1.");
    }

    [Theory]
    [InlineData("general")]
    [InlineData("agencies")]
    [InlineData("people")]
    [InlineData("roles")]
    [InlineData("wards")]
    [InlineData("keys")]
    [InlineData("calendars")]
    public async Task Nobody_without_a_sign_in_sees_anything_of_the_city(string section)
    {
        await using var host = await CityHost.StartAsync();

        var page = await host.GetAsync($"/city/{section}");

        page.ShouldContain("Sign in to see the city's set-up.");
        page.ShouldNotContain("Asha");
        page.ShouldNotContain("Nadipur");
    }

    [Fact]
    public async Task Who_is_no_administrator_reads_and_is_told_so()
    {
        await using var host = await CityHost.StartAsync(CityRole.Operator);

        var page = await host.GetAsync("/city/agencies?edit=police");

        page.ShouldContain("City Police");
        page.ShouldContain("Only administrators of the city can change it.");
        page.ShouldNotContain("<form class=\"card");
    }

    [Fact]
    public async Task An_agency_is_added_by_a_plain_form()
    {
        await using var host = await CityHost.StartAsync(CityRole.Administrator);

        var (status, _) = await host.PostAsync("/city/agencies?add=true",
            ("_handler", "edit"), ("id", "drainage"), ("name", "Drainage Wing"), ("phone", ""));

        status.ShouldBe(HttpStatusCode.Redirect);
        host.Store.Setup.Agencies["drainage"].Name.ShouldBe("Drainage Wing");
        host.Store.Setup.Agencies["drainage"].Phone.ShouldBeNull();
    }

    [Fact]
    public async Task What_can_not_be_saved_is_explained_and_stays_entered()
    {
        await using var host = await CityHost.StartAsync(CityRole.Administrator);

        var (_, page) = await host.PostAsync("/city/agencies?add=true",
            ("_handler", "edit"), ("id", "Drainage Wing"), ("name", "Wing of drains"));

        page.ShouldContain("The id Drainage Wing may have small letters, digits, dots and hyphens only");
        page.ShouldContain("value=\"Wing of drains\"");
        host.Store.Setup.Agencies.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_file_is_shown_before_it_is_saved()
    {
        await using var host = await CityHost.StartAsync(CityRole.Administrator);
        const string file = "id,name,agency\npolice.control,Control room,police\n";

        var (_, preview) = await host.PostAsync("/city/roles", ("_handler", "preview"), ("text", file));
        var before = host.Store.Setup.Roles.Count;
        var (saved, _) = await host.PostAsync("/city/roles", ("_handler", "import"), ("text", file));

        preview.ShouldContain("Added: 1. Changed: 0. Unchanged: 0. To correct: 0.");
        before.ShouldBe(0);
        saved.ShouldBe(HttpStatusCode.Redirect);
        host.Store.Setup.Roles["police.control"].Name.ShouldBe("Control room");
    }

    [Fact]
    public async Task A_file_with_problems_names_each_line_and_column()
    {
        await using var host = await CityHost.StartAsync(CityRole.Administrator);

        var (_, page) = await host.PostAsync("/city/roles",
            ("_handler", "preview"), ("text", "id,name,agency\npolice.control,Control room,polic\n"));

        page.ShouldContain("Role police.control belongs to agency polic, which the city does not have.");
        page.ShouldContain("<td class=\"number\" data-label=\"Line\">2</td>");
        page.ShouldContain("<td data-label=\"Column\"><code>agency</code></td>");
    }

    [Fact]
    public async Task A_keys_text_is_shown_once_and_opens_the_city()
    {
        await using var host = await CityHost.StartAsync(CityRole.Administrator);

        var (_, page) = await host.PostAsync("/city/keys",
            ("_handler", "edit"), ("name", "Gauge at the bridge"), ("for", "device:gauge-1"));
        var text = page.Split("class=\"secret\"")[1].Split('>', 2)[1].Split('<')[0];

        KeyText.Matches(host.Store.Setup.Keys.Values.Single(), text).ShouldBeTrue();
        (await host.GetAsync("/city/keys")).ShouldNotContain(text);
    }

    [Fact]
    public async Task A_removal_and_a_revocation_are_forms_of_the_page_too()
    {
        await using var host = await CityHost.StartAsync(CityRole.Administrator);
        await host.PostAsync("/city/keys", ("_handler", "edit"), ("name", "Gauge"), ("for", "device:gauge-1"));
        var key = host.Store.Setup.Keys.Keys.Single();

        await host.PostAsync("/city/keys", ("_handler", "remove"), ("id", key));
        await host.PostAsync("/city/agencies", ("_handler", "remove"), ("id", "police"));

        host.Store.Setup.Keys[key].RevokedAt.ShouldNotBeNull();
        host.Store.Setup.Agencies.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_sign_in_link_is_shown_in_the_answer_that_makes_it_and_nowhere_else()
    {
        await using var host = await CityHost.StartAsync(CityRole.Administrator);

        var (_, made) = await host.PostAsync("/city/people", ("_handler", "invite"), ("person", "asha"));
        var forged = await host.GetAsync("/city/people?invited=Asha&link=http://localhost/welcome?token=t");

        made.ShouldContain(">http://localhost/welcome?token=asha</code>");
        forged.ShouldNotContain("class=\"secret\"");
    }

    [Fact]
    public async Task Nobody_but_an_administrator_makes_a_sign_in_link()
    {
        await using var host = await CityHost.StartAsync(CityRole.Supervisor);

        var (_, page) = await host.PostAsync("/city/people", ("_handler", "invite"), ("person", "asha"));

        page.ShouldNotContain("token=asha");
    }

    [Fact]
    public async Task A_table_that_is_downloaded_can_be_brought_in_again_unchanged()
    {
        await using var host = await CityHost.StartAsync(CityRole.Administrator);

        var file = await host.GetAsync("/city/people.csv");
        var preview = CityFile.Read(CityFileKind.People, file, host.Store.Setup);

        preview.Problems.ShouldBeEmpty();
        preview.Unchanged.ShouldBe(1);
    }
}

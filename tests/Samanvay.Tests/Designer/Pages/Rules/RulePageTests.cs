using Bunit;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Samanvay.Designer.Hosting;
using Samanvay.Designer.Pages.Rules;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Cities;
using Samanvay.Runtime.Ports;
using Samanvay.Runtime.Procedures;
using Samanvay.Runtime.Situations;
using Samanvay.Tests.Runtime.Cities;
using Samanvay.Tests.Runtime.Situations;
using Samanvay.Tests.Support;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Designer.Pages.Rules;

public sealed class RulePageTests : ScreenTest, IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("samanvay-rules-").FullName;
    private WholeCity _city = null!;

    public async ValueTask InitializeAsync()
    {
        _city = await RuleDeskTests.OpenAsync(_folder);
        Services.AddSingleton(_city.Of<RuleDesk>()).AddSingleton(_city.Of<ProcedureDesk>());
        Services.AddScoped<CurrentAsker>();
        Services.AddSingleton<FindAsker>((_, _) => ValueTask.FromResult<Asker?>(RuleDeskTests.Author));
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _city.DisposeAsync().AsTask().Wait();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void A_rule_is_shown_in_words_with_the_value_that_its_parameters_give_here()
    {
        var page = Open();

        page.Find(".words li:nth-child(3)").TextContent.ShouldBe(
            "high (severity 2) begins at 10 m and is left below 10 m.");
        page.Find("#f-levels-0-at").GetAttribute("value").ShouldBe("=dangerLevel");
        page.Find("#f-levels-0-at-about .here").TextContent.ShouldBe("Here: 10 m");
        page.WaitForAssertion(() => page.Find(".sentence").TextContent.ShouldStartWith("Would have fired once"));
    }

    [Fact]
    public async Task The_devices_that_a_rule_hears_are_named_and_those_that_it_does_not_hear()
    {
        var heard = Binding.SignalName("flood", "river.level");
        var upstream = new Device(WholeCity.City, new DeviceId("gauge-2"), "Gauge upstream", "river.level", "m");
        await _city.Of<ICityStore>().SaveAsync(
            WholeCity.City,
            [
                new SaveDevice(upstream),
                new SaveBinding(new Binding(WholeCity.City, BindingKind.Signal, heard, ["gauge-1"])),
            ],
            Xunit.TestContext.Current.CancellationToken);
        _city.Of<CitySnapshots>().Forget(WholeCity.City);

        var page = Open();

        page.Find(".words ul + p").TextContent.ShouldBe("It hears: Gauge at the bridge.");
        page.Find(".words ul ~ p.muted").TextContent.ShouldStartWith(
            "Sends the same signal and is not heard: Gauge upstream.");
    }

    [Fact]
    public async Task A_moved_line_stays_calculated_is_tried_again_and_saved_in_the_draft()
    {
        var page = Open();
        page.WaitForAssertion(() => page.FindAll(".wide input[type=range]").Count.ShouldBe(1));
        var handle = page.Find(".wide input[type=range]");
        var axis = int.Parse(handle.GetAttribute("max")!, System.Globalization.CultureInfo.InvariantCulture);

        await handle.ChangeAsync(new() { Value = $"{axis}" });

        page.WaitForAssertion(() => page.Find(".sentence").TextContent.ShouldStartWith("Would not have fired"));
        page.Find(".sentence").TextContent.ShouldContain("No longer: 1.");
        page.Find("#f-levels-0-at").GetAttribute("value")!.ShouldStartWith("=dangerLevel + ");
        await page.Find(".acts .button--primary").ClickAsync(new());
        var draft = (await _city.Of<ProcedureDesk>().OpenAsync(
            RuleDeskTests.Author, RuleDeskTests.Flood, Xunit.TestContext.Current.CancellationToken)).Value();
        draft.Files.Texts[RuleDeskTests.Path].ShouldContain("\"at\": \"=dangerLevel + ");
        draft.Revision.ShouldBe(1);
    }

    [Fact]
    public async Task A_line_that_was_moved_too_far_can_be_moved_back()
    {
        var page = Open();
        page.WaitForAssertion(() => page.FindAll(".wide input[type=range]").Count.ShouldBe(1));
        await page.Find("[data-add=level]").ClickAsync(new());
        page.WaitForAssertion(() => page.FindAll(".wide input[type=range]").Count.ShouldBe(2));

        await page.FindAll(".wide input[type=range]")[1].ChangeAsync(new() { Value = "0" });

        page.WaitForAssertion(() => page.Find(".sentence").TextContent.ShouldStartWith("Solve the problems"));
        page.Find("[data-group=levels] .validation-message").TextContent.ShouldContain("must begin beyond level high");
        var back = page.FindAll(".wide input[type=range]")[1];
        await back.ChangeAsync(new() { Value = back.GetAttribute("max") });
        page.WaitForAssertion(() => page.Find(".sentence").TextContent.ShouldStartWith("Would have fired once"));
    }

    [Fact]
    public async Task What_is_wrong_stands_at_its_field()
    {
        var page = Open();

        await page.Find("#f-levels-0-at").ChangeAsync(new() { Value = "high" });

        page.Find("#f-levels-0-at").GetAttribute("aria-invalid").ShouldBe("true");
        page.Find("#f-levels-0-at-about .validation-message").TextContent.ShouldContain("Write a number");
    }

    [Fact]
    public async Task What_is_not_saved_is_seen_guarded_and_taken_back_step_by_step()
    {
        var page = Open();
        page.Find(".bench").HasAttribute("data-unsaved").ShouldBeFalse();

        await page.Find("#f-levels-0-severity").ChangeAsync(new() { Value = "3" });
        await page.Find("#f-lowerAfter").ChangeAsync(new() { Value = "30 min" });

        page.Find(".bench").GetAttribute("data-unsaved")!.ShouldContain("not saved");
        page.Find(".standing").TextContent.ShouldContain("Not saved yet");
        await page.Find("[data-act=undo]").ClickAsync(new());
        page.Find("#f-lowerAfter").GetAttribute("value").ShouldBeNullOrEmpty();
        page.Find("#f-levels-0-severity").GetAttribute("value").ShouldBe("3");
        await page.Find("[data-act=redo]").ClickAsync(new());
        page.Find("#f-lowerAfter").GetAttribute("value").ShouldBe("30 min");
        await page.Find("[data-act=undo-all]").ClickAsync(new());
        page.Find(".bench").HasAttribute("data-unsaved").ShouldBeFalse();
        await page.Find("[data-act=undo]").ClickAsync(new());
        page.Find("#f-lowerAfter").GetAttribute("value").ShouldBe("30 min");
        await page.Find(".acts .button--primary").ClickAsync(new());
        page.Find(".standing").TextContent.ShouldContain("As it is saved.");
        page.Find(".bench").HasAttribute("data-unsaved").ShouldBeFalse();
    }

    [Fact]
    public async Task A_key_that_is_held_is_one_step_back()
    {
        var page = Open();
        page.WaitForAssertion(() => page.FindAll(".wide input[type=range]").Count.ShouldBe(1));

        await page.Find(".wide input[type=range]").KeyDownAsync(new KeyboardEventArgs { Key = "ArrowUp" });
        foreach (var step in new[] { "20", "21", "22" })
        {
            await page.Find(".wide input[type=range]").InputAsync(new() { Value = step });
            await page.Find(".wide input[type=range]").ChangeAsync(new() { Value = step });
        }

        await page.Find(".wide input[type=range]").KeyUpAsync(new KeyboardEventArgs { Key = "ArrowUp" });
        await page.Find("[data-act=undo]").ClickAsync(new());

        page.Find("#f-levels-0-at").GetAttribute("value").ShouldBe("=dangerLevel");
        page.Find("[data-act=undo]").HasAttribute("disabled").ShouldBeTrue();
        page.Find("[data-act=undo]").GetAttribute("title").ShouldBe("Undo (Ctrl+Z)");
    }

    [Fact]
    public async Task A_key_that_moves_nothing_changes_nothing()
    {
        var page = Open();
        page.WaitForAssertion(() => page.FindAll(".wide input[type=range]").Count.ShouldBe(1));

        await page.Find(".wide input[type=range]").KeyDownAsync(new KeyboardEventArgs { Key = "End" });
        await page.Find(".wide input[type=range]").KeyUpAsync(new KeyboardEventArgs { Key = "End" });

        page.Find("[data-act=undo]").HasAttribute("disabled").ShouldBeTrue();
        page.Find(".bench").HasAttribute("data-unsaved").ShouldBeFalse();
    }

    [Fact]
    public async Task A_new_rule_has_its_own_address_once_it_is_saved()
    {
        var address = Services.GetRequiredService<Microsoft.AspNetCore.Components.NavigationManager>();
        address.NavigateTo("/rules/new?procedure=flood&name=bridge&signal=river.level");
        var page = Render<RulePage>();
        page.WaitForAssertion(() => page.FindAll(".wide input[type=range]").Count.ShouldBe(1));

        await page.Find("#f-lowerAfter").ChangeAsync(new() { Value = "30 min" });
        await page.Find(".acts .button--primary").ClickAsync(new());

        JSInterop.VerifyInvoke("history.replaceState").Arguments[2].ShouldBe("/rules/flood/bridge");
        page.Find(".told a").GetAttribute("href").ShouldBe("/procedures/flood/review");
    }

    [Fact]
    public async Task A_key_finds_its_handler_whatever_was_drawn_meanwhile()
    {
        var page = Open();
        page.WaitForAssertion(() => page.FindAll(".wide input[type=range]").Count.ShouldBe(1));
        var handlers = Handlers();

        await page.Find(".wide input[type=range]").InputAsync(new() { Value = "20" });

        Handlers().ShouldBe(handlers);
        page.Find(".wide input[type=range]").GetAttribute("aria-valuetext").ShouldBe("8.7 m");

        string[] Handlers() =>
        [
            .. page.Find(".wide input[type=range]").Attributes
                .Where(attribute => attribute.Name.StartsWith("blazor:on", StringComparison.Ordinal))
                .Select(attribute => attribute.Value),
        ];
    }

    [Fact]
    public async Task A_problem_names_its_setting_as_the_form_does()
    {
        var page = Open();

        await page.Find("#f-levels-0-at").ChangeAsync(new() { Value = "high" });
        page.Find("#problems + .problems").TextContent.ShouldContain("Level 1, Begins at: Write a number");
        await page.Find("#f-quorum-of").ChangeAsync(new() { Value = "many" });

        var said = page.Find("#problems + .problems").TextContent;
        said.ShouldContain("How many sensors must agree, Of: Write a whole number from 1 to 100.");
        said.ShouldNotContain("quorum.of");
    }

    [Fact]
    public void A_new_rule_with_a_name_that_is_taken_is_refused_at_the_form()
    {
        var address = Services.GetRequiredService<Microsoft.AspNetCore.Components.NavigationManager>();
        address.NavigateTo("/rules?procedure=flood&name=river-level&signal=river.level");
        Render<RuleList>().Find("#new-id ~ .validation-message").TextContent.Trim()
            .ShouldBe("There is a rule river-level already. Choose another name.");

        address.NavigateTo("/rules?procedure=flood&name=bridge&signal=river.level");
        Render<RuleList>();
        address.Uri.ShouldEndWith("/rules/new?procedure=flood&name=bridge&signal=river.level");
    }

    [Fact]
    public async Task A_line_that_is_dragged_is_one_step_back()
    {
        var page = Open();
        page.WaitForAssertion(() => page.FindAll(".wide input[type=range]").Count.ShouldBe(1));

        await page.Find(".wide input[type=range]").InputAsync(new() { Value = "20" });
        await page.Find(".wide input[type=range]").InputAsync(new() { Value = "30" });
        await page.Find(".wide input[type=range]").ChangeAsync(new() { Value = "40" });
        await page.Find("[data-act=undo]").ClickAsync(new());

        page.Find("#f-levels-0-at").GetAttribute("value").ShouldBe("=dangerLevel");
        page.Find("[data-act=undo]").HasAttribute("disabled").ShouldBeTrue();
    }

    private IRenderedComponent<RulePage> Open() => Render<RulePage>(parameters => parameters
        .Add(page => page.Procedure, "flood").Add(page => page.File, "river-level"));
}

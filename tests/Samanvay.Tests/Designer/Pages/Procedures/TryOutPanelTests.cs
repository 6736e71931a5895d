using Bunit;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Samanvay.Designer.Components.Diagram;
using Samanvay.Designer.Hosting;
using Samanvay.Designer.Pages.Procedures.TryOut;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Clock;
using Samanvay.Runtime.Ports;
using Samanvay.Runtime.Procedures;
using Samanvay.Runtime.Procedures.TryOut;
using Samanvay.Tests.Runtime.Cities;
using Samanvay.Tests.Runtime.Clock;
using Samanvay.Tests.Runtime.Procedures;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Designer.Pages.Procedures;

public sealed class TryOutPanelTests : ScreenTest
{
    private static readonly Asker Author =
        Asker.OfPerson(CityDatabase.Here, new PersonId("asha"), null, CityRole.Author);

    private readonly CityDatabase _database = new();
    private readonly List<TryOutSight> _sights = [];

    [Fact]
    public async Task Playing_tells_who_is_asked_and_shows_the_tokens_of_each_moment()
    {
        var panel = await OpenAsync();
        panel.Find("#try-start").Change("situation:river-level/moderate");

        await panel.Find("form").SubmitAsync();

        panel.WaitForAssertion(() => panel.Find("[role=status]").TextContent.ShouldContain("Steps asked for"));
        panel.Find(".moments").TextContent.ShouldContain("Control room");
        _sights[0].Marks.ShouldNotBeEmpty();
        panel.Find("[aria-current=step]").Id.ShouldBe("moment-0");
    }

    [Fact]
    public async Task A_moment_is_chosen_by_its_time()
    {
        var panel = await OpenAsync();
        await panel.Find("form").SubmitAsync();
        panel.WaitForElement("#moment-1");

        // Found and pressed in one go: the run beside it may still draw.
        await panel.InvokeAsync(() => panel.Find("#moment-1 button").ClickAsync(new()));

        panel.Find("[aria-current=step]").Id.ShouldBe("moment-1");
        _sights[^1].Line.ShouldBe("moment-1");
        _sights[^1].Marks.ShouldContain(mark => mark.State != MarkState.Done);
    }

    [Fact]
    public async Task A_procedure_with_errors_says_so_in_place_of_the_form()
    {
        var panel = await OpenAsync(ProcedureFiles.Empty.With("procedures/river-flood.bpmn", "<nothing/>"));

        panel.Find("[role=alert]").TextContent.ShouldContain("errors that must be solved first");
        panel.FindAll("form").ShouldBeEmpty();
    }

    [Fact]
    public async Task It_begins_at_the_time_of_the_citys_clock_and_not_of_the_host()
    {
        var cities = new CityTime(_database.Time, new ClockShelf());
        await cities.AddAsync(
            CityDatabase.Here, ClockMode.Sample, Instant.FromUtc(2031, 7, 9, 6, 0), CancellationToken.None);
        Services.AddSingleton(cities);

        var panel = await OpenAsync();

        panel.Find("#try-begins").GetAttribute("value").ShouldStartWith("2031-07-09T11:30");
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _database.Dispose();
    }

    private async Task<IRenderedComponent<TryOutPanel>> OpenAsync(ProcedureFiles? files = null)
    {
        await _database.SettleAsync();
        Services.AddSingleton<FindAsker>((_, _) => ValueTask.FromResult<Asker?>(Author));
        Services.AddScoped<CurrentAsker>();
        Services.AddScoped<CurrentMoment>();
        Services.AddSingleton(new ProcedureTryOut(_database.ProcedureStore, _database.Snapshots, _database.Time));
        var draft = new ProcedureDraft(
            CityDatabase.Here, new ProcedureId("river-flood"), "River flood", 1, files ?? RiverFlood.Files)
        {
            EditedBy = new PersonId("asha"),
            EditedAt = Now,
        };
        var panel = Render<TryOutPanel>(parameters => parameters.Add(it => it.Asker, Author)
            .Add(it => it.Zone, India).Add(it => it.Draft, () => Task.FromResult(draft))
            .Add(it => it.Shown, (TryOutSight sight) => _sights.Add(sight)));
        panel.WaitForState(() => panel.FindAll("form, [role=alert]").Count > 0);
        return panel;
    }
}

using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using Samanvay.Engine.Incidents;
using Samanvay.Engine.Situations.Alerts;
using Samanvay.Runtime;
using Samanvay.Runtime.Intake;
using Samanvay.Runtime.Intake.Alerts;
using Samanvay.Storage.Sqlite.Signals;
using Samanvay.Tests.Engine.Situations.Alerts;
using Samanvay.Tests.Runtime.Commands;
using Samanvay.Tests.Runtime.Services;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Runtime.Intake.Alerts;

public sealed class AlertLaneTests : IDisposable
{
    private readonly DatabaseFolder _folder = new();

    [Fact]
    public async Task An_alert_twice_opens_one_incident_and_its_cancel_finds_it()
    {
        var city = new WarnedCity();
        await using var services = await ServiceShell.OpenAsync(_folder.Path, city);
        var lane = Lane(services, city);

        (await TakeAsync(lane, new CapText("1"))).ShouldBe(AlertOutcome.Raised);
        (await TakeAsync(lane, new CapText("1"))).ShouldBe(AlertOutcome.Repeated);
        await services.Inbox.RunOnceAsync(default);
        (await TakeAsync(lane, Cancel("2", "1"))).ShouldBe(AlertOutcome.Cancelled);
        await services.Inbox.RunOnceAsync(default);

        var incident = (await IncidentsAsync(services)).ShouldHaveSingleItem().Incident!;
        incident.Title.ShouldBe("Rain: Pune");
        incident.Severity.ShouldBe(IncidentSeverity.S3);
        incident.DedupeKey.ShouldBe("rain-warning/city");
        incident.Situations.ShouldBeEmpty();
        incident.IsOpen.ShouldBeTrue();
    }

    [Fact]
    public async Task After_a_restart_it_is_still_known_what_came()
    {
        var city = new WarnedCity();
        await using (var services = await ServiceShell.OpenAsync(_folder.Path, city))
            (await TakeAsync(Lane(services, city), new CapText("1"))).ShouldBe(AlertOutcome.Raised);

        await using var again = await ServiceShell.OpenAsync(_folder.Path, city);
        var lane = Lane(again, city);

        (await TakeAsync(lane, new CapText("1"))).ShouldBe(AlertOutcome.Repeated);
        (await TakeAsync(lane, new CapText("2") { Sent = "2026-07-09T12:01:57+05:30" })).ShouldBe(AlertOutcome.Joined);
        await again.Inbox.RunOnceAsync(default);
        (await IncidentsAsync(again)).ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("Exercise")]
    [InlineData("System")]
    [InlineData("Test")]
    [InlineData("Draft")]
    public async Task What_is_not_actual_is_kept_with_its_word_and_raises_nothing(string status)
    {
        var city = new WarnedCity();
        await using var services = await ServiceShell.OpenAsync(_folder.Path, city);

        (await TakeAsync(Lane(services, city), new CapText("1") { Status = status })).ShouldBe(AlertOutcome.Noted);

        var row = (await RowsAsync(services)).ShouldHaveSingleItem();
        row.ShouldContain($"\"status\":\"{status}\"");
        (await services.InboxStore.WaitingAsync(Shell.Noon, 10, default)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_private_alert_counts_where_it_is_addressed_to_the_city()
    {
        var city = new WarnedCity();
        await using var services = await ServiceShell.OpenAsync(_folder.Path, city);
        var lane = Lane(services, city);

        (await TakeAsync(lane, new CapText("1")
        {
            Scope = "<scope>Private</scope><addresses>mumbai</addresses>",
        })).ShouldBe(AlertOutcome.Noted);
        (await TakeAsync(lane, new CapText("2")
        {
            Scope = "<scope>Private</scope><addresses>mumbai \"city of Pune\"</addresses>",
        })).ShouldBe(AlertOutcome.Raised);
        (await RowsAsync(services))[0].ShouldContain("NotForUs");
    }

    [Fact]
    public async Task Where_words_and_shape_contradict_each_other_the_shape_decides_and_it_is_said()
    {
        var city = new WarnedCity();
        await using var services = await ServiceShell.OpenAsync(_folder.Path, city);
        var lane = Lane(services, city);

        (await TakeAsync(lane, new CapText("1") { AreaWords = "ODISHA" })).ShouldBe(AlertOutcome.Raised);
        (await TakeAsync(lane, new CapText("2")
        {
            Shape = "<polygon>25.1,80.2 24.5,78.5 23.7,79.1 25.1,80.2</polygon>",
        })).ShouldBe(AlertOutcome.NotHere);
        (await TakeAsync(lane, new CapText("3") { AreaWords = "Somewhere", Shape = "" }))
            .ShouldBe(AlertOutcome.NotHere);

        var rows = await RowsAsync(services);
        rows[0].ShouldContain("WordsElsewhere");
        rows[1].ShouldContain("ShapeElsewhere");
        rows[2].ShouldContain("NoPlace");
    }

    [Fact]
    public async Task An_alert_that_expires_clears_by_itself_and_leaves_the_incident_open()
    {
        var city = new WarnedCity();
        await using var services = await ServiceShell.OpenAsync(_folder.Path, city);
        var lane = Lane(services, city);
        await TakeAsync(lane, new CapText("1") { Expires = "2026-07-09T12:30:00+05:30" });
        await services.Inbox.RunOnceAsync(default);

        services.Shell.Host.Advance(Duration.FromHours(2));
        await services.Shell.Time.TickAsync(default);
        await lane.RunOnceAsync(default);
        await services.Inbox.RunOnceAsync(default);

        var incident = (await IncidentsAsync(services)).ShouldHaveSingleItem().Incident!;
        incident.IsOpen.ShouldBeTrue();
        incident.Situations.ShouldBeEmpty();
    }

    [Fact]
    public async Task Each_ward_that_the_area_reaches_has_its_own_incident()
    {
        var city = new WarnedCity(
            Warned.Rule(Warned.Rain.Replace("\"alert\": {", "\"alert\": {\"place\": \"ward\", ")));
        await using var services = await ServiceShell.OpenAsync(_folder.Path, city);

        await TakeAsync(Lane(services, city), new CapText("1") { Shape = "<circle>18.525,73.875 0.5</circle>" });
        await services.Inbox.RunOnceAsync(default);

        (await IncidentsAsync(services)).ShouldHaveSingleItem().Incident!.Title.ShouldBe("Rain: East Bank");
    }

    public void Dispose() => _folder.Dispose();

    private static CapText Cancel(string id, string about) => new(id)
    {
        Type = "Cancel", Sent = "2026-07-09T12:03:00+05:30", References = CapText.Reference(about),
    };

    private static IntakeLane Lane(ServiceShell services, WarnedCity city) => new(
        new IntakePorts(
            new SqliteObservationStore(services.Shell.Database), city, services.Shell.Time,
            services.Shell.Wakeups, new RuntimeMetrics()),
        IntakeLimits.Default, TimeProvider.System, NullLogger<IntakeLane>.Instance);

    private static async Task<AlertOutcome> TakeAsync(IntakeLane lane, CapText text)
    {
        var answers = lane.SubmitAsync(
            Shell.City, [new AlertArrival(text.Read(), "feed:met", "met")], default);
        await lane.RunOnceAsync(default);
        return (await answers).ShouldHaveSingleItem().ShouldBeOfType<AlertTaken>().Outcome;
    }

    private static async Task<List<string>> RowsAsync(ServiceShell services) =>
        await services.Shell.Database.Reader.ReadAsync(
            session => session["SELECT CAST(facts AS TEXT) FROM alerts ORDER BY identifier"]
                .Read(row => row.Text(0)), default);

    private static async Task<List<Operation>> IncidentsAsync(ServiceShell services) =>
        await services.Shell.Database.Reader.ReadAsync(
            session => session["SELECT state FROM operations ORDER BY opened_at"]
                .Read(row => OperationJson.ReadState(row.Bytes(0))), default);
}

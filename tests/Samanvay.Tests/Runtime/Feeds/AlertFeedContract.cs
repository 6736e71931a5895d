using Microsoft.EntityFrameworkCore;
using NodaTime;
using Samanvay.Engine.Situations.Alerts;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Cities;
using Samanvay.Runtime.Clock;
using Samanvay.Runtime.Feeds;
using Samanvay.Runtime.Feeds.Polling;
using Samanvay.Runtime.Intake;
using Samanvay.Runtime.Intake.Alerts;
using Samanvay.Runtime.Ports;
using Samanvay.Runtime.Services;
using Samanvay.Storage;
using Samanvay.Storage.Views;
using Samanvay.Tests.Runtime.Cities;
using Samanvay.Tests.Runtime.Commands;
using Samanvay.Tests.Runtime.Intake.Alerts;
using Samanvay.Tests.Support;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Runtime.Feeds;

/// <summary>What becomes of an authority's alerts from the feed to the incident, on each database.</summary>
public abstract class AlertFeedContract
{
    private const string Rule = """
        {
          "id": "rain-warning",
          "alert": {"when": "=contains(lower case(headline), \"rainfall\")"},
          "levels": [{"name": "warning", "when": "=severity in (\"Severe\", \"Extreme\")", "severity": 2}],
          "closableAfter": "PT12H"
        }
        """;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    internal abstract DatabaseChoice Database { get; }

    [Fact]
    public async Task Two_alerts_of_one_text_117_seconds_apart_each_twice_open_one_incident()
    {
        await using var city = await OpenAsync();
        var second = await File.ReadAllTextAsync(
            SharedFolder.Require("data", "cap_alerts", "imd_2026-09-03-07-21-21.xml"), Cancellation);
        var first = second.Replace("2026.9.3.7.21.21", "2026.9.3.7.19.24", StringComparison.Ordinal)
            .Replace("12:51:21+05:30", "12:49:24+05:30", StringComparison.Ordinal);

        var outcomes = new List<FeedOutcome>();
        foreach (var text in (string[])[first, second, first, second])
        {
            var answer = await city.SendAsync("imd", text, "application/cap+xml");
            outcomes.Add(answer.Lines.ShouldHaveSingleItem().Outcome);
            await city.City.Of<InboxPump>().RunOnceAsync(Cancellation);
        }

        outcomes.ShouldBe([FeedOutcome.Taken, FeedOutcome.Taken, FeedOutcome.Duplicate, FeedOutcome.Duplicate]);
        (await IncidentsAsync(city)).ShouldBe(1);
        var rows = await city.City.Of<IAlertStore>().ListAsync(WholeCity.City, 10, Cancellation);
        rows.Select(row => row.Outcome).ShouldBe([AlertOutcome.Joined, AlertOutcome.Raised], ignoreOrder: true);
        rows.ShouldAllBe(row => row.Facts.Warnings.Contains(AlertWarning.WordsElsewhere));
        (rows[0].Facts.Area, rows[0].Facts.Severity, rows[0].Facts.Status).ShouldBe(("ODISHA", "Severe", "Actual"));
        var stored = await city.City.Of<IAlertStore>().FindAsync(WholeCity.City, rows[0].Key, Cancellation);
        stored!.Text.ShouldContain("East Madhya Pradesh");
    }

    [Fact]
    public async Task What_takes_the_place_of_an_alert_marks_it_and_says_what_it_refers_to_that_never_came()
    {
        await using var city = await OpenAsync();
        await city.SendAsync("imd", Warning("w-1", "11:30", "Alert"), "application/cap+xml");
        await city.SendAsync("imd", Warning("w-2", "11:40", "Update", "w-1", "11:30"), "application/cap+xml");
        await city.SendAsync("imd", Warning("w-9", "11:50", "Cancel", "w-8", "10:00"), "application/cap+xml");

        var lines = await LinesAsync(city);

        lines["w-1"].ReplacedBy!.Facts.Identifier.ShouldBe("w-2");
        (lines["w-2"].ReplacedBy, lines["w-9"].ReplacedBy).ShouldBe((null, null));
        lines["w-2"].Unseen.ShouldBeEmpty();
        lines["w-9"].Unseen.ShouldBe(["w-8"]);
    }

    [Fact]
    public async Task What_another_sender_calls_off_stands_and_each_says_why()
    {
        await using var city = await OpenAsync();
        await city.SendAsync("imd", Warning("w-1", "11:30", "Alert"), "application/cap+xml");
        await city.SendAsync(
            "imd", (Of("w-2", "11:40", "Cancel", "w-1", "11:30") with { Sender = "evil" }).ToXml(),
            "application/cap+xml");
        await city.SendAsync(
            "imd", (Of("x-1", "11:41", "Alert", null, null) with { Status = "Exercise" }).ToXml(),
            "application/cap+xml");
        await city.SendAsync("imd", Warning("x-2", "11:42", "Update", "x-1", "11:41"), "application/cap+xml");

        var lines = await LinesAsync(city);

        (lines["w-1"].ReplacedBy, lines["w-1"].DisputedBy!.Facts.Identifier).ShouldBe((null, "w-2"));
        lines["w-2"].Outcome.ShouldBe(AlertOutcome.CancelsOthers);
        lines["w-2"].OfOthers.ShouldBe(["w-1"]);
        lines["x-2"].NotReal.ShouldBe(["x-1"]);
        lines["x-1"].NotReal.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_says_something_of_the_city_and_something_of_others_is_told_by_what_it_says_of_the_city()
    {
        await using var city = await OpenAsync();
        var alert = Of("w-1", "11:30", "Alert", null, null) with
        {
            AreaWords = "Jabalpur", Shape = "<circle>23.18,79.95 20</circle>", Severity = "Moderate",
            OtherParts = """
                <info><language>en</language><category>Met</category><event>Cyclone</event><urgency>Expected</urgency>
                  <severity>Extreme</severity><certainty>Likely</certainty><headline>At the coast</headline>
                  <area><areaDesc>Coast</areaDesc><circle>10.0,76.0 20</circle></area></info>
                """,
        };

        await city.SendAsync("imd", alert.ToXml(), "application/cap+xml");

        var facts = (await LinesAsync(city))["w-1"].Row.Facts;
        (facts.Title, facts.Area, facts.Severity).ShouldBe(("Heavy rain over the city", "Jabalpur", "Moderate"));
        facts.Expires.ShouldBe(Instant.FromUtc(2026, 7, 9, 12, 30));
    }

    [Fact]
    public async Task What_is_called_off_before_it_comes_is_called_off_when_it_has_come()
    {
        await using var city = await OpenAsync();
        await city.SendAsync("imd", Warning("w-9", "11:50", "Cancel", "w-8", "11:00"), "application/cap+xml");
        (await LinesAsync(city))["w-9"].Outcome.ShouldBe(AlertOutcome.CancelsUnseen);

        await city.SendAsync("imd", Warning("w-8", "11:00", "Alert"), "application/cap+xml");

        var lines = await LinesAsync(city);
        lines["w-9"].Outcome.ShouldBe(AlertOutcome.Cancelled);
        lines["w-8"].ReplacedBy!.Facts.Identifier.ShouldBe("w-9");
    }

    [Fact]
    public async Task What_says_that_it_was_sent_in_the_future_is_refused_and_taken_when_that_has_come()
    {
        await using var city = await OpenAsync();
        var early = Warning("w-1", "13:40", "Alert");

        var line = (await city.SendAsync("imd", early, "application/cap+xml")).Lines.ShouldHaveSingleItem();

        (line.Outcome, line.Problem!.Code).ShouldBe((FeedOutcome.Refused, SignalRefusals.InTheFuture));
        (await LinesAsync(city)).ShouldBeEmpty();
        (await city.SendAsync("imd", Warning("w-1", "13:34", "Alert"), "application/cap+xml")).Lines.Single().Outcome
            .ShouldBe(FeedOutcome.Taken);
    }

    [Fact]
    public async Task Texts_go_after_their_time_and_what_is_forgotten_does_not_act_again()
    {
        await using var city = await OpenAsync();
        var text = await File.ReadAllTextAsync(
            SharedFolder.Require("data", "cap_alerts", "imd_2026-09-03-07-21-21.xml"), Cancellation);
        await city.SendAsync("imd", text, "application/cap+xml");

        await city.City.Of<IHousekeepingStore>().ExpireAsync(
            new HousekeepingTimes(city.Now, city.Now, city.Now) { Alerts = city.Now + Duration.FromDays(1) },
            Cancellation);

        (await city.City.Of<IAlertStore>().ListAsync(WholeCity.City, 10, Cancellation)).ShouldBeEmpty();
        (await city.SendAsync("imd", text, "application/cap+xml")).Lines.Single().Outcome
            .ShouldBe(FeedOutcome.Duplicate);
    }

    [Fact]
    public async Task Of_several_that_would_fetch_a_feed_one_does_and_another_when_it_has_died()
    {
        await using var city = await OpenAsync();
        var store = city.City.Of<IPollStore>();
        var fresh = new PollState(WholeCity.City, "imd", "https://alerts.example/rss");
        await store.ClaimAsync(fresh, city.Now, city.Now, Cancellation);
        var now = city.Now + Duration.FromSeconds(1);

        var claims = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() =>
            store.ClaimAsync(fresh, now, now + Duration.FromMinutes(1), Cancellation), Cancellation)));

        claims.Count(claim => claim is not null).ShouldBe(1);
        var later = now + Duration.FromMinutes(2);
        (await store.ClaimAsync(fresh, later, later, Cancellation)).ShouldNotBeNull();
        await store.SaveAsync(fresh with { NextAt = later, ETag = "\"1\"", Seen = ["a", "b"] }, Cancellation);
        var state = (await store.ListAsync(WholeCity.City, Cancellation)).ShouldHaveSingleItem();
        (state.ETag, state.Seen.Length, state.NextAt).ShouldBe(("\"1\"", 2, later));
        (await store.ClaimAsync(fresh, now, now, Cancellation)).ShouldBeNull();
    }

    private static readonly Asker Operator =
        Asker.OfPerson(WholeCity.City, new PersonId("asha.kulkarni"), null, CityRole.Operator);

    private static string Warning(string id, string at, string type, string? about = null, string? sent = null) =>
        Of(id, at, type, about, sent).ToXml();

    private static CapText Of(string id, string at, string type, string? about, string? sent) => new(id)
    {
        Sent = Time(at), Type = type, References = about is null ? "" : CapText.Reference(about, Time(sent!)),
    };

    private static string Time(string at) => $"2026-09-03T{at}:00+05:30";

    private static async Task<Dictionary<string, AlertLine>> LinesAsync(FeedCity city)
    {
        var views = new ViewStore(city.City.Of<IDbContextFactory<SamanvayDbContext>>());
        var desk = new AlertDesk(city.City.Of<IAlertStore>(), views, city.City.Of<CityTime>());
        return (await desk.ListAsync(Operator, Cancellation)).Value().ToDictionary(line => line.Row.Facts.Identifier);
    }

    private async Task<FeedCity> OpenAsync()
    {
        var city = await FeedCity.OpenAsync(Database, Instant.FromUtc(2026, 9, 3, 8, 0));
        await city.City.Of<ICityStore>().SaveAsync(WholeCity.City,
        [
            new SaveDevice(new Device(WholeCity.City, new DeviceId("jabalpur-1"), "Gauge", "river.level", "m")
            {
                Latitude = 23.18, Longitude = 79.95,
            }),
        ], default);
        await city.SaveAsync(new Feed(WholeCity.City, "imd", "IMD", FeedFormat.Cap) { Gateway = "imd" });
        await RainProcedure.PublishAsync(city.City, "warning", Rule);
        return city;
    }

    private static async Task<long> IncidentsAsync(FeedCity city)
    {
        await using var context = await city.City.Of<IDbContextFactory<SamanvayDbContext>>().CreateDbContextAsync();
        return await context.Database.SqlQuery<long>($"SELECT count(*) AS \"Value\" FROM operations").SingleAsync();
    }
}

public sealed class SqliteAlertFeedTests : AlertFeedContract, IDisposable
{
    private readonly DatabaseFolder _folder = new();

    internal override DatabaseChoice Database => new SqliteChoice(_folder.Path);

    public void Dispose() => _folder.Dispose();
}

public sealed class PostgresAlertFeedTests : AlertFeedContract
{
    internal override DatabaseChoice Database => new PostgresChoice(Postgres.NewDatabase());
}

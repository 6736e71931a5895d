using System.Collections.Immutable;
using NodaTime;
using NodaTime.Text;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Cities;
using Samanvay.Runtime.Feeds;
using Samanvay.Runtime.Ports;
using Samanvay.Storage;
using Samanvay.Tests.Runtime.Cities;
using Samanvay.Tests.Runtime.Commands;
using Samanvay.Tests.Runtime.Intake.Alerts;
using Samanvay.Tests.Support;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Runtime.Feeds;

public sealed class RequestFeedTests : IDisposable
{
    private const string Form = "application/x-www-form-urlencoded";

    private const string Rule = """
        {
          "id": "many-trees", "signal": "tree.report", "unit": "1", "key": "ward", "events": true,
          "measure": {"of": "count", "over": "PT1H"}, "levels": [{"name": "many", "at": 3, "severity": 3}],
          "lowerAfter": "PT1H"
        }
        """;

    private readonly DatabaseFolder _folder = new();

    [Fact]
    public async Task Requests_are_counted_once_each_in_the_ward_where_they_were_made()
    {
        await using var city = await OpenAsync();

        (await city.SendAsync("open311", Request("a"), Form)).Lines.Single().Outcome.ShouldBe(FeedOutcome.Taken);
        (await city.SendAsync("open311", Request("a"), Form)).Lines.Single().Outcome.ShouldBe(FeedOutcome.Duplicate);
        await city.SendAsync("open311", Request("b", east: 73.81), Form);
        await city.SendAsync("open311", List("7", "open", city.Now), "application/json");
        await city.SendAsync("open311", List("7", "closed", city.Now), "application/json");
        (await LanesAsync(city)).ShouldBeEmpty();

        await city.SendAsync("open311", Request("c"), Form);

        (await LanesAsync(city)).ShouldBe(["many-trees/east"]);
        (await city.StoredAsync()).ShouldBe(4);
    }

    [Fact]
    public async Task A_service_that_nobody_has_bound_is_refused_and_an_old_request_only_noted()
    {
        await using var city = await OpenAsync();

        var unbound = await city.SendAsync("open311", "service_code=099&lat=18.525&long=73.875", Form);
        var old = await city.SendAsync(
            "open311", List("8", "closed", city.Now - Duration.FromDays(60)), "application/json");

        unbound.Lines.Single().Problem!.Code.ShouldBe("unknown-device");
        old.Lines.Single().Outcome.ShouldBe(FeedOutcome.Noted);
    }

    [Fact]
    public async Task The_same_form_within_minutes_is_sent_again_and_hours_later_a_new_request()
    {
        await using var city = await OpenAsync();
        var told = new List<(FeedOutcome Outcome, string? Id)>();
        // Times are cut at each quarter of an hour, so that the second falls into another stretch.
        foreach (var minutes in (int[])[10, 10, 180])
        {
            city.City.Host.Advance(Duration.FromMinutes(minutes));
            var line = (await city.SendAsync("open311", Request("a"), Form)).Lines.Single();
            told.Add((line.Outcome, line.Id));
        }

        told.Select(one => one.Outcome).ShouldBe(
            [FeedOutcome.Taken, FeedOutcome.Duplicate, FeedOutcome.Taken]);
        told[1].Id.ShouldBe(told[0].Id);
        told[2].Id.ShouldNotBe(told[0].Id);
        (await city.StoredAsync()).ShouldBe(2);
    }

    [Fact]
    public async Task Forms_that_were_refused_at_other_times_are_run_again_each_and_each_once()
    {
        await using var city = await OpenAsync();
        const string Unbound = "service_code=099&lat=18.525&long=73.875";
        foreach (var minutes in (int[])[10, 10, 180])
        {
            city.City.Host.Advance(Duration.FromMinutes(minutes));
            await city.SendAsync("open311", Unbound, Form);
        }

        await city.SaveAsync(Portal with
        {
            Bindings = [new FeedBinding("099", ReportedRequest.Property, new DeviceId("trees"))],
        });
        var asker = Asker.OfPerson(WholeCity.City, new PersonId("asha.kulkarni"), null, CityRole.Administrator);
        var first = (await city.Desk.RerunAsync(asker, RefusedFilter.All, default)).Value();
        var again = await city.SendAsync("open311", Unbound, Form);

        (first.Messages, first.Taken, first.Duplicates).ShouldBe((3, 2, 1));
        again.Lines.Single().Outcome.ShouldBe(FeedOutcome.Duplicate);
        (await city.StoredAsync()).ShouldBe(2);
    }

    public void Dispose() => _folder.Dispose();

    private async Task<FeedCity> OpenAsync()
    {
        var city = await FeedCity.OpenAsync(new SqliteChoice(_folder.Path));
        await city.City.Of<ICityStore>().SaveAsync(WholeCity.City,
        [
            new SaveWard(new Ward(WholeCity.City, new WardId("east"), "East", WarnedCity.Square(73.85, 18.5))),
            new SaveWard(new Ward(WholeCity.City, new WardId("west"), "West", WarnedCity.Square(73.80, 18.5))),
            new SaveDevice(new Device(WholeCity.City, new DeviceId("trees"), "Fallen trees", "tree.report", "1")),
        ], default);
        await city.SaveAsync(Portal);
        await city.City.PublishAsync(
            "trees", """
            <bpmn:startEvent id="many" name="Many">
              <bpmn:extensionElements><sop:trigger situation="many-trees" change="raised" level="many" />
              </bpmn:extensionElements>
              <bpmn:messageEventDefinition id="many-message" messageRef="raised" />
            </bpmn:startEvent>
            """, """<bpmn:message id="raised" name="many-trees/raised/many" />""",
            ImmutableSortedDictionary<string, string>.Empty.Add("situations/many-trees.json", Rule));
        return city;
    }

    private static Feed Portal => new(WholeCity.City, "open311", "Open311", FeedFormat.Open311)
    {
        Gateway = "portal",
        Bindings = [new FeedBinding("001", ReportedRequest.Property, new DeviceId("trees"))],
    };

    private static string Request(string description, double east = 73.875) => string.Create(
        System.Globalization.CultureInfo.InvariantCulture,
        $"service_code=001&lat=18.525&long={east}&description={description}");

    private static string List(string id, string status, Instant at) => $$"""
        [{"service_request_id":"{{id}}","status":"{{status}}","service_code":"001","lat":18.53,"long":73.86,
        "requested_datetime":"{{InstantPattern.General.Format(at)}}",
        "updated_datetime":"{{InstantPattern.General.Format(at + Duration.FromSeconds(status.Length))}}"}]
        """;

    private static async Task<string[]> LanesAsync(FeedCity city) =>
        [.. (await city.City.Of<IInboxStore>().WaitingAsync(city.Now, 10, default)).Select(row => row.Lane)];
}

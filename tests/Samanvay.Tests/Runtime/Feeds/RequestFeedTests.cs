using System.Collections.Immutable;
using NodaTime;
using NodaTime.Text;
using Samanvay.Runtime.Cities;
using Samanvay.Runtime.Feeds;
using Samanvay.Runtime.Ports;
using Samanvay.Storage;
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
        await city.SaveAsync(new Feed(WholeCity.City, "open311", "Open311", FeedFormat.Open311)
        {
            Gateway = "portal",
            Bindings = [new FeedBinding("001", ReportedRequest.Property, new DeviceId("trees"))],
        });
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

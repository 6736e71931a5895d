using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using Samanvay.Runtime.Cities;
using Samanvay.Runtime.Clock;
using Samanvay.Runtime.Feeds;
using Samanvay.Runtime.Feeds.Polling;
using Samanvay.Runtime.Intake.Alerts;
using Samanvay.Storage;
using Samanvay.Tests.Runtime.Intake.Alerts;
using Samanvay.Tests.Support;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Runtime.Feeds.Polling;

public sealed class FeedPollerTests : IDisposable
{
    private const string Index = "https://alerts.example/rss";

    private readonly string _folder = Directory.CreateTempSubdirectory("samanvay-polls-").FullName;
    private readonly StubNet _net = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_indexs_alerts_are_fetched_once_whatever_their_addresses_end_in()
    {
        await using var city = await OpenAsync(FeedFormat.Cap, Index);
        _net.Put(Index, Rss("a?id=1", "b"), "application/rss+xml");
        _net.Put("https://alerts.example/a?id=1", new CapText("1").ToXml(), "text/plain");
        _net.Put("https://alerts.example/b", new CapText("2") { Status = "Exercise" }.ToXml(), "text/html");

        (await PassAsync(city)).ShouldBe(1);
        (await PassAsync(city)).ShouldBe(0);
        city.City.Host.Advance(Duration.FromMinutes(10));
        (await PassAsync(city)).ShouldBe(1);
        _net.Put(Index, Rss("a?id=1", "b", "c"), "application/rss+xml");
        _net.Put("https://alerts.example/c", new CapText("3").ToXml(), "application/cap+xml");
        city.City.Host.Advance(Duration.FromMinutes(10));
        await PassAsync(city);

        _net.Asked.ShouldBe(
        [
            Index, "https://alerts.example/a?id=1", "https://alerts.example/b", Index, Index,
            "https://alerts.example/c",
        ]);
        (await AlertsAsync(city)).ShouldBe(["1", "2", "3"]);
        (await StateAsync(city)).Trouble.ShouldBeNull();
    }

    [Fact]
    public async Task An_alert_that_can_not_be_fetched_holds_up_no_other_and_is_asked_for_again()
    {
        await using var city = await OpenAsync(FeedFormat.Cap, Index);
        _net.Put(Index, Rss("gone", "b"), "application/rss+xml");
        _net.Put("https://alerts.example/b", new CapText("2").ToXml(), "application/cap+xml");

        await PassAsync(city);

        (await AlertsAsync(city)).ShouldBe(["2"]);
        (await StateAsync(city)).Trouble!.ShouldContain("404");
        for (var pass = 0; pass < 5; pass++)
        {
            city.City.Host.Advance(Duration.FromMinutes(2));
            (await PassAsync(city)).ShouldBe(1, "The list is looked at as often as before.");
        }

        _net.Put("https://alerts.example/gone", new CapText("1").ToXml(), "application/cap+xml");
        city.City.Host.Advance(Duration.FromMinutes(2));
        await PassAsync(city);
        (await AlertsAsync(city)).ShouldBe(["1", "2"]);
    }

    [Fact]
    public async Task A_server_that_is_slow_keeps_the_others_waiting_for_some_minutes_only_and_goes_on_the_next_time()
    {
        await using var city = await OpenAsync(FeedFormat.Cap, Index);
        _net.Put(Index, Rss("1", "2", "3", "4"), "application/rss+xml");
        foreach (var alert in (string[])["1", "2", "3", "4"])
            _net.Put($"https://alerts.example/{alert}", new CapText(alert).ToXml(), "application/cap+xml");
        _net.Otherwise = _ =>
        {
            city.City.Host.Advance(Duration.FromSeconds(50));
            return null;
        };

        await PassAsync(city);

        (await AlertsAsync(city)).ShouldBe(["1", "2"]);
        city.City.Host.Advance(Duration.FromMinutes(2));
        await PassAsync(city);
        (await AlertsAsync(city)).ShouldBe(["1", "2", "3", "4"]);
    }

    [Fact]
    public async Task An_answer_that_breaks_off_is_a_failure_of_its_feed_and_tried_again()
    {
        await using var city = await OpenAsync(FeedFormat.Cap, Index);
        _net.Otherwise = _ => new HttpResponseMessage(HttpStatusCode.OK)
        {
            Content = new StreamContent(new BrokenStream()),
        };

        await PassAsync(city);

        (await StateAsync(city)).ShouldSatisfyAllConditions(
            state => state.Failures.ShouldBe(1), state => state.Trouble!.ShouldContain("ended before"));
    }

    [Fact]
    public async Task A_page_of_requests_that_are_refused_does_not_hide_those_on_the_next()
    {
        const string Requests = "https://city.example/requests.json";
        await using var city = await OpenAsync(FeedFormat.Open311, Requests);
        _net.Put(Requests, Request("1", "unbound"), "application/json");
        _net.Put($"{Requests}?page=2", Request("2", "7"), "application/json");
        _net.Put($"{Requests}?page=3", Request("2", "7"), "application/json");

        await PassAsync(city);

        _net.Asked.ShouldBe([Requests, $"{Requests}?page=2", $"{Requests}?page=3"]);
        (await city.StoredAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task Pages_are_followed_until_all_is_known_and_never_to_another_server()
    {
        const string First = "https://things.example/v1.1/Observations?$orderby=phenomenonTime desc";
        const string Next = "https://things.example/v1.1/Observations?$skip=1";
        await using var city = await OpenAsync(FeedFormat.SensorThings, "https://things.example/v1.1/Observations");
        _net.Put(First, Page(2, Next), "application/json");
        _net.Put(Next, Page(1, "https://elsewhere.example/v1.1/Observations"), "application/json");

        await PassAsync(city);

        (await city.StoredAsync()).ShouldBe(2);
        _net.Asked.ShouldBe([First, Next]);
        (await StateAsync(city)).Trouble!.ShouldContain("elsewhere.example");
    }

    [Fact]
    public async Task What_fails_is_tried_again_later_and_later_and_at_once_after_it_works()
    {
        await using var city = await OpenAsync(FeedFormat.Cap, Index);
        _net.Otherwise = _ => new HttpResponseMessage(HttpStatusCode.ServiceUnavailable);
        var waits = new List<double>();
        for (var attempt = 0; attempt < 4; attempt++)
        {
            await PassAsync(city);
            var state = await StateAsync(city);
            state.Failures.ShouldBe(attempt + 1);
            waits.Add((state.NextAt - city.Now).TotalSeconds);
            city.City.Host.Advance(state.NextAt - city.Now);
        }

        for (var attempt = 1; attempt < waits.Count; attempt++)
            waits[attempt].ShouldBeGreaterThan(waits[attempt - 1] * 1.3);
        _net.Otherwise = _ => null;
        _net.Put(Index, Rss(), "application/rss+xml");
        await PassAsync(city);
        (await StateAsync(city)).Failures.ShouldBe(0);
    }

    [Theory]
    [InlineData("93.184.216.34", true)]
    [InlineData("2606:2800:220:1::1", true)]
    [InlineData("127.0.0.1", false)]
    [InlineData("10.1.2.3", false)]
    [InlineData("172.20.0.1", false)]
    [InlineData("192.168.1.1", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("::1", false)]
    [InlineData("::ffff:10.0.0.1", false)]
    [InlineData("fd00::1", false)]
    [InlineData("fe80::1", false)]
    [InlineData("64:ff9b::a00:1", false)]
    public void Private_networks_are_told_from_the_open_net(string address, bool isPublic) =>
        FetchSettings.IsPublic(IPAddress.Parse(address)).ShouldBe(isPublic);

    [Theory]
    [InlineData("http://alerts.example/", "https")]
    [InlineData("https://localhost:1/", "private network")]
    [InlineData("https://127.0.0.1:1/", "private network")]
    [InlineData("https://user:secret@alerts.example/", "password")]
    public async Task What_is_not_meant_to_be_reached_is_not_fetched(string address, string why)
    {
        using var fetcher = new FeedFetcher(FetchSettings.Default);

        (await Should.ThrowAsync<FetchException>(() =>
            fetcher.GetAsync(new FetchRequest(new Uri(address)), Cancellation))).Message.ShouldContain(why);
    }

    [Fact]
    public async Task A_redirection_is_judged_like_an_address_and_an_endless_answer_is_cut_off()
    {
        using var fetcher = new FeedFetcher(FetchSettings.Default with { BytesMax = 100 }, _net);
        _net.Put("https://alerts.example/long", new string('x', 101), "text/plain");
        _net.Otherwise = request => request.RequestUri!.AbsolutePath == "/away"
            ? new HttpResponseMessage(HttpStatusCode.Found)
            {
                Headers = { Location = new Uri("http://169.254.169.254/latest") },
            }
            : null;

        (await Should.ThrowAsync<FetchException>(() => fetcher.GetAsync(
            new FetchRequest(new Uri("https://alerts.example/away")), Cancellation))).Message.ShouldContain("https");
        (await Should.ThrowAsync<FetchException>(() => fetcher.GetAsync(
            new FetchRequest(new Uri("https://alerts.example/long")), Cancellation))).Message.ShouldContain("longer");
    }

    public void Dispose()
    {
        _net.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task<FeedCity> OpenAsync(FeedFormat format, string address)
    {
        var city = await FeedCity.OpenAsync(new SqliteChoice(Path.Combine(_folder, "city.db")));
        await city.SaveAsync(new Feed(WholeCity.City, "alerts", "Alerts", format)
        {
            Arrival = FeedArrival.Polled, Address = address, EverySeconds = 60,
            Bindings =
            [
                new FeedBinding("7", "", new DeviceId("gauge-1")),
                new FeedBinding("7", ReportedRequest.Property, new DeviceId("gauge-1")),
            ],
        });
        return city;
    }

    // A new poller for each pass: what it knows it has from the database.
    private async Task<int> PassAsync(FeedCity city)
    {
        using var fetcher = new FeedFetcher(FetchSettings.Default, new Shared(_net));
        return await new FeedPoller(new FeedPollerParts(
            city.City.Of<IPollStore>(), city.City.Of<FeedInlet>(), city.City.Of<CitySnapshots>(),
            city.City.Of<CityTime>())
        {
            Fetcher = fetcher, Health = new FeedHealth(city.City.Host), Host = city.City.Host, Chance = new Random(1),
            Log = NullLogger.Instance,
        }).RunOnceAsync(Cancellation);
    }

    private static async Task<string[]> AlertsAsync(FeedCity city) =>
        [.. (await city.City.Of<IAlertStore>().ListAsync(WholeCity.City, 10, Cancellation))
            .Select(row => row.Key.Identifier).Order()];

    private static async Task<PollState> StateAsync(FeedCity city) =>
        (await city.City.Of<IPollStore>().ListAsync(WholeCity.City, Cancellation)).ShouldHaveSingleItem();

    private static string Rss(params string[] links) => $"""
        <rss version="2.0"><channel><title>A</title><link>https://alerts.example/</link><description>D</description>
        {string.Concat(links.Select(link => $"<item><title>T</title><link>{link}</link><guid>{link}</guid></item>"))}
        </channel></rss>
        """;

    private static string Page(int number, string next) => $$"""
        {"@iot.nextLink":"{{next}}","value":[{"@iot.id":{{number}},"phenomenonTime":"2026-07-09T06:0{{number}}:00Z",
        "result":1.5,"Datastream@iot.navigationLink":"https://things.example/v1.1/Datastreams(7)"}]}
        """;

    private static string Request(string id, string service) => $$"""
        [{"service_request_id":"{{id}}","status":"open","service_code":"{{service}}","lat":18.53,"long":73.86}]
        """;

    private sealed class BrokenStream : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            throw new HttpIOException(HttpRequestError.ResponseEnded);
    }

    /// <summary>The net outlives a poller.</summary>
    private sealed class Shared(StubNet net) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            using var invoker = new HttpMessageInvoker(net, disposeHandler: false);
            return await invoker.SendAsync(request, cancellationToken);
        }
    }
}

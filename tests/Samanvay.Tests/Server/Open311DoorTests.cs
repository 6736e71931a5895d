using System.Net;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using Microsoft.Extensions.DependencyInjection;
using Samanvay.Adapters;
using Samanvay.Adapters.Open311;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Cities;
using Samanvay.Runtime.Feeds;
using Samanvay.Tests.Runtime.Cities;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Server;

/// <summary>What Open311 GeoReport v2 says that a server answers.</summary>
public sealed class Open311DoorTests(ServerFixture server)
{
    private const string Gateway = "portal-311";
    private const string Service = "pothole";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("json")]
    [InlineData("xml")]
    public async Task A_request_that_was_handed_in_is_there_by_its_number_and_by_its_token(string format)
    {
        using var client = await OpenAsync();
        var city = (await server.SetupAsync()).City.Id.Value;
        var form = await FormAsync($"A large hole, as {format} tells & <more>");

        var posted = await PostAsync(client, format, $"{form}&jurisdiction_id={city}");
        var again = await PostAsync(client, format, form);
        var id = posted.Fields.ShouldHaveSingleItem()["service_request_id"];
        var one = await GetAsync(client, $"requests/{id}.{format}?jurisdiction_id={city}");
        var told = await GetAsync(client, $"requests/{id}.{format}?{await KeyAsync()}");
        var token = await GetAsync(client, $"tokens/{id}.{format}");

        (posted.Status, posted.Type).ShouldBe(
            (HttpStatusCode.OK, format == "xml" ? "text/xml" : "application/json"));
        again.Fields.Single()["service_request_id"].ShouldBe(id, "the same form sent again is the same request");
        var request = one.Fields.ShouldHaveSingleItem();
        (request["status"], request["service_code"], request["service_name"]).ShouldBe(
            ("open", Service, "Potholes"));
        (request["lat"], request["long"]).ShouldBe(("23.2015", "78.38876"));
        request["requested_datetime"].ShouldEndWith("Z");
        request["description"].ShouldBe("", "what people write is told to who has a key");
        told.Fields.Single()["description"].ShouldBe($"A large hole, as {format} tells & <more>");
        (token.Fields.Single()["service_request_id"], token.Fields.Single()["token"]).ShouldBe((id, id));
    }

    [Fact]
    public async Task What_is_served_is_read_by_a_reader_of_the_standard()
    {
        using var client = await OpenAsync();
        await PostAsync(client, "xml", await FormAsync("For the reader"));

        foreach (var (path, type) in new[] { ("requests.xml", "text/xml"), ("requests.json", "application/json"),
            ("services.xml", "text/xml"), ("services.json", "application/json") })
        {
            var text = await client.GetStringAsync($"/open311/v2/{path}", Cancellation);
            var reading = Open311Reader.Read(
                new Incoming(Encoding.UTF8.GetBytes(text), type, await server.NowAsync()));

            reading.Refusals.ShouldBeEmpty(path);
            reading.Items.ShouldNotBeEmpty(path);
        }
    }

    [Fact]
    public async Task Requests_are_listed_by_number_service_status_and_time()
    {
        using var client = await OpenAsync();
        var id = (await PostAsync(client, "json", await FormAsync("In the list"))).Fields
            .Single()["service_request_id"];
        var at = (await server.NowAsync()).ToString();

        foreach (var (query, isThere) in new[]
        {
            ("", true), ($"service_request_id=none,{id}&status=closed", true), ($"service_code={Service}", true),
            ("service_code=none", false), ("status=open", true), ("status=closed", false),
            ($"end_date={at}", true), ("end_date=2020-01-01T00:00:00Z", false), ("status=", true),
        })
        {
            var found = await GetAsync(client, $"requests.json?{query}");

            found.Status.ShouldBe(HttpStatusCode.OK, query);
            found.Fields.Any(request => request["service_request_id"] == id).ShouldBe(isThere, query);
        }
    }

    [Fact]
    public async Task A_later_list_of_its_server_closes_a_request_and_an_older_one_does_not_open_it_again()
    {
        using var client = await OpenAsync();
        using var own = await server.ClientAsync((await server.IssueKeyAsync(Gateway)).Text);
        var now = await server.NowAsync();
        string List(string status, int minutes) => $$"""
            [{"service_request_id":"9001","status":"{{status}}","status_notes":"{{status}} it is",
              "service_code":"{{Service}}","lat":23.2,"long":78.38,"requested_datetime":"{{now}}",
              "updated_datetime":"{{now + NodaTime.Duration.FromMinutes(minutes)}}"}]
            """;

        foreach (var text in (string[])[List("open", 1), List("closed", 3), List("open", 2)])
        {
            using var content = new StringContent(text, Encoding.UTF8, "application/json");
            (await own.PostAsync("/api/feeds/portal", content, Cancellation)).StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        var request = (await GetAsync(client, "requests/9001.json")).Fields.Single();
        (request["status"], request["status_notes"]).ShouldBe(("closed", "closed it is"));
    }

    [Theory]
    [InlineData("json")]
    [InlineData("xml")]
    public async Task Services_and_what_they_ask_are_told_without_a_key(string format)
    {
        using var client = await OpenAsync();

        var services = await GetAsync(client, $"services.{format}");
        var definition = await client.GetStringAsync($"/open311/v2/services/{Service}.{format}", Cancellation);
        var discovery = await client.GetStringAsync($"/open311/discovery.{format}", Cancellation);

        var service = services.Fields.Single(service => service["service_code"] == Service);
        (service["service_name"], service["metadata"], service["type"]).ShouldBe(
            ("Potholes", "false", "realtime"));
        definition.ShouldContain(Service);
        definition.ShouldContain("attributes");
        discovery.ShouldContain("http://wiki.open311.org/GeoReport_v2");
        discovery.ShouldContain($"{await server.AddressAsync()}open311/v2");
        discovery.ShouldContain("text/xml");
    }

    [Theory]
    [InlineData("services.json?jurisdiction_id=atlantis", 404, "atlantis")]
    [InlineData("services/none.json", 404, "service_code none")]
    [InlineData("requests/none.json", 404, "service_request_id none")]
    [InlineData("tokens/none.json", 404, "token none")]
    [InlineData("requests.json?status=maybe", 400, "open or closed")]
    [InlineData("requests.json?start_date=yesterday", 400, "start_date")]
    [InlineData("requests.json?end_date=2026-07-01T00:00:00", 400, "end_date")]
    public async Task What_can_not_be_answered_is_said_as_the_standard_says_it(string path, int status, string word)
    {
        using var client = await OpenAsync();

        var json = await GetAsync(client, path);
        var xml = await GetAsync(client, path.Replace(".json", ".xml", StringComparison.Ordinal));

        foreach (var answer in new[] { json, xml })
        {
            ((int)answer.Status, answer.Fields.Single()["code"]).ShouldBe((status, $"{status}"));
            answer.Fields.Single()["description"].ShouldContain(word);
        }
    }

    [Theory]
    [InlineData("service_code=pothole&lat=1&long=1", 403)]
    [InlineData("api_key=wrong&service_code=pothole&lat=1&long=1", 403)]
    [InlineData("KEY&lat=1&long=1", 400)]
    [InlineData("KEY&service_code=pothole", 400)]
    [InlineData("KEY&service_code=unheard&lat=1&long=1", 404)]
    [InlineData("KEY&service_code=pothole&lat=1&long=1&jurisdiction_id=atlantis", 404)]
    public async Task A_request_that_can_not_be_taken_says_why(string form, int status)
    {
        using var client = await OpenAsync();

        var answer = await PostAsync(
            client, "xml", form.Replace("KEY", await KeyAsync(), StringComparison.Ordinal));

        ((int)answer.Status, answer.Type).ShouldBe((status, "text/xml"));
        answer.Fields.ShouldNotBeEmpty();
        answer.Fields[0]["description"].ShouldNotBeEmpty();
    }

    [Fact]
    public async Task The_key_of_a_refused_request_is_not_kept()
    {
        using var client = await OpenAsync();
        var key = await KeyAsync();

        await PostAsync(client, "json", $"{key}&service_code=unheard&lat=1&long=1&description=kept");

        var desk = (await server.ServicesAsync()).GetRequiredService<FeedDesk>();
        var refused = (await desk.RefusedAsync(await server.AdministratorAsync(), "portal", Cancellation)).Value();
        var store = (await server.ServicesAsync()).GetRequiredService<IFeedStore>();
        var city = (await server.SetupAsync()).City.Id;
        foreach (var message in refused.Messages)
        {
            var whole = await store.FindAsync(city, "portal", message.Id, Cancellation);
            Encoding.UTF8.GetString(whole!.Body).ShouldNotContain("api_key");
        }

        refused.Messages.ShouldNotBeEmpty();
    }

    private async Task<HttpClient> OpenAsync()
    {
        var desk = (await server.ServicesAsync()).GetRequiredService<CityDesk>();
        var setup = await server.SetupAsync();
        var asker = await server.AdministratorAsync();
        if (!setup.Devices.Values.Any(each => each.Gateway == Gateway))
        {
            (await desk.EditAsync(asker, [new SaveDevice(new Device(
                setup.City.Id, new DeviceId("potholes"), "Potholes", "pothole.report", "1")
            {
                Gateway = Gateway,
            })], Cancellation)).ShouldBeOfType<Granted<CitySetup>>();
        }

        if (!setup.Feeds.ContainsKey("portal"))
        {
            (await desk.EditAsync(asker, [new SaveFeed(new Feed(setup.City.Id, "portal", "Portal", FeedFormat.Open311)
            {
                Gateway = Gateway, Bindings = [new FeedBinding(Service, "request", new DeviceId("potholes"))],
            })], Cancellation)).ShouldBeOfType<Granted<CitySetup>>();
        }

        return await server.ClientAsync();
    }

    private async Task<string> KeyAsync() =>
        $"api_key={Uri.EscapeDataString((await server.IssueKeyAsync(Gateway)).Text)}";

    private async Task<string> FormAsync(string description) =>
        $"{await KeyAsync()}&service_code={Service}&lat=23.2015&long=78.38876&first_name=Sample"
        + $"&description={Uri.EscapeDataString(description)}";

    private static async Task<Told> PostAsync(HttpClient client, string format, string form)
    {
        using var content = new StringContent(form, Encoding.UTF8, "application/x-www-form-urlencoded");
        using var answer = await client.PostAsync($"/open311/v2/requests.{format}", content, Cancellation);
        return await Told.OfAsync(answer);
    }

    private static async Task<Told> GetAsync(HttpClient client, string path)
    {
        using var answer = await client.GetAsync($"/open311/v2/{path}", Cancellation);
        return await Told.OfAsync(answer);
    }

    /// <summary>A list in either format.</summary>
    private sealed record Told(HttpStatusCode Status, string? Type, IReadOnlyList<Dictionary<string, string>> Fields)
    {
        // As XML writes it.
        private static string Text(JsonElement value) => value.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? value.GetRawText() : value.ToString();

        public static async Task<Told> OfAsync(HttpResponseMessage answer)
        {
            var text = await answer.Content.ReadAsStringAsync(Cancellation);
            var type = answer.Content.Headers.ContentType?.MediaType;
            answer.Content.Headers.ContentType?.CharSet.ShouldBe("utf-8");
            return new Told(answer.StatusCode, type, type == "text/xml"
                ? [.. XDocument.Parse(text).Root!.Elements().Select(item =>
                    item.Elements().ToDictionary(field => field.Name.LocalName, field => field.Value))]
                : [.. JsonSerializer.Deserialize<JsonElement[]>(text)!.Select(item =>
                    item.EnumerateObject().ToDictionary(field => field.Name, field => Text(field.Value)))]);
        }
    }
}

using System.Collections.Immutable;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Cities;
using Samanvay.Runtime.Feeds;
using Samanvay.Runtime.Intake;
using Samanvay.Tests.Runtime.Cities;
using Samanvay.Tests.Support;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Server;

/// <summary>The door of the feeds, with messages as their standards publish them.</summary>
public sealed class FeedDoorTests(ServerFixture server)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<FeedFormat, string, string> Readings() => new()
    {
        {
            FeedFormat.NgsiLd, "urn:ngsi-ld:Tank:1",
            """
            {"id": "urn:ngsi-ld:Notification:1", "type": "Notification", "notifiedAt": "{{now}}",
             "subscriptionId": "urn:ngsi-ld:Subscription:1", "data": [{"id": "urn:ngsi-ld:Tank:1", "type": "Tank",
               "level": {"type": "Property", "value": 2.4, "unitCode": "MTR", "observedAt": "{{now}}"}}]}
            """
        },
        {
            FeedFormat.NgsiV2, "Tank",
            """
            {"subscriptionId": "57458eb60962ef754e7c0998", "data": [{"id": "Tank", "type": "Tank",
              "level": {"type": "Number", "value": 2.4, "metadata":
                {"TimeInstant": {"type": "DateTime", "value": "{{now}}"}}}}]}
            """
        },
        {
            FeedFormat.Iudx, "iisc.ac.in/89a36/rs.iudx.io/pune-env-flood/FWR055",
            """
            {"id": "iisc.ac.in/89a36/rs.iudx.io/pune-env-flood/FWR055", "observationDateTime": "{{now}}", "level": 2.4}
            """
        },
        {
            FeedFormat.SensorThings, "7",
            """
            {"@iot.id": 9, "phenomenonTime": "{{now}}", "result": 2.4, "Datastream": {"@iot.id": 7, "name": "level",
              "ObservedProperty": {"name": "level"}}}
            """
        },
        {
            FeedFormat.CloudEvents, "tank/1",
            """
            {"specversion": "1.0", "id": "1", "source": "/tanks", "type": "level", "subject": "tank/1",
             "time": "{{now}}", "data": {"value": 2.4}}
            """
        },
        { FeedFormat.Mapped, "tank", """{"tank": "tank", "at": "{{now}}", "m": "2.4"}""" },
    };

    [Theory, MemberData(nameof(Readings))]
    public async Task A_reading_of_each_standard_is_stored_once_however_often_it_is_sent(
        FeedFormat format, string device, string message)
    {
        using var client = await server.GatewayAsync("gateway-river");
        var id = $"door-{format.ToString().ToLowerInvariant()}";
        await SaveAsync(Feed(id, format));
        var text = message.Replace(
            "{{now}}", (await server.NowAsync()).ToString(), StringComparison.Ordinal);

        var unbound = await PostAsync(client, id, text);
        await SaveAsync(Feed(id, format) with { Bindings = await BindingsAsync(id, device) });
        var first = await PostAsync(client, id, text);
        var second = await PostAsync(client, id, text);

        ((int)unbound.Status, unbound.Code).ShouldBe((422, SignalRefusals.UnknownDevice));
        first.Statuses.ShouldBe(["taken"]);
        first.Lines[0].GetProperty("target").GetString().ShouldBe("rg-raj-setu");
        second.Statuses.ShouldBe(["duplicate"]);
        (await server.StoredAsync())[first.Lines[0].GetProperty("id").GetString()!]
            .Count(stored => stored.GetProperty("device").GetString() == "rg-raj-setu").ShouldBeGreaterThan(0);
    }

    [Theory]
    [InlineData(FeedFormat.NgsiLd, "data/ngsi_ld_examples/AirQualityMonitoring.example-normalized.jsonld")]
    [InlineData(FeedFormat.SensorThings, "conformance/payloads/sensorthings/frost-lgpl/entitiesDefault.json")]
    [InlineData(FeedFormat.Iudx, "data/iudx_surat_itms/suratITMS_first.json")]
    public async Task The_names_in_published_messages_are_offered_to_be_bound(FeedFormat format, string path)
    {
        using var client = await server.GatewayAsync("gateway-river");
        var id = $"published-{format.ToString().ToLowerInvariant()}";
        await SaveAsync(Feed(id, format));
        var text = await File.ReadAllTextAsync(SharedFolder.Require(path.Split('/')), Cancellation);

        var reply = await PostAsync(client, id, text);

        ((int)reply.Status, reply.Code).ShouldBe((422, SignalRefusals.UnknownDevice));
        var desk = (await server.ServicesAsync()).GetRequiredService<FeedDesk>();
        var view = (await desk.RefusedAsync(await server.AdministratorAsync(), id, Cancellation)).Value();
        view.Names.Length.ShouldBeGreaterThan(0);
        view.Messages.ShouldHaveSingleItem().Problems[0].Code.ShouldBe(SignalRefusals.UnknownDevice);
    }

    public static TheoryData<FeedFormat, string, string, int, string> Hostile() => new()
    {
        { FeedFormat.Cap, "xee.cap", "application/cap+xml", 400, "document-type" },
        { FeedFormat.Iudx, "[deep]", "application/json", 400, SignalRefusals.TooDeep },
        { FeedFormat.NgsiLd, "[huge]", "application/json", 413, SignalRefusals.TooLarge },
        { FeedFormat.Iudx, "{\"id\": 1, \"id\": 2}", "application/json", 422, SignalRefusals.DuplicateProperty },
        { FeedFormat.Iudx, "{}", "text/plain", 415, SignalRefusals.MediaType },
        { FeedFormat.Cap, "<alert", "application/xml", 400, "not-xml" },
        { FeedFormat.Cap, "{}", "application/json", 415, SignalRefusals.MediaType },
        { FeedFormat.Iudx, "nonsense", "application/json", 400, SignalRefusals.NotJson },
    };

    [Theory, MemberData(nameof(Hostile))]
    public async Task What_is_hostile_is_refused_as_what_it_is(
        FeedFormat format, string body, string type, int status, string code)
    {
        using var client = await server.GatewayAsync("gateway-river");
        await SaveAsync(Feed("door-hostile", format));
        var text = body switch
        {
            "xee.cap" => await File.ReadAllTextAsync(
                SharedFolder.Require("conformance", "payloads", "cap", "examples", "xee.cap"), Cancellation),
            "[deep]" => new string('[', 100_000),
            "[huge]" => $"[{new string(' ', 1024 * 1024)}]",
            _ => body,
        };

        var reply = await PostAsync(client, "door-hostile", text, type);

        ((int)reply.Status, reply.Code).ShouldBe((status, code));
        reply.IsProblem.ShouldBeTrue();
    }

    [Fact]
    public async Task What_is_longer_than_is_kept_is_kept_cut()
    {
        using var client = await server.GatewayAsync("gateway-river");
        await SaveAsync(Feed("door-limits", FeedFormat.Iudx));

        await PostAsync(client, "door-limits", $"{{\"x\": \"{new string('y', 200_000)}\"");

        var desk = (await server.ServicesAsync()).GetRequiredService<FeedDesk>();
        var kept = (await desk.RefusedAsync(await server.AdministratorAsync(), "door-limits", Cancellation)).Value()
            .Messages.ShouldHaveSingleItem();
        (kept.KeptSize, kept.IsWhole).ShouldBe((64 * 1024, false));
        kept.Size.ShouldBeGreaterThan(200_000);
    }

    [Theory]
    [InlineData("gateway-rain")]
    [InlineData(null)]
    public async Task A_feed_of_one_gateway_is_not_there_for_anybody_else(string? gateway)
    {
        using var client = gateway is null
            ? await server.ClientAsync((await server.IssueKeyAsync(device: "rg-raj-setu")).Text)
            : await server.GatewayAsync(gateway);
        await SaveAsync(Feed("door-own", FeedFormat.Iudx) with { Gateway = "gateway-river" });

        var own = await PostAsync(client, "door-own", "{}");
        var none = await PostAsync(client, "door-nowhere", "{}");

        (own.Status, own.Code).ShouldBe((HttpStatusCode.NotFound, "unknown-feed"));
        (none.Status, none.Code, none.Title).ShouldBe((own.Status, own.Code, own.Title));
    }

    [Fact]
    public async Task Without_a_valid_key_no_feed_is_read()
    {
        using var client = await server.ClientAsync();

        (await PostAsync(client, "door-own", "{}")).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("/api/feeds/x", "GET")]
    [InlineData("/api/feeds/x", "PUT")]
    [InlineData("/api/signals", "DELETE")]
    public async Task Another_method_than_the_door_takes_is_told_before_anybody_is_asked_for_a_key(
        string path, string method)
    {
        using var client = await server.ClientAsync();

        using var answer = await client.SendAsync(new HttpRequestMessage(new HttpMethod(method), path), Cancellation);

        answer.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
        answer.Content.Headers.Allow.ShouldContain("POST");
        (await answer.Content.ReadAsStringAsync(Cancellation)).ShouldContain("does not take that method");
    }

    [Fact]
    public async Task A_key_reaches_by_a_feed_only_its_own_devices()
    {
        using var client = await server.GatewayAsync("gateway-rain");
        await SaveAsync(Feed("door-reach", FeedFormat.Mapped) with
        {
            Bindings = [new FeedBinding("tank", "level", new DeviceId("rg-raj-setu"))],
        });
        var now = (await server.NowAsync()).ToString();

        var reply = await PostAsync(client, "door-reach", $$"""{"tank": "tank", "at": "{{now}}", "m": "2.4"}""");

        reply.Code.ShouldBe(SignalRefusals.UnknownDevice);
        reply.Title.ShouldContain("reaches no device");
    }

    [Fact]
    public async Task A_message_with_good_and_bad_parts_says_which_are_which()
    {
        using var client = await server.GatewayAsync("gateway-river");
        await SaveAsync(Feed("door-parts", FeedFormat.Mapped) with
        {
            Bindings = [new FeedBinding("tank", "level", new DeviceId("rg-raj-setu"))],
        });
        var now = (await server.NowAsync()).ToString();

        var reply = await PostAsync(
            client, "door-parts", $"tank,at,m\r\ntank,{now},2.5\r\ntank,soon,2.6\r\n", "text/csv");

        reply.Status.ShouldBe(HttpStatusCode.OK);
        reply.Statuses.Order(StringComparer.Ordinal).ShouldBe(["refused", "taken"]);
        var refused = reply.Lines.Single(line => line.GetProperty("status").GetString() == "refused");
        refused.GetProperty("pointer").GetString().ShouldBe("line 3");
        refused.GetProperty("clause").GetString().ShouldNotBeNullOrEmpty();
    }

    [Theory]
    [InlineData("/api/signals")]
    [InlineData("/api/feeds/any")]
    public async Task A_sender_of_webhooks_that_asks_first_is_told_that_it_may(string path)
    {
        using var client = await server.ClientAsync();
        using var request = new HttpRequestMessage(HttpMethod.Options, path);
        request.Headers.Add("WebHook-Request-Origin", "events.example.org");

        using var answer = await client.SendAsync(request, Cancellation);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Headers.GetValues("WebHook-Allowed-Origin").ShouldBe(["events.example.org"]);
    }

    private async Task<ImmutableArray<FeedBinding>> BindingsAsync(string feed, string device)
    {
        var desk = (await server.ServicesAsync()).GetRequiredService<FeedDesk>();
        var names = (await desk.RefusedAsync(await server.AdministratorAsync(), feed, Cancellation)).Value().Names;
        var name = names.ShouldHaveSingleItem();
        name.Device.ShouldBe(device);
        return [new FeedBinding(name.Device, name.Property, new DeviceId("rg-raj-setu"))];
    }

    private async Task SaveAsync(Feed feed)
    {
        var desk = (await server.ServicesAsync()).GetRequiredService<CityDesk>();
        var setup = await server.SetupAsync();
        (await desk.EditAsync(
            await server.AdministratorAsync(), [new SaveFeed(feed with { City = setup.City.Id })], Cancellation))
            .ShouldBeOfType<Granted<CitySetup>>();
    }

    private static Feed Feed(string id, FeedFormat format) => new(default, id, id, format)
    {
        Gateway = format is FeedFormat.Cap or FeedFormat.Open311 ? "gateway-river" : null,
        Mapping = format == FeedFormat.Mapped
            ? new FeedMapping(
                null, "={device: row.tank, property: \"level\", time: row.at, value: number(row.m), unit: \"m\"}", null,
                null)
            : null,
    };

    private static async Task<SignalReply> PostAsync(
        HttpClient client, string feed, string text, string type = "application/json")
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(text));
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        using var answer = await client.PostAsync($"/api/feeds/{feed}", content, Cancellation);
        return await SignalReply.OfAsync(answer);
    }
}

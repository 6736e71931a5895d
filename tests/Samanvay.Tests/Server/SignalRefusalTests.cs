using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Samanvay.Runtime.Intake;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Server;

/// <summary>Each way of being wrong, what it is called, and the place that the sender is pointed to.</summary>
public sealed class SignalRefusalTests(ServerFixture server)
{
    private static readonly string Long = new('x', 3000);

    public static TheoryData<string, string, string> WrongEvents() => new()
    {
        { "\"id\": 7", SignalRefusals.BadAttribute, "/id" },
        { "\"id\": null", SignalRefusals.AttributeMissing, "/id" },
        { "\"id\": \"\"", SignalRefusals.BadAttribute, "/id" },
        { "\"id\": \"a\\u0000b\"", SignalRefusals.BadAttribute, "/id" },
        { "\"id\": \"a\\u001bb\"", SignalRefusals.BadAttribute, "/id" },
        { "\"id\": \"a\\u202eb\"", SignalRefusals.BadAttribute, "/id" },
        { "\"id\": \"a\\ud800b\"", SignalRefusals.BadAttribute, "/id" },
        { $"\"id\": \"{Long}\"", SignalRefusals.BadAttribute, "/id" },
        { "\"source\": \"a\\nb\"", SignalRefusals.BadAttribute, "/source" },
        { "\"source\": []", SignalRefusals.BadAttribute, "/source" },
        { "\"subject\": 12", SignalRefusals.BadAttribute, "/subject" },
        { "\"subject\": \"nowhere\"", SignalRefusals.UnknownDevice, "/subject" },
        { "\"subject\": \"rain-west\"", SignalRefusals.UnknownDevice, "/subject" },
        { "\"time\": 1782885600", SignalRefusals.BadAttribute, "/time" },
        { "\"time\": \"yesterday\"", SignalRefusals.BadTime, "/time" },
        { "\"time\": \"2026-07-01T06:00:00\"", SignalRefusals.BadTime, "/time" },
        { "\"time\": \"9999-12-31T23:59:59-18:00\"", SignalRefusals.BadTime, "/time" },
        { "\"time\": \"-9998-01-01T00:00:00+18:00\"", SignalRefusals.BadTime, "/time" },
        { "\"time\": \"9999-12-31T23:59:60Z\"", SignalRefusals.BadTime, "/time" },
        { "\"time\": \"9998-12-31T23:59:59Z\"", SignalRefusals.InTheFuture, "/time" },
        { "\"time\": \"1970-01-01T00:00:00Z\"", SignalRefusals.TooOld, "/time" },
        { "\"time\": \"0001-01-01T00:00:00Z\"", SignalRefusals.TooOld, "/time" },
        { "\"specversion\": \"0.3\"", SignalRefusals.WrongSpecversion, "/specversion" },
        { "\"specversion\": 1.0", SignalRefusals.BadAttribute, "/specversion" },
        { "\"type\": true", SignalRefusals.BadAttribute, "/type" },
        { "\"data\": null", SignalRefusals.DataMissing, "/data" },
        { "\"data\": [1]", SignalRefusals.DataMissing, "/data" },
        { "\"data\": \"2.4\"", SignalRefusals.DataMissing, "/data" },
        { "\"data\": {}", SignalRefusals.ValueMissing, "/data/value" },
        { "\"data\": {\"value\": \"2.4\"}", SignalRefusals.BadValue, "/data/value" },
        { "\"data\": {\"value\": true}", SignalRefusals.BadValue, "/data/value" },
        { "\"data\": {\"value\": 1e400}", SignalRefusals.ImpossibleValue, "/data/value" },
        { "\"data\": {\"value\": -1e300}", SignalRefusals.ImpossibleValue, "/data/value" },
        { "\"data\": {\"value\": 7e28, \"unit\": \"km\"}", SignalRefusals.ImpossibleValue, "/data/value" },
        { "\"data\": {\"value\": 1e9}", SignalRefusals.ImpossibleValue, "/data/value" },
        { "\"data\": {\"value\": 1e4, \"unit\": \"km\"}", SignalRefusals.ImpossibleValue, "/data/value" },
        { "\"data\": {\"value\": 1, \"unit\": 3}", SignalRefusals.BadUnit, "/data/unit" },
        { "\"data\": {\"value\": 1, \"unit\": [\"m\"]}", SignalRefusals.BadUnit, "/data/unit" },
        { "\"data\": {\"value\": 1, \"unit\": \"\"}", SignalRefusals.BadUnit, "/data/unit" },
        { $"\"data\": {{\"value\": 1, \"unit\": \"{Long}\"}}", SignalRefusals.BadUnit, "/data/unit" },
        { "\"data\": {\"value\": 1, \"unit\": \"furlong\"}", SignalRefusals.UnknownUnit, "/data/unit" },
        { "\"data\": {\"value\": 1, \"unit\": \"Cel\"}", SignalRefusals.UnknownUnit, "/data/unit" },
        { "\"data\": {\"value\": 1, \"value\": 9}", SignalRefusals.DuplicateProperty, "/data/value" },
        { "\"data_base64\": \"AA==\"", SignalRefusals.DataMissing, "/data_base64" },
        { "\"note\": 1, \"note\": 2", SignalRefusals.DuplicateProperty, "/note" },
        { "\"a\\ud800\": 1", SignalRefusals.BadAttribute, "/" },
    };

    [Theory, MemberData(nameof(WrongEvents))]
    public async Task A_wrong_event_is_refused_with_its_kind_and_place(string property, string kind, string place)
    {
        using var client = await GatewayAsync();

        var reply = await SignalPost.SendAsync(client, await WithAsync(property));

        reply.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        reply.IsProblem.ShouldBeTrue();
        reply.Code.ShouldBe(kind);
        reply.Pointer.ShouldBe(place == "/" ? "" : place);
        reply.Title.Length.ShouldBeInRange(20, 400);
    }

    [Theory, MemberData(nameof(WrongEvents))]
    public async Task In_a_batch_it_fails_alone(string property, string kind, string place)
    {
        using var client = await GatewayAsync();
        var now = await server.NowAsync();
        var neighbours = new[] { SignalPost.Event(now), SignalPost.Event(now) };
        var wrong = await WithAsync(property);
        var batch = $"[{neighbours[0].ToJsonString()},{wrong},{neighbours[1].ToJsonString()}]";

        var reply = await SignalPost.SendAsync(client, batch, SignalPost.Batched);

        reply.Status.ShouldBe(HttpStatusCode.OK);
        reply.Statuses.ShouldBe(["taken", "refused", "taken"]);
        reply.Lines[1].GetProperty("code").GetString().ShouldBe(kind);
        reply.Lines[1].GetProperty("pointer").GetString().ShouldBe(place == "/" ? "/1" : "/1" + place);
        var stored = await server.StoredAsync();
        foreach (var one in neighbours) stored[one["id"]!.GetValue<string>()].Count().ShouldBe(1);
    }

    [Fact]
    public async Task What_is_refused_is_not_repeated_to_the_sender_at_length()
    {
        using var client = await GatewayAsync();

        var reply = await SignalPost.SendAsync(client,
            await WithAsync($"\"data\": {{\"value\": 1, \"unit\": \"{Long}\"}}"));

        reply.Title.ShouldNotContain("xxx");
    }

    public static TheoryData<string, string, int, string> WrongBodies() => new()
    {
        { "", SignalPost.Structured, 400, SignalRefusals.NotJson },
        { "{", SignalPost.Structured, 400, SignalRefusals.NotJson },
        { "{} {}", SignalPost.Structured, 400, SignalRefusals.NotJson },
        { "NaN", SignalPost.Structured, 400, SignalRefusals.NotJson },
        { "/* no */ {}", SignalPost.Structured, 400, SignalRefusals.NotJson },
        { new string('[', 20), SignalPost.Structured, 400, SignalRefusals.TooDeep },
        { new string('[', 500_000), SignalPost.Batched, 400, SignalRefusals.TooDeep },
        { "[]", SignalPost.Batched, 400, SignalRefusals.EventCount },
        { "{}", SignalPost.Batched, 400, SignalRefusals.NotAnEvent },
        { "[]", SignalPost.Structured, 422, SignalRefusals.NotAnEvent },
        { "null", SignalPost.Structured, 422, SignalRefusals.NotAnEvent },
        { "{}", "application/json", 422, SignalRefusals.AttributeMissing },
        { "<e/>", "application/xml", 415, SignalRefusals.MediaType },
        { "<e/>", "application/cloudevents+xml", 415, SignalRefusals.MediaType },
        { "{}", "text/plain", 415, SignalRefusals.MediaType },
        { "{}", "application/cloudevents+json; charset=utf-16", 415, SignalRefusals.MediaType },
        { "a=b", "application/x-www-form-urlencoded", 415, SignalRefusals.MediaType },
    };

    [Theory, MemberData(nameof(WrongBodies))]
    public async Task A_body_that_is_no_event_is_refused_as_what_it_is(
        string body, string type, int status, string kind)
    {
        using var client = await GatewayAsync();

        var reply = await SignalPost.SendAsync(client, body, type);

        ((int)reply.Status).ShouldBe(status);
        reply.IsProblem.ShouldBeTrue();
        reply.Code.ShouldBe(kind);
    }

    [Fact]
    public async Task A_body_without_a_media_type_is_refused()
    {
        using var client = await GatewayAsync();

        (await SignalPost.SendAsync(client, "{}"u8.ToArray(), type: null)).Code.ShouldBe(SignalRefusals.MediaType);
    }

    [Theory]
    [InlineData(new byte[] { 0x7B, 0x22, 0xFF, 0x22, 0x7D }, 3)]
    [InlineData(new byte[] { 0xFF, 0xFE, 0x7B, 0x00 }, 1)]
    public async Task Text_that_is_no_UTF_8_is_named_with_its_byte(byte[] body, int place)
    {
        using var client = await GatewayAsync();

        var reply = await SignalPost.SendAsync(client, body);

        reply.Status.ShouldBe(HttpStatusCode.BadRequest);
        reply.Code.ShouldBe(SignalRefusals.NotUtf8);
        reply.Title.ShouldContain($"byte {place} ");
    }

    [Fact]
    public async Task A_byte_order_mark_and_an_upper_case_type_do_no_harm()
    {
        using var client = await GatewayAsync();
        var body = Encoding.UTF8.GetPreamble().Concat(Encoding.UTF8.GetBytes(await WithAsync("\"note\": 1")));

        var reply = await SignalPost.SendAsync(client, [.. body], "Application/CloudEvents+JSON; charset=\"UTF-8\"");

        reply.Statuses.ShouldBe(["taken"]);
    }

    [Fact]
    public async Task Every_refusal_is_counted_by_its_kind_for_the_city_to_see()
    {
        using var client = await GatewayAsync();
        var counts = (await server.ServicesAsync()).GetRequiredService<RefusedSignals>();
        var city = (await server.SetupAsync()).City.Id;
        long Count(string kind) => counts.Of(city).FirstOrDefault(count => count.Kind == kind)?.Count ?? 0;
        var before = (Count(SignalRefusals.MediaType), Count(SignalRefusals.UnknownUnit));

        await SignalPost.SendAsync(client, "<e/>", "application/xml");
        await SignalPost.SendAsync(client, await WithAsync("\"data\": {\"value\": 1, \"unit\": \"furlong\"}"));

        Count(SignalRefusals.MediaType).ShouldBeGreaterThan(before.Item1);
        Count(SignalRefusals.UnknownUnit).ShouldBeGreaterThan(before.Item2);
        var last = counts.Of(city).First(count => count.Kind == SignalRefusals.UnknownUnit);
        last.Sender.ShouldBe("gateway:gateway-river");
        last.Message.ShouldContain("UCUM");
    }

    // The property takes the place of the event's own; a name of its own comes on top.
    private async Task<string> WithAsync(string property)
    {
        var one = SignalPost.Event(await server.NowAsync());
        foreach (var known in one.Select(entry => entry.Key).ToList())
        {
            if (property.StartsWith($"\"{known}\":", StringComparison.Ordinal)) one.Remove(known);
        }

        return $"{{{property},{one.ToJsonString()[1..]}";
    }

    private Task<HttpClient> GatewayAsync() => server.GatewayAsync("gateway-river");
}

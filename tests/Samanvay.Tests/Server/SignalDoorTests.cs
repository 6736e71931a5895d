using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Samanvay.Runtime.Cities;
using Samanvay.Runtime.Intake;
using Samanvay.Server.Api.Feeds;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Server;

/// <summary>Who may hand in what, how much, and how.</summary>
public sealed class SignalDoorTests(ServerFixture server)
{
    private const int Limit = 1024 * 1024;

    [Theory]
    [InlineData(null)]
    [InlineData("nonsense")]
    [InlineData("smv_000000000000_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task Without_a_valid_key_nothing_is_read(string? key)
    {
        using var client = await server.ClientAsync(key);

        using var answer = await client.PostAsync("/api/signals", new StringContent("{"), Cancellation);

        answer.Headers.WwwAuthenticate.ShouldHaveSingleItem().Scheme.ShouldBe("Bearer");
        var reply = await SignalReply.OfAsync(answer);
        reply.Status.ShouldBe(HttpStatusCode.Unauthorized);
        reply.IsProblem.ShouldBeTrue();
    }

    [Fact]
    public async Task A_key_that_was_taken_back_opens_nothing_any_more()
    {
        var key = await server.IssueKeyAsync("gateway-river");
        using var client = await server.ClientAsync(key.Text);
        (await SendAsync(client)).Statuses.ShouldBe(["taken"]);
        var desk = (await server.ServicesAsync()).GetRequiredService<KeyDesk>();

        await desk.RevokeAsync(await server.AdministratorAsync(), key.Key.Id, Cancellation);

        (await SendAsync(client)).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("gateway-rain", null)]
    [InlineData(null, "rg-lohar")]
    public async Task A_key_hands_in_only_what_its_own_devices_saw(string? gateway, string? device)
    {
        using var client = await server.ClientAsync((await server.IssueKeyAsync(gateway, device)).Text);

        var reply = await SendAsync(client);

        reply.Code.ShouldBe(SignalRefusals.UnknownDevice);
        reply.Pointer.ShouldBe("/subject");
    }

    [Fact]
    public async Task Nobody_can_use_up_the_names_of_another_senders_events()
    {
        using var gateway = await server.GatewayAsync("gateway-river");
        using var device = await server.ClientAsync((await server.IssueKeyAsync(device: "rg-raj-setu")).Text);
        var one = SignalPost.Event(await server.NowAsync());

        (await SignalPost.SendAsync(device, one)).Statuses.ShouldBe(["taken"]);

        (await SignalPost.SendAsync(gateway, one)).Statuses.ShouldBe(["taken"]);
        (await SignalPost.SendAsync(gateway, one)).Statuses.ShouldBe(["duplicate"]);
    }

    [Fact]
    public async Task A_gateway_with_a_new_key_is_still_the_same_sender()
    {
        using var before = await server.GatewayAsync("gateway-river");
        using var after = await server.ClientAsync((await server.IssueKeyAsync("gateway-river")).Text);
        var one = SignalPost.Event(await server.NowAsync());
        await SignalPost.SendAsync(before, one);

        (await SignalPost.SendAsync(after, one)).Statuses.ShouldBe(["duplicate"]);
    }

    [Fact]
    public async Task In_binary_mode_the_attributes_are_headers_and_the_body_is_the_data()
    {
        using var client = await server.GatewayAsync("gateway-river");
        using var good = await BinaryAsync("""{"value": 2.4}""", ("ce-id", "b%20%C3%A9"));
        using var wrongUnit = await BinaryAsync("""{"value": 2.4, "unit": 1}""");
        using var wrongTime = await BinaryAsync("""{"value": 2.4}""", ("ce-time", "soon"));

        (await SignalPost.SendAsync(client, good)).Lines.ShouldHaveSingleItem()
            .GetProperty("id").GetString().ShouldBe("b é");
        var unit = await SignalPost.SendAsync(client, wrongUnit);
        (unit.Code, unit.Pointer).ShouldBe((SignalRefusals.BadUnit, "/unit"));
        var time = await SignalPost.SendAsync(client, wrongTime);
        (time.Code, time.Pointer).ShouldBe((SignalRefusals.BadTime, "header ce-time"));
    }

    [Fact]
    public void A_header_that_is_there_twice_is_not_believed()
    {
        MessageRequest.HeadersOf(new HeaderDictionary { ["ce-id"] = new(["1", "2"]) }).ShouldBeNull();
        MessageRequest.HeadersOf(new HeaderDictionary { ["CE-ID"] = "1", ["cookie"] = "secret" })!.Keys
            .ShouldBe(["CE-ID"]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_body_over_the_limit_is_refused_whether_or_not_its_length_is_announced(bool chunked)
    {
        using var client = await server.GatewayAsync("gateway-river");
        var size = Limit + 1;
        using HttpContent content = chunked
            ? new StreamContent(new MemoryStream(new byte[size]), 4096) : new ByteArrayContent(new byte[size]);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(SignalPost.Structured);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/signals") { Content = content };
        request.Headers.TransferEncodingChunked = chunked;

        var reply = await SignalReply.OfAsync(await client.SendAsync(request, Cancellation));

        ((int)reply.Status).ShouldBe(413);
        reply.IsProblem.ShouldBeTrue();
        reply.Title.ShouldContain($"{Limit} bytes");
    }

    [Fact]
    public async Task A_body_of_exactly_the_limit_is_read()
    {
        using var client = await server.GatewayAsync("gateway-river");
        var text = SignalPost.Event(await server.NowAsync()).ToJsonString();

        var reply = await SignalPost.SendAsync(client, text.PadRight(Limit));

        reply.Statuses.ShouldBe(["taken"]);
    }

    [Theory]
    [InlineData(1000, 200)]
    [InlineData(1001, 413)]
    [InlineData(10_000, 413)]
    public async Task A_batch_has_a_thousand_events_at_most(int count, int status)
    {
        using var client = await server.GatewayAsync("gateway-river");
        var one = SignalPost.Event(await server.NowAsync()).ToJsonString();
        var events = Enumerable.Repeat(count > 1001 ? "{}" : one, count);

        var reply = await SignalPost.SendAsync(client, $"[{string.Join(',', events)}]", SignalPost.Batched);

        ((int)reply.Status).ShouldBe(status);
        if (status == 200) reply.Statuses.Count(answer => answer == "taken").ShouldBe(1);
        else reply.Title.ShouldContain(count.ToString(CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("gzip, gzip")]
    public async Task A_compressed_body_is_not_unpacked(string encoding)
    {
        using var client = await server.GatewayAsync("gateway-river");
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
            await gzip.WriteAsync(new byte[50 * Limit], Cancellation);
        using var content = new ByteArrayContent(packed.ToArray());
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(SignalPost.Structured);
        content.Headers.TryAddWithoutValidation("Content-Encoding", encoding);

        var reply = await SignalPost.SendAsync(client, content);

        ((int)reply.Status).ShouldBe(415);
        reply.Code.ShouldBe(SignalRefusals.ContentEncoding);
    }

    [Fact]
    public async Task A_body_that_ends_too_early_stores_nothing_and_the_server_goes_on()
    {
        var key = await server.IssueKeyAsync("gateway-river");
        var one = SignalPost.Event(await server.NowAsync());
        var head = Head(key.Text, 100_000) + one.ToJsonString();

        using (var line = await ConnectAsync())
        {
            await line.GetStream().WriteAsync(Encoding.ASCII.GetBytes(head), Cancellation);
            line.Client.Shutdown(SocketShutdown.Both);
        }

        using var client = await server.ClientAsync(key.Text);
        (await SignalPost.SendAsync(client, one)).Statuses.ShouldBe(["taken"]);
    }

    [Fact]
    public async Task A_body_that_trickles_is_given_up_in_time()
    {
        var key = await server.IssueKeyAsync("gateway-river");
        using var line = await ConnectAsync();
        await line.GetStream().WriteAsync(Encoding.ASCII.GetBytes(Head(key.Text, 1000) + "{"), Cancellation);

        using var answer = new StreamReader(line.GetStream());
        var status = await answer.ReadLineAsync(Cancellation).AsTask()
            .WaitAsync(TimeSpan.FromSeconds(45), Cancellation);

        status.ShouldBe("HTTP/1.1 408 Request Timeout");
    }

    [Theory]
    [InlineData("POST", "/api/nothing")]
    [InlineData("POST", "/api/clock")]
    [InlineData("GET", "/api/clock")]
    [InlineData("POST", "/api/operations/00000000-0000-0000-0000-000000000001/steps/1/complete")]
    public async Task Whoever_is_nobody_learns_nothing_below_api_but_that(string method, string path)
    {
        using var client = await server.ClientAsync();
        using var request = new HttpRequestMessage(new HttpMethod(method), path);

        var reply = await SignalReply.OfAsync(await client.SendAsync(request, Cancellation));

        reply.Status.ShouldBe(HttpStatusCode.Unauthorized);
        reply.IsProblem.ShouldBeTrue();
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private async Task<SignalReply> SendAsync(HttpClient client) =>
        await SignalPost.SendAsync(client, SignalPost.Event(await server.NowAsync()));

    private async Task<ByteArrayContent> BinaryAsync(string data, params (string Name, string Value)[] headers)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(data));
        content.Headers.ContentType = MediaTypeHeaderValue.Parse("application/json");
        var own = SignalPost.Event(await server.NowAsync()).Where(entry => entry.Value is JsonValue)
            .Select(entry => ($"ce-{entry.Key}", entry.Value!.GetValue<string>()))
            .Where(attribute => headers.All(header => header.Name != attribute.Item1));
        foreach (var (name, value) in own.Concat(headers)) content.Headers.TryAddWithoutValidation(name, value);
        return content;
    }

    private async Task<TcpClient> ConnectAsync()
    {
        var line = new TcpClient();
        await line.ConnectAsync(IPAddress.Loopback, (await server.AddressAsync()).Port, Cancellation);
        return line;
    }

    private static string Head(string key, int length) => string.Create(CultureInfo.InvariantCulture, $"""
        POST /api/signals HTTP/1.1
        Host: localhost
        Authorization: Bearer {key}
        Content-Type: {SignalPost.Structured}
        Content-Length: {length}


        """).ReplaceLineEndings("\r\n");
}

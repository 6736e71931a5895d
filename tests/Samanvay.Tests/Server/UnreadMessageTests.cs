using System.Net.Http.Headers;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Cities;
using Samanvay.Runtime.Feeds;
using Samanvay.Runtime.Intake;
using Samanvay.Tests.Runtime.Cities;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Server;

/// <summary>What a door refuses before it reads it is shown to the city, though nothing of its text is kept.</summary>
public sealed class UnreadMessageTests(ServerFixture server)
{
    private const int TooMany = (1024 * 1024) + 1;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string, string, string?, int, string, int> Unread() => new()
    {
        { "unread-large", "application/json", null, TooMany, SignalRefusals.TooLarge, 413 },
        { "unread-type", "text/plain", null, 7, SignalRefusals.MediaType, 415 },
        { "unread-packed", "application/json", "gzip", 7, SignalRefusals.ContentEncoding, 415 },
        { "unread-charset", "application/json; charset=utf-16", null, 7, SignalRefusals.MediaType, 415 },
    };

    [Theory, MemberData(nameof(Unread))]
    public async Task Why_when_from_whom_and_how_much_is_kept_and_not_the_text(
        string feed, string type, string? encoding, int size, string code, int status)
    {
        await SaveAsync(feed);
        using var client = await server.GatewayAsync("gateway-river");

        var (answered, title) = await PostAsync(client, feed, Body(size, type, encoding));
        await PostAsync(client, feed, Body(size, type, encoding));

        answered.ShouldBe(status);
        var kept = (await KeptAsync(feed)).Single(message => message.ContentType == type);
        (kept.Times, kept.Size, kept.KeptSize, kept.IsUnread).ShouldBe((2, size, 0, true));
        kept.Sender.ShouldContain("gateway-river");
        var problem = kept.Problems.ShouldHaveSingleItem();
        (problem.Code, problem.Clause, problem.Message).ShouldBe((code, $"HTTP {status}", title));
        problem.Template.ShouldNotBeNull();
        kept.MayBecomeRight(new Feed(kept.City, feed, feed, FeedFormat.Cap)).ShouldBeFalse();
    }

    [Fact]
    public async Task How_long_it_is_need_not_be_said_beforehand()
    {
        await SaveAsync("unread-stream");
        using var client = await server.GatewayAsync("gateway-river");
        using var endless = new Unannounced(TooMany);
        endless.Headers.ContentType = MediaTypeHeaderValue.Parse("application/json");

        var (status, _) = await PostAsync(client, "unread-stream", endless);

        status.ShouldBe(413);
        var kept = (await KeptAsync("unread-stream")).ShouldHaveSingleItem();
        (kept.Size, kept.IsUnread, kept.IsWhole).ShouldBe((RefusedMessage.SizeUnknown, true, false));
    }

    [Fact]
    public async Task It_can_not_be_run_again()
    {
        await SaveAsync("unread-again");
        using var client = await server.GatewayAsync("gateway-river");
        await PostAsync(client, "unread-again", Body(0, "text/plain", null));
        var desk = (await server.ServicesAsync()).GetRequiredService<FeedDesk>();
        var kept = (await KeptAsync("unread-again")).ShouldHaveSingleItem();

        var answer = await desk.RerunAsync(
            await server.AdministratorAsync(), kept.Feed, kept.Id, Cancellation);

        answer.ShouldBeOfType<Refused<RerunResult>>().Reason.ShouldBeOfType<WrongState>();
    }

    [Fact]
    public async Task Who_has_no_key_leaves_nothing_behind()
    {
        await SaveAsync("unread-stranger");
        using var client = await server.ClientAsync();

        var (status, _) = await PostAsync(client, "unread-stranger", Body(7, "text/plain", null));

        status.ShouldBe(401);
        (await KeptAsync("unread-stranger")).ShouldBeEmpty();
    }

    private async Task<IReadOnlyList<RefusedMessage>> KeptAsync(string feed)
    {
        var desk = (await server.ServicesAsync()).GetRequiredService<FeedDesk>();
        return (await desk.RefusedAsync(await server.AdministratorAsync(), feed, Cancellation)).Value().Messages;
    }

    private async Task SaveAsync(string feed)
    {
        var desk = (await server.ServicesAsync()).GetRequiredService<CityDesk>();
        var city = (await server.SetupAsync()).City.Id;
        (await desk.EditAsync(
            await server.AdministratorAsync(), [new SaveFeed(new Feed(city, feed, feed, FeedFormat.Iudx))],
            Cancellation)).ShouldBeOfType<Granted<CitySetup>>();
    }

    private static ByteArrayContent Body(int size, string type, string? encoding)
    {
        var body = new ByteArrayContent(Encoding.ASCII.GetBytes(new string(' ', size)));
        body.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        if (encoding is not null) body.Headers.ContentEncoding.Add(encoding);
        return body;
    }

    private static async Task<(int Status, string Title)> PostAsync(HttpClient client, string feed, HttpContent body)
    {
        using var answer = await client.PostAsync($"/api/feeds/{feed}", body, Cancellation);
        return ((int)answer.StatusCode, (await SignalReply.OfAsync(answer)).Title);
    }

    private sealed class Unannounced(int size) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, System.Net.TransportContext? context) =>
            await stream.WriteAsync(new byte[size], Cancellation);

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}

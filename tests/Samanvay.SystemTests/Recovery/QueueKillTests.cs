using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;
using Samanvay.Runtime.Cities;
using Samanvay.Runtime.Feeds;
using Samanvay.SystemTests.Journeys;
using Samanvay.Tests.Support;
using Shouldly;
using Xunit;

namespace Samanvay.SystemTests.Recovery;

/// <summary>The server is killed in the middle of a run of messages of a broker. A message is acknowledged after its
/// commit only, so nothing is lost; what comes again is recognised, so nothing is there twice.</summary>
public sealed class QueueKillTests : IDisposable
{
    private const int Messages = 1500;
    private const int Different = 1300;

    private readonly string _folder = Directory.CreateTempSubdirectory("samanvay-queue-kill-").FullName;
    private readonly string _queue = $"levels-{Guid.NewGuid():N}";
    private readonly string _broker = string.Create(
        CultureInfo.InvariantCulture, $"amqp://127.0.0.1:{Rabbit.Started().Port}/");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_message_is_stored_once_though_the_server_is_killed_among_them()
    {
        string key;
        await using (var city = await PreparedCity.OpenAsync(_folder))
        {
            key = await city.IssueKeyAsync("gateway-river");
            await city.SaveFeedAsync(Levels);
        }

        await using var connection = await new ConnectionFactory { Uri = new Uri(_broker) }
            .CreateConnectionAsync(Cancellation);
        var server = await RunningServer.StartWithAsync(("Brokers__default__Uri", _broker), _folder, "--no-season");
        await UntilAsync(async () => await WaitingAsync(connection) is not null);
        await PublishAsync(connection, await NowAsync(server, key));

        await UntilAsync(async () => await WaitingAsync(connection) < Messages * 2 / 3);
        await server.KillAsync();
        var left = await ReturnedAsync(connection);
        server = await server.StartAgainAsync("--no-season");

        await UntilAsync(async () => await WaitingAsync(connection) == 0);
        await server.KillAsync();
        while ((await ReturnedAsync(connection)) > 0)
        {
            server = await server.StartAgainAsync("--no-season");
            await UntilAsync(async () => await WaitingAsync(connection) == 0);
            // What is handed out is not counted as waiting: only without a reader is seen what is left.
            await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, Cancellation);
            await server.KillAsync();
        }

        left.ShouldBeInRange(1u, (uint)Messages - 1, "it was killed among the messages");
        await using var after = await PreparedCity.OpenAsync(_folder);
        var events = await after.EventsAsync();
        events.Count.ShouldBe(Different);
        events.Values.ShouldAllBe(times => times == 1);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private Feed Levels => new(default, "levels", "Levels", FeedFormat.Mapped)
    {
        Arrival = FeedArrival.Queue, Address = _queue,
        Mapping = new FeedMapping(
            null, "{device: row.at, property: \"level\", time: row.when, value: row.metres, unit: \"m\"}", null, null),
        Bindings = [new FeedBinding("lohar", "level", new DeviceId("rg-lohar"))],
    };

    private async Task PublishAsync(IConnection connection, Instant now)
    {
        await using var channel = await connection.CreateChannelAsync(
            new CreateChannelOptions(true, true), Cancellation);
        var sending = new List<Task>();
        for (var number = 0; number < Messages; number++)
        {
            var body = JsonSerializer.SerializeToUtf8Bytes(new
            {
                at = "lohar", when = (now - Duration.FromSeconds(number % Different)).ToString(), metres = 1.5,
            });
            sending.Add(channel.BasicPublishAsync(
                "", _queue, mandatory: true, new BasicProperties { Persistent = true }, body, Cancellation).AsTask());
        }

        await Task.WhenAll(sending);
    }

    /// <summary>How many lie there that no reader has in hand; none while there is no queue.</summary>
    private async Task<uint?> WaitingAsync(IConnection connection)
    {
        await using var channel = await connection.CreateChannelAsync(cancellationToken: Cancellation);
        try
        {
            return (await channel.QueueDeclarePassiveAsync(_queue, Cancellation)).MessageCount;
        }
        catch (OperationInterruptedException)
        {
            return null;
        }
    }

    /// <summary>What is left once the broker has seen that its reader is gone.</summary>
    private async Task<uint> ReturnedAsync(IConnection connection)
    {
        await UntilAsync(async () =>
        {
            await using var channel = await connection.CreateChannelAsync(cancellationToken: Cancellation);
            return (await channel.QueueDeclarePassiveAsync(_queue, Cancellation)).ConsumerCount == 0;
        });
        return await WaitingAsync(connection) ?? 0;
    }

    private static async Task<Instant> NowAsync(RunningServer server, string key)
    {
        using var client = new HttpClient { BaseAddress = new Uri(server.Address) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        var clock = await client.GetFromJsonAsync<JsonElement>("/api/clock", Cancellation);
        return InstantPattern.ExtendedIso.Parse(clock.GetProperty("now").GetString()!).Value;
    }

    private static async Task UntilAsync(Func<Task<bool>> isTrue)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        patience.CancelAfter(TimeSpan.FromMinutes(2));
        while (!await isTrue()) await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, patience.Token);
    }
}

using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using RabbitMQ.Client;
using Samanvay.Brokers;
using Samanvay.Runtime.Cities;
using Samanvay.Runtime.Clock;
using Samanvay.Runtime.Feeds;
using Samanvay.Storage;
using Samanvay.Tests.Runtime.Feeds;
using Samanvay.Tests.Support;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Brokers;

public sealed class QueueReaderTests : IAsyncDisposable
{
    private const string Queue = "pune/levels";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly RabbitServer _broker = Rabbit.Started();
    private readonly string _folder = Directory.CreateTempSubdirectory("samanvay-queue-").FullName;
    private readonly string _queue = $"{Queue}/{Guid.NewGuid():N}";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_a_thousand_messages_each_is_stored_once_though_connections_break_and_readers_end()
    {
        await using var city = await OpenAsync();
        await PublishAsync(Enumerable.Range(0, 1000).Select(number => Level(number % 800)));

        await using (new Reading(this, city))
        {
            await UntilAsync(async () => await city.StoredAsync() >= 100);
            _broker.CutConnections();
            await UntilAsync(async () => await city.StoredAsync() >= 300);
        }

        // What the first reader had in its hand and not answered goes to the next.
        await ReadToTheEndAsync(city);

        (await city.StoredAsync()).ShouldBe(800);
        (await RefusedAsync(city)).ShouldBe(0);
    }

    [Fact]
    public async Task What_can_not_be_read_is_kept_among_the_refused_and_does_not_come_again()
    {
        await using var city = await OpenAsync();
        await PublishAsync(["no json at all", Level(1)]);

        await using (new Reading(this, city))
            await UntilAsync(async () => await city.StoredAsync() == 1 && await RefusedAsync(city) == 1);
        await ReadToTheEndAsync(city);

        (await city.StoredAsync(), await RefusedAsync(city)).ShouldBe((1, 1));
    }

    [Fact]
    public async Task What_is_published_over_mqtt_arrives_and_waits_where_nobody_reads()
    {
        await using var city = await OpenAsync($"{_queue} city/+/levels");
        await using (new Reading(this, city)) await UntilAsync(IsThereAsync);

        using (var client = new MqttPublisher(_broker.MqttPort))
            client.Publish("city/east/levels", Encoding.UTF8.GetBytes(Level(7)));
        await using (new Reading(this, city)) await UntilAsync(async () => await city.StoredAsync() == 1);

        await using var connection = await ConnectAsync();
        await using var channel = await connection.CreateChannelAsync(cancellationToken: Cancellation);
        await Should.ThrowAsync<RabbitMQ.Client.Exceptions.OperationInterruptedException>(() =>
            channel.QueueDeclareAsync(_queue, durable: true, exclusive: false, autoDelete: false));
    }

    [Fact]
    public void Passwords_come_from_files_and_nothing_goes_openly_over_a_net()
    {
        var file = Path.Combine(_folder, "password");
        File.WriteAllText(file, "s3cret\n");

        var broker = Settings(
            ("Brokers:dx:Uri", "amqps://broker.example:24567/IUDX"), ("Brokers:dx:User", "city"),
            ("Brokers:dx:PasswordFile", file)).Brokers["dx"];

        (broker.User, broker.Password, broker.ToString()).ShouldBe(("city", "s3cret", "dx"));
        Should.Throw<FormatException>(() => Settings(("Brokers:dx:Uri", "amqp://broker.example/")));
        Settings(("Brokers:dx:Uri", "amqp://127.0.0.1:5672/")).Brokers.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("levels", "default", "levels", null)]
    [InlineData("dx:iudx.io/city/alias", "dx", "iudx.io/city/alias", null)]
    [InlineData("levels v1.1/Datastreams/+/#", "default", "levels", "v1.1.Datastreams.*.#")]
    public void An_address_names_a_queue_and_may_name_a_broker_and_a_topic(
        string address, string broker, string queue, string? key)
    {
        var read = QueueAddress.Of(new Feed(WholeCity.City, "f", "F", FeedFormat.Iudx) { Address = address });

        (read.Broker, read.Queue, read.RoutingKey).ShouldBe((broker, queue, key));
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    private async Task<FeedCity> OpenAsync(string? address = null)
    {
        var city = await FeedCity.OpenAsync(new SqliteChoice(Path.Combine(_folder, "city.db")));
        await city.SaveAsync(new Feed(WholeCity.City, "levels", "Levels", FeedFormat.Mapped)
        {
            Mapping = new FeedMapping(
                null, "{device: row.at, property: \"level\", time: row.when, value: row.metres, unit: \"m\"}",
                null, null),
            Arrival = FeedArrival.Queue, Address = address ?? _queue,
            Bindings = [new FeedBinding("gauge-east", "level", new DeviceId("gauge-1"))],
        });
        return city;
    }

    private static string Level(int number) => JsonSerializer.Serialize(new
    {
        at = "gauge-east", when = (WholeCity.Noon - Duration.FromSeconds(number)).ToString(), metres = number / 100m,
    });

    private async Task PublishAsync(IEnumerable<string> bodies)
    {
        await using var connection = await ConnectAsync();
        await using var channel = await connection.CreateChannelAsync(
            new CreateChannelOptions(true, true), Cancellation);
        await QueueShape.DeclareAsync(channel, _queue, Cancellation);
        foreach (var body in bodies)
        {
            await channel.BasicPublishAsync(
                "", _queue, mandatory: true, new BasicProperties { Persistent = true }, Encoding.UTF8.GetBytes(body),
                Cancellation);
        }
    }

    // While somebody reads, the broker does not count what is handed out; so a reader must have gone and left nothing.
    private Task ReadToTheEndAsync(FeedCity city) => UntilAsync(async () =>
    {
        await using (new Reading(this, city)) await UntilAsync(async () => await WaitingAsync() == 0);
        return await WaitingAsync() == 0;
    });

    private async Task<uint> WaitingAsync()
    {
        await using var connection = await ConnectAsync();
        await using var channel = await connection.CreateChannelAsync(cancellationToken: Cancellation);
        return (await channel.QueueDeclarePassiveAsync(_queue, Cancellation)).MessageCount;
    }

    private async Task<bool> IsThereAsync()
    {
        try
        {
            await WaitingAsync();
            return true;
        }
        catch (RabbitMQ.Client.Exceptions.OperationInterruptedException)
        {
            return false;
        }
    }

    private static async Task<int> RefusedAsync(FeedCity city) => (await city.City.Of<IFeedStore>()
        .RefusedAsync(WholeCity.City, "levels", 10, Cancellation)).Length;

    private Task<IConnection> ConnectAsync() => new ConnectionFactory
    {
        Uri = new Uri(string.Create(CultureInfo.InvariantCulture, $"amqp://127.0.0.1:{_broker.Port}/")),
    }.CreateConnectionAsync(Cancellation);

    private static async Task UntilAsync(Func<Task<bool>> isTrue)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        patience.CancelAfter(Patience);
        while (!await isTrue())
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, patience.Token);
    }

    private static BrokerSettings Settings(params (string Key, string Value)[] entries) => BrokerSettings.Read(
        new Microsoft.Extensions.Configuration.ConfigurationManager().With(entries));

    /// <summary>A node that reads until it is let go.</summary>
    private sealed class Reading : IAsyncDisposable
    {
        private readonly CancellationTokenSource _stop = new();
        private readonly Task _work;

        public Reading(QueueReaderTests test, FeedCity city)
        {
            var uri = string.Create(CultureInfo.InvariantCulture, $"amqp://127.0.0.1:{test._broker.Port}/");
            var parts = new QueueReaderParts(
                Settings(($"Brokers:{BrokerSettings.Usual}:Uri", uri)), city.City.Of<FeedInlet>(),
                city.City.Of<CitySnapshots>(), city.City.Of<CityTime>())
            {
                Health = new FeedHealth(TimeProvider.System), Host = TimeProvider.System, Chance = new Random(1),
                Log = NullLogger.Instance,
            };
            _work = Task.Run(async () =>
            {
                var feed = (await city.City.Of<CitySnapshots>().FindAsync(WholeCity.City, default))!
                    .Setup.Feeds["levels"];
                using var reader = new QueueReader(parts, WholeCity.City, feed);
                await reader.RunAsync(_stop.Token);
            });
        }

        public async ValueTask DisposeAsync()
        {
            await _stop.CancelAsync();
            await _work;
            _stop.Dispose();
        }
    }
}

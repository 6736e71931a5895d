using System.Threading.Channels;
using Npgsql;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Commands;
using Samanvay.Runtime.Ports;

namespace Samanvay.Storage.PostgreSql.Nodes;

/// <summary>
/// What processes tell one another travels as the database's notifications: many commits in one of them, because each
/// stands in line behind all others of the server.
/// </summary>
internal sealed class PostgresNodeChannel(PostgresDatabase database, TimeProvider time) : INodeChannel
{
    private const int WaitingMax = 10_000;

    private const string Send =
        "SELECT set_config('synchronous_commit', 'off', true), pg_notify($1, text) FROM unnest($2::text[]) AS n (text)";

    private const string Editions = "SELECT city, kind, number FROM city_editions";

    private static readonly TimeSpan Together = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(5);

    private readonly Channel<(CityId, CityChange)> _told = Channel.CreateBounded<(CityId, CityChange)>(
        new BoundedChannelOptions(WaitingMax) { FullMode = BoundedChannelFullMode.DropOldest });

    private readonly NodeNews _news = new(Guid.NewGuid());
    private readonly Dictionary<(CityId, string), long> _editions = [];

    public void Tell(CityId city, CityChange change) => _told.Writer.TryWrite((city, change));

    public async Task RunAsync(Action<CityId?, CityChange> hear, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Task[] parts = [ListenAsync(hear, stop.Token), SendAsync(stop.Token), LookAsync(hear, stop.Token)];
        var first = await Task.WhenAny(parts);
        await stop.CancelAsync();
        await Task.WhenAll(parts).ContinueWith(_ => { }, TaskScheduler.Default);
        await first;
    }

    private async Task ListenAsync(Action<CityId?, CityChange> hear, CancellationToken cancellation)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancellation);
        connection.Notification += (_, said) =>
        {
            foreach (var (city, change) in _news.Read(said.Payload)) hear(city, change);
        };
        await using (var listen = new NpgsqlCommand($"LISTEN {NodeNews.Channel}", connection))
        {
            await listen.ExecuteNonQueryAsync(cancellation);
        }
        hear(null, new Reload());
        while (true) await connection.WaitAsync(cancellation);
    }

    private async Task SendAsync(CancellationToken cancellation)
    {
        while (await _told.Reader.WaitToReadAsync(cancellation))
        {
            var told = new List<(CityId, CityChange)>();
            while (_told.Reader.TryRead(out var one)) told.Add(one);
            await database.WriteAsync(
                session => session.ExecuteAsync(Send, NodeNews.Channel, _news.Write(told).ToArray()), cancellation);
            await Task.Delay(Together, time, cancellation);
        }
    }

    // The safety net under the notifications: a city's edition is raised in the transaction that changes the city.
    private async Task LookAsync(Action<CityId?, CityChange> hear, CancellationToken cancellation)
    {
        while (true)
        {
            var found = await database.ReadAsync(
                session => session.QueryAsync(
                    Editions, row => (City: row.City(0), Kind: row.GetString(1), Number: row.GetInt64(2))),
                cancellation);
            foreach (var (city, kind, number) in found)
            {
                if (_editions.TryGetValue((city, kind), out var known) && known == number) continue;
                _editions[(city, kind)] = number;
                if (NodeNews.OfDefinition(kind) is { } change) hear(city, change);
            }
            await Task.Delay(LookEvery, time, cancellation);
        }
    }
}

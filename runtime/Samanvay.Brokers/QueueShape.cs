using RabbitMQ.Client;

namespace Samanvay.Brokers;

/// <summary>How a queue is laid that is not there yet.</summary>
internal static class QueueShape
{
    /// <summary>What was handed out too often and never answered ends here, for a person to look at.</summary>
    public const string Dead = "samanvay.dead";

    // A process that a message kills takes all down that are in its hand; the killer reaches the limit first.
    private const int DeliveriesMax = 50;

    public static async Task DeclareAsync(IChannel channel, string queue, CancellationToken cancellation)
    {
        await channel.ExchangeDeclareAsync(
            Dead, ExchangeType.Fanout, durable: true, cancellationToken: cancellation);
        await channel.QueueDeclareAsync(
            Dead, durable: true, exclusive: false, autoDelete: false,
            new Dictionary<string, object?> { ["x-queue-type"] = "quorum" }, cancellationToken: cancellation);
        await channel.QueueBindAsync(Dead, Dead, "", cancellationToken: cancellation);
        await channel.QueueDeclareAsync(
            queue, durable: true, exclusive: false, autoDelete: false,
            new Dictionary<string, object?>
            {
                ["x-queue-type"] = "quorum",
                ["x-delivery-limit"] = DeliveriesMax,
                ["x-dead-letter-exchange"] = Dead,
                ["x-dead-letter-strategy"] = "at-least-once",
                ["x-overflow"] = "reject-publish",
            },
            cancellationToken: cancellation);
    }
}

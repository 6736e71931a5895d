using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using NodaTime;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using Samanvay.Adapters;
using Samanvay.Adapters.SensorThings;
using Samanvay.Runtime.Feeds;

namespace Samanvay.Brokers;

/// <summary>A delivery as the adapters read it.</summary>
internal static class QueueMessage
{
    // CloudEvents, AMQP binding, section 3.1.3.1; HTTP's prefix is what the adapter knows.
    private static readonly string[] EventPrefixes = ["cloudEvents:", "cloudEvents_"];

    public static Incoming Read(BasicDeliverEventArgs delivery, Feed feed, Instant now) =>
        new(delivery.Body.ToArray(), delivery.BasicProperties.ContentType ?? UsualFor(feed.Format), now)
        {
            Headers = Headers(delivery),
        };

    // MQTT 3.1.1 has no content type: then the format says it.
    private static string? UsualFor(FeedFormat format) => format switch
    {
        FeedFormat.CloudEvents => "application/cloudevents+json",
        FeedFormat.Cap => "application/cap+xml",
        FeedFormat.Mapped => null,
        _ => "application/json",
    };

    private static ImmutableSortedDictionary<string, string> Headers(BasicDeliverEventArgs delivery)
    {
        var headers = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.OrdinalIgnoreCase);
        headers[SensorThingsReader.TopicHeader] = QueueAddress.TopicOf(delivery.RoutingKey);
        foreach (var (name, value) in delivery.BasicProperties.Headers ?? ImmutableDictionary<string, object?>.Empty)
        {
            if (TextOf(value) is not { } text) continue;
            var prefix = EventPrefixes.FirstOrDefault(
                each => name.StartsWith(each, StringComparison.OrdinalIgnoreCase));
            if (prefix is null) headers[name] = text;
            // AMQP carries a value as it is; in HTTP's headers it stands in percents.
            else headers[$"ce-{name[prefix.Length..]}"] = Uri.EscapeDataString(text);
        }

        return headers.ToImmutable();
    }

    private static string? TextOf(object? value) => value switch
    {
        byte[] bytes => Encoding.UTF8.GetString(bytes),
        string text => text,
        bool or int or long => Convert.ToString(value, CultureInfo.InvariantCulture),
        AmqpTimestamp time => Instant.FromUnixTimeSeconds(time.UnixTime).ToString("uuuu-MM-dd'T'HH:mm:ss'Z'",
            CultureInfo.InvariantCulture),
        _ => null,
    };
}

using Samanvay.Runtime.Feeds;

namespace Samanvay.Brokers;

/// <summary>Where a feed's messages wait: <c>queue</c>, <c>broker:queue</c>, and after a blank the topic of MQTT that
/// is to be bound to the queue.</summary>
/// <param name="Topic">As MQTT writes it, with <c>+</c> and <c>#</c>; absent where the queue is bound already.</param>
internal sealed record QueueAddress(string Broker, string Queue, string? Topic)
{
    public static QueueAddress Of(Feed feed)
    {
        var words = (feed.Address ?? "").Split(' ', 2, StringSplitOptions.TrimEntries);
        var colon = words[0].IndexOf(':');
        return new(
            colon > 0 ? words[0][..colon] : BrokerSettings.Usual, words[0][(colon + 1)..],
            words.Length > 1 && words[1].Length > 0 ? words[1] : null);
    }

    /// <summary>The plug-in publishes to <c>amq.topic</c> and writes topics as AMQP has them.</summary>
    public string? RoutingKey => Topic?.Replace('/', '.').Replace('+', '*');

    public static string TopicOf(string routingKey) => routingKey.Replace('.', '/');
}

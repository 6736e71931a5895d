using System.Text;
using NodaTime;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using Samanvay.Adapters.CloudEvents;
using Samanvay.Brokers;
using Samanvay.Runtime.Feeds;
using Samanvay.Tests.Adapters;
using Samanvay.Tests.Support;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Brokers;

public sealed class QueueMessageTests
{
    // CloudEvents, AMQP binding, sections 2.2 and 3.1.3: values are AMQP's own, and nothing in them is escaped.
    [Theory]
    [InlineData("cloudEvents:")]
    [InlineData("cloudEvents_")]
    public void An_event_keeps_its_attributes_as_they_were_sent(string prefix)
    {
        var properties = new BasicProperties
        {
            ContentType = "application/json",
            Headers = new Dictionary<string, object?>
            {
                [prefix + "specversion"] = "1.0"u8.ToArray(),
                [prefix + "id"] = "50%25"u8.ToArray(),
                [prefix + "source"] = "/gauges/a%20b"u8.ToArray(),
                [prefix + "type"] = "in.example.level"u8.ToArray(),
                [prefix + "subject"] = Encoding.UTF8.GetBytes("\"पुणे\""),
                [prefix + "time"] = new AmqpTimestamp(Arrival.At.ToUnixTimeSeconds()),
            },
        };
        var delivery = new BasicDeliverEventArgs(
            "", 1, false, "", "levels", properties, "{\"value\":2.4}"u8.ToArray(), CancellationToken.None);

        var feed = new Feed(WholeCity.City, "levels", "Levels", FeedFormat.CloudEvents);
        var made = CloudEventReader.Read(QueueMessage.Read(delivery, feed, Arrival.At + Duration.FromHours(1)))
            .Only<CloudEvent>();

        made.ShouldSatisfyAllConditions(
            _ => made.Key.Id.ShouldBe("50%25"), _ => made.Key.Source.ShouldBe("/gauges/a%20b"),
            _ => made.Subject.ShouldBe("\"पुणे\""), _ => made.Time.ShouldBe(Arrival.At));
    }
}

using NodaTime;
using Samanvay.Adapters;
using Samanvay.Adapters.NgsiLd;
using Samanvay.Adapters.NgsiV2;
using Samanvay.Adapters.SensorThings;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Adapters.Text;

public sealed class ArrivalKeyTests
{
    public static TheoryData<string> Messages =>
    [
        """{"id":"urn:a:pump","type":"Pump","flow":{"type":"Property","value":VALUE}}""",
        """{"id":"pump","type":"Pump","flow":{"type":"Number","value":VALUE,"metadata":{}}}""",
        """{"result":VALUE}""",
    ];

    [Theory]
    [MemberData(nameof(Messages))]
    public void What_has_no_time_is_known_when_it_is_sent_again_at_once(string text)
    {
        var first = Keys(text, "2.4", Duration.Zero);

        Keys(text, "2.4", Duration.FromSeconds(20)).ShouldBe(first);
        Keys(text, "2.5", Duration.FromSeconds(20)).ShouldNotBe(first);
        Keys(text, "2.4", Duration.FromSeconds(60)).ShouldNotBe(first);
    }

    private static List<EventKey> Keys(string text, string value, Duration later)
    {
        var message = Arrival.Of(text.Replace("VALUE", value, StringComparison.Ordinal), "application/json") with
        {
            ReceivedAt = Arrival.At + later,
        };
        var reading = text.Contains("urn:", StringComparison.Ordinal) ? NgsiLdReader.Read(message)
            : text.Contains("metadata", StringComparison.Ordinal) ? NgsiV2Reader.Read(message)
            : SensorThingsReader.Read(message);
        return reading.Items.ShouldHaveSingleItem() is EntityReport entity
            ? [entity.Key, .. entity.Observations.Select(seen => seen.Key)]
            : [reading.Items[0].Key];
    }
}

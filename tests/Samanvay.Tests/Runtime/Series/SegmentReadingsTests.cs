using NodaTime;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Intake;
using Samanvay.Runtime.Series;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Runtime.Series;

public sealed class SegmentReadingsTests
{
    private static readonly Instant Noon = Instant.FromUtc(2026, 7, 1, 12, 0);

    [Theory]
    [InlineData("gauge-1")]
    [InlineData("gauge <east> & \"west\"")]
    [InlineData("नदी-1")]
    public void One_devices_readings_are_found_however_its_name_is_stored(string device)
    {
        var segment = SegmentJson.Write(
            new CityId("here"),
            [Signal("gauge-10", 9), Signal(device, 3), Signal("other", 7), Signal(device, 4)], Noon);

        SegmentReadings.Of(segment, device).Select(reading => reading.Value).ShouldBe([3m, 4m]);
        SegmentReadings.Of(segment, "elsewhere").ShouldBeEmpty();
        SegmentReadings.Of(segment).Count().ShouldBe(4);
    }

    private static SignalEvent Signal(string device, decimal value) =>
        new("test", $"{device}/{value}", device, Noon, value, "m");
}

using NodaTime;
using Samanvay.Runtime.Situations;
using Shouldly;
using Xunit;
using static Samanvay.Tests.Runtime.Situations.Readings;

namespace Samanvay.Tests.Runtime.Situations;

public sealed class TrialCsvTests
{
    private static readonly DateTimeZone India = DateTimeZoneProviders.Tzdb["Asia/Kolkata"];

    [Fact]
    public void A_firing_is_a_line_with_its_times_in_utc_and_as_the_city_had_them()
    {
        var result = RuleTrial.Run(Rule, Of(7, 8.2m, 10.5m, 7, 7, 7, 7));

        TrialCsv.Firings(result, "m", India).ShouldBe(
            "number,raised_at,raised_local,worst_level,severity,value,worst_value,unit,cleared_at,cleared_local,"
            + "steps\r\n"
            + "1,2026-07-01T00:10:00Z,2026-07-01 05:40:00,danger,2,8.2,10.5,m,"
            + "2026-07-01T00:50:00Z,2026-07-01 06:20:00,"
            + "2026-07-01T00:10:00Z raised low; 2026-07-01T00:20:00Z raised danger; "
            + "2026-07-01T00:50:00Z lowered to low\r\n");
    }

    [Fact]
    public void What_a_sensor_said_below_zero_stays_a_number()
    {
        var result = RuleTrial.Run(Rule, Of(7, -5.5m, 7));

        TrialCsv.Faults(result, "m", India).ShouldEndWith(
            "gauge-1,outofrange,2026-07-01T00:10:00Z,2026-07-01 05:40:00,-5.5,m,"
            + "2026-07-01T00:20:00Z,2026-07-01 05:50:00\r\n");
    }
}

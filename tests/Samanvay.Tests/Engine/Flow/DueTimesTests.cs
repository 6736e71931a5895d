using NodaTime;
using NodaTime.Text;
using Samanvay.Bpmn.Model;
using Samanvay.Engine.Flow;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Engine.Flow;

public sealed class DueTimesTests
{
    private static readonly DateTimeZone Kolkata = DateTimeZoneProviders.Tzdb["Asia/Kolkata"];
    private static readonly Instant Now = Instant.FromUtc(2026, 1, 31, 6, 0);

    [Theory]
    [InlineData(TimerKind.Duration, "\"PT5M\"", "2026-01-31T06:05:00Z")]
    [InlineData(TimerKind.Duration, "duration(\"P1DT2H\")", "2026-02-01T08:00:00Z")]
    [InlineData(TimerKind.Duration, "\"P1M\"", "2026-02-28T06:00:00Z")]
    [InlineData(TimerKind.Duration, "duration(\"P1Y\")", "2027-01-31T06:00:00Z")]
    [InlineData(TimerKind.Date, "\"2026-02-01T10:00:00+05:30\"", "2026-02-01T04:30:00Z")]
    [InlineData(TimerKind.Date, "\"2026-02-01T10:00:00\"", "2026-02-01T04:30:00Z")]
    [InlineData(TimerKind.Date, "date(\"2026-02-01\")", "2026-01-31T18:30:00Z")]
    [InlineData(TimerKind.Date, "date and time(\"2026-02-01T10:00:00@Asia/Kolkata\")", "2026-02-01T04:30:00Z")]
    [InlineData(TimerKind.Cycle, "\"R3/PT10M\"", "2026-01-31T06:10:00Z")]
    [InlineData(TimerKind.Cycle, "\"R/2026-02-01T00:00:00Z/P1D\"", "2026-02-01T00:00:00Z")]
    public void A_timer_reads_ISO_texts_and_FEEL_values(TimerKind kind, string value, string due) =>
        DueTimes.Read(kind, Run.Value(value), Now, Kolkata)!.Value.At.ShouldBe(
            InstantPattern.ExtendedIso.Parse(due).Value);

    [Theory]
    [InlineData(TimerKind.Duration, "\"soon\"")]
    [InlineData(TimerKind.Duration, "\"-PT5M\"")]
    [InlineData(TimerKind.Duration, "5")]
    [InlineData(TimerKind.Date, "\"tomorrow\"")]
    [InlineData(TimerKind.Cycle, "\"R0/PT5M\"")]
    [InlineData(TimerKind.Cycle, "\"R3/PT0S\"")]
    [InlineData(TimerKind.Cycle, "\"0 0 * * *\"")]
    public void What_is_no_time_is_not_read(TimerKind kind, string value) =>
        DueTimes.Read(kind, Run.Value(value), Now, Kolkata).ShouldBeNull();

    [Fact]
    public void A_cycle_counts_its_firings() =>
        DueTimes.Read(TimerKind.Cycle, Run.Value("\"R3/PT10M\""), Now, Kolkata)!.Value.Cycle!.Left.ShouldBe(2);
}

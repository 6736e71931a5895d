using NodaTime;
using Samanvay.Engine.Situations;
using Shouldly;
using Xunit;
using static Samanvay.Tests.Engine.Situations.Rivers;

namespace Samanvay.Tests.Engine.Situations;

public sealed class MeasuredRiverTests
{
    // As a gauge's owner would set it: the river never rose faster than 0.8 m an hour, nor stood still for 14 hours.
    private static readonly SituationRule Careful = Debbie with
    {
        ForReadings = 2,
        Plausible = new(Min: 0m, Max: 30m, RatePerHour: 3m) { StuckReadings = 12, StuckFor = Duration.FromHours(16) },
    };

    [Fact]
    public void Debbie_raises_and_lowers_the_levels_of_sandy_creek_at_the_measured_instants()
    {
        var (state, changes) = Run(Debbie, DebbieReadings());

        Told(changes, Aest).ShouldBe(
        [
            "28-03 16:40 raised low", "29-03 00:20 raised moderate", "29-03 12:40 raised high",
            "29-03 14:10 raised unprecedented", "30-03 06:50 lowered high", "30-03 09:50 lowered moderate",
            "30-03 20:30 lowered low", "31-03 05:30 cleared", "31-03 23:30 closable",
        ]);
        state.Episode.ShouldBe(1);
    }

    [Fact]
    public void Debbie_leaves_each_level_six_hours_before_it_is_lowered()
    {
        var (_, changes) = Run(Debbie, DebbieReadings());

        changes.OfType<LevelLowered>().Select(change => Local(change.LeftAt, Aest))
            .ShouldBe(["30-03 00:50", "30-03 03:50", "30-03 14:30"]);
        changes.OfType<SituationCleared>().ShouldHaveSingleItem().LeftAt
            .ShouldBe(changes.OfType<SituationClosable>().ShouldHaveSingleItem().LeftAt);
    }

    [Fact]
    public void The_false_start_of_24_march_raises_nothing()
    {
        var cut = new LocalDateTime(2017, 3, 28, 16, 0).WithOffset(Aest).ToInstant();

        var (_, changes) = Run(Debbie, DebbieReadings().Where(reading => reading.At < cut));

        changes.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("a spike of 25 m")]
    [InlineData("a negative reading")]
    [InlineData("missing readings")]
    [InlineData("a sensor stuck at 9 m")]
    [InlineData("silence")]
    public void A_sensor_at_fault_opens_no_flood(string fault)
    {
        var readings = DebbieReadings().ToList();
        var first = readings.FindIndex(reading => reading.At > Utc(2017, 5, 1));
        var since = readings[first].At;

        var (_, changes) = Run(Careful, Broken(readings, first, fault));

        changes.OfType<LevelRaised>().Count().ShouldBe(4);
        changes.OfType<LevelRaised>().ShouldAllBe(change => change.At < Utc(2017, 4, 1));
        var kind = changes.OfType<SensorFault>().First(change => change.At >= since).Kind;
        kind.ShouldBe(fault switch
        {
            "a negative reading" => SensorFaultKind.OutOfRange,
            "missing readings" => SensorFaultKind.Missing,
            "silence" => SensorFaultKind.Silent,
            _ => SensorFaultKind.TooFast,
        });
        changes.OfType<SensorRecovered>().ShouldContain(change => change.Kind == kind);
    }

    [Fact]
    public void A_sensor_that_sticks_in_the_calm_river_is_told_once_and_opens_no_flood()
    {
        var readings = DebbieReadings().ToList();
        var first = readings.FindIndex(reading => reading.At > Utc(2017, 5, 1));
        for (var index = first; index < first + 30; index++) readings[index] = readings[index] with { Value = 0.7m };

        var (_, changes) = Run(Careful, readings);

        changes.OfType<SensorFault>().Count(change => change.Kind == SensorFaultKind.Stuck).ShouldBe(1);
        changes.OfType<LevelRaised>().ShouldAllBe(change => change.At < Utc(2017, 4, 1));
    }

    [Fact]
    public void Kenduskeag_reaches_and_leaves_danger_twice()
    {
        var (_, changes) = Run(Kenduskeag, KenduskeagReadings());
        var edt = Offset.FromHours(-4);

        changes.OfType<LevelRaised>().Where(change => change.Level == "danger").Select(change => Local(change.At, edt))
            .ShouldBe(["06-07 03:00", "24-10 15:00"]);
        changes.OfType<LevelLowered>().Select(change => Local(change.LeftAt, edt))
            .ShouldBe(["06-07 15:00", "25-10 16:00"]);
        changes.OfType<LevelLowered>().ShouldAllBe(change => change.At - change.LeftAt == Duration.FromHours(6));
    }

    private static List<Observation> Broken(List<Observation> readings, int first, string fault)
    {
        switch (fault)
        {
            case "a spike of 25 m": readings[first] = readings[first] with { Value = 25m }; break;
            case "a negative reading": readings[first] = readings[first] with { Value = -0.5m }; break;
            case "silence": readings.RemoveRange(first, 5); break;
            default:
                for (var index = first; index < first + 20; index++)
                    readings[index] = readings[index] with { Value = fault == "missing readings" ? null : 9m };
                break;
        }

        return readings;
    }

    private static Instant Utc(int year, int month, int day) => Instant.FromUtc(year, month, day, 0, 0);
}

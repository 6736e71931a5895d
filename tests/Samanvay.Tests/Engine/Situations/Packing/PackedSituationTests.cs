using System.Text.Json;
using NodaTime;
using Samanvay.Engine.Situations;
using Samanvay.Engine.Situations.Packing;
using Samanvay.Engine.Situations.Windows;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Engine.Situations.Packing;

public sealed class PackedSituationTests
{
    private static readonly Instant Noon = Instant.FromUtc(2026, 7, 1, 12, 0);

    private static readonly SituationRule Plain = new()
    {
        Id = "level", Signal = "level", Unit = "m", Key = SituationKey.Ward,
        Levels = [new("moderate", 2m, 1.50m, 3), new("high", 3m, 2.5m, 1)], ForReadings = 2,
        LowerAfter = Duration.FromMinutes(20), ClosableAfter = Duration.FromHours(1),
        StaleAfter = Duration.FromHours(2), Plausible = new Plausibility(-1, 9, 60m) { StuckReadings = 4 },
    };

    public static TheoryData<SituationRule> Rules => [Plain, Windowed(MeasureKind.Avg), Windowed(MeasureKind.Stddev)];

    [Theory]
    [MemberData(nameof(Rules))]
    public void A_packed_machine_goes_on_as_if_it_had_never_been_packed(SituationRule rule)
    {
        var random = new Random(7);
        var (whole, packed) = (default(SituationState), default(PackedSituation));
        var (packer, changes) = (new SituationPacker(), 0);
        for (var number = 0; number < 500; number++)
        {
            var reading = new Observation(
                "w1", $"gauge-{random.Next(3)}",
                Noon + Duration.FromMinutes(number / 2) + Duration.FromMilliseconds(random.Next(2)),
                random.Next(20) == 0 ? null : random.Next(-30, 110) / 20m);
            var after = SituationEngine.Observe(rule, whole, reading);
            var again = SituationEngine.Observe(rule, packed?.Read(), reading);

            Written(again.State).ShouldBe(Written(after.State));
            again.Changes.ShouldBe(after.Changes);
            (whole, changes) = (after.State, changes + after.Changes.Length);
            packed = packer.Pack(again.State, packed).ShouldNotBeNull();
            Written(packed.Read()).ShouldBe(Written(whole));
        }

        changes.ShouldBeGreaterThan(50);
    }

    [Fact]
    public void What_waits_to_be_settled_is_not_packed()
    {
        var rule = Plain with { Settle = Duration.FromMinutes(5) };

        var moved = SituationEngine.Observe(rule, null, new Observation("w1", "gauge", Noon, 1m));

        new SituationPacker().Pack(moved.State, null).ShouldBeNull();
    }

    private static SituationRule Windowed(MeasureKind of) => Plain with
    {
        Measure = Measure.In(of, Duration.FromMinutes(30), Duration.FromMinutes(5)),
    };

    private static string Written(SituationState state) =>
        JsonSerializer.Serialize(state, SituationJson.Default.SituationState);
}

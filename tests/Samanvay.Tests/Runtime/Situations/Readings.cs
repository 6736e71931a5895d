using NodaTime;
using Samanvay.Engine.Situations;
using Samanvay.Runtime.Situations;

namespace Samanvay.Tests.Runtime.Situations;

/// <summary>A river that is read every ten minutes, and a rule for it.</summary>
internal static class Readings
{
    public static readonly Instant Start = Instant.FromUtc(2026, 7, 1, 0, 0);

    public static SituationRule Rule { get; } = new()
    {
        Id = "river-level", Signal = "river.level", Unit = "m",
        Levels = [new("low", 8m, 7.5m, 4), new("danger", 10m, 9.5m, 2)],
        LowerAfter = Duration.FromMinutes(20), StaleAfter = Duration.FromMinutes(30),
        Plausible = new(Min: 0m, Max: 20m),
    };

    public static Instant At(int number) => Start + Duration.FromMinutes(10 * number);

    public static TrialSeries Of(params decimal?[] values) => Until(At(values.Length), values);

    public static TrialSeries Until(Instant until, params decimal?[] values) => new(
        "Gauge at the bridge",
        [.. values.Select((value, index) => new Observation("gauge-1", "gauge-1", At(index), value))])
    {
        From = Start, Until = until,
    };
}

using NodaTime;

namespace Samanvay.Engine.Situations;

/// <summary>Planned work: what is read meanwhile does not count, and silence is no fault.</summary>
/// <param name="Key">Every key when absent.</param>
/// <param name="Sensor">Every sensor when absent.</param>
public sealed record MaintenanceWindow(Instant From, Instant Until, string? Key = null, string? Sensor = null);

internal static class Maintenance
{
    /// <summary>When the work on a sensor ends, if there is any at that instant.</summary>
    public static Instant? EndOf(SituationRule rule, string key, string sensor, Instant at)
    {
        Instant? end = null;
        foreach (var window in rule.Maintenance)
        {
            if (at < window.From || at >= window.Until) continue;
            if (window.Key is { } only && only != key) continue;
            if (window.Sensor is { } one && one != sensor) continue;
            if (end is null || window.Until > end) end = window.Until;
        }

        return end;
    }
}

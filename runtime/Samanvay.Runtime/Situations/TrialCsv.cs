using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Samanvay.Runtime.Views;

namespace Samanvay.Runtime.Situations;

/// <summary>What came of a trial as a table for a spreadsheet: all of it, with instants in UTC and as the city's clock
/// had them.</summary>
public static class TrialCsv
{
    private static readonly LocalDateTimePattern Local =
        LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm:ss");

    public static string Firings(TrialResult result, string unit, DateTimeZone zone)
    {
        var csv = new CsvText("number", "raised_at", "raised_local", "worst_level", "severity", "value", "worst_value",
            "unit", "cleared_at", "cleared_local", "steps");
        foreach (var (firing, index) in result.Firings.Select((firing, index) => (firing, index)))
        {
            csv.Add(
                Number(index + 1), Utc(firing.At), City(firing.At, zone), firing.Level, Number(firing.Severity),
                Number(firing.Value), Number(firing.Peak), unit, Utc(firing.ClearedAt), City(firing.ClearedAt, zone),
                string.Join("; ", firing.Steps.Select(step =>
                    $"{Utc(step.At)} {(step.IsRaise ? "raised" : "lowered to")} {step.Level}")));
        }

        return csv.ToString();
    }

    public static string Faults(TrialResult result, string unit, DateTimeZone zone)
    {
        var csv = new CsvText(
            "sensor", "kind", "since", "since_local", "value", "unit", "recovered_at", "recovered_local");
        foreach (var fault in result.Faults)
        {
            csv.Add(
                fault.Sensor, fault.Kind.ToString().ToLowerInvariant(), Utc(fault.At), City(fault.At, zone),
                fault.Value is { } value ? Number(value) : null, unit, Utc(fault.RecoveredAt),
                City(fault.RecoveredAt, zone));
        }

        return csv.ToString();
    }

    private static string Number(decimal value) => value.ToString("0.############", CultureInfo.InvariantCulture);

    private static string? Utc(Instant? at) => at is { } instant ? InstantPattern.General.Format(instant) : null;

    private static string? City(Instant? at, DateTimeZone zone) =>
        at is { } instant ? Local.Format(instant.InZone(zone).LocalDateTime) : null;
}

using NodaTime;
using Samanvay.Adapters.Measures;
using Samanvay.Engine.Situations;
using Samanvay.Engine.Situations.Routing;
using Samanvay.Runtime.Cities;
using Samanvay.Runtime.Series;

namespace Samanvay.Runtime.Situations;

/// <summary>What one device has for a trial.</summary>
internal sealed record TrialPart(Device Device, Route Route, DeviceReadings Read)
{
    /// <summary>In which the rule reads it.</summary>
    public required string Unit { get; init; }

    /// <summary>How many readings may stand for an hour, so that all hours have their place beside the readings that
    /// are still kept.</summary>
    public static int PerHour(IReadOnlyCollection<TrialPart> parts)
    {
        var hours = parts.Sum(part => part.Read.Hours.Length);
        var free = RuleTrial.ReadingsMax - parts.Sum(part => part.Read.Points.Length);
        var came = parts.Sum(part => part.Read.Hours.Sum(hour => (long)hour.Summary.Count));
        return came <= free ? int.MaxValue : Math.Max(HourReadings.FewestPerHour, free / Math.Max(1, hours));
    }

    // What can not be told in the rule's unit would not reach the rule either.
    public IEnumerable<Observation> Observations(Interval span, int perHour) =>
        from point in Hours(perHour).Where(point => span.Contains(point.At)).Concat(Read.Points)
        let value = point.Value is { } raw ? Convert(raw) : null
        where point.Value is null == value is null
        select Route.Reading(Device.Id.Value, point.At, value);

    private IEnumerable<SeriesPoint> Hours(int perHour) =>
        Read.Hours.SelectMany(hour => HourReadings.Of(hour.Summary, perHour));

    private decimal? Convert(decimal value) => Units.Convert(value, Device.Unit, Unit);
}

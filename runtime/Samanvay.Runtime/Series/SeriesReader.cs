using System.Collections.Immutable;
using NodaTime;
using Samanvay.Adapters.Measures;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Intake;

namespace Samanvay.Runtime.Series;

/// <summary>Puts a device's stored hours and what came since together, in the device's own unit.</summary>
public sealed class SeriesReader(ISeriesStore store)
{
    // So long a time is some thousands of readings of a device that speaks each minute.
    private static readonly Duration RawMax = Duration.FromDays(3);

    /// <summary>The newest readings of the time, in their order, at most so many; and what came of the hours before
    /// them.</summary>
    public async Task<DeviceReadings> ReadingsAsync(
        CityId city, IntakeDevice device, Interval span, int max, CancellationToken cancellation)
    {
        var stored = await store.ReadAsync(new SeriesQuery(city, device.Id, span), cancellation);
        var points = Points(stored, device, span).OrderBy(point => point.At).ToList();
        // Of an hour whose readings are gone nobody can say more than what came of it.
        var last = stored.Hours.LastOrDefault(hour => hour.Points.IsDefault);
        return new DeviceReadings(device.Id, device.Unit, [.. points.Skip(Math.Max(0, points.Count - max))])
        {
            IsCut = points.Count > max,
            KeptFrom = last is null ? null : SeriesHour.StartOf(last.Key.Hour + 1),
            Hours =
            [
                .. stored.Hours.Where(hour => hour.Points.IsDefault)
                    .Select(hour => Stretch(hour, device)).OfType<SeriesStretch>(),
            ],
        };
    }

    /// <summary>The last batch whose readings are in the hours.</summary>
    internal async Task<long> GatheredAsync(CityId city, CancellationToken cancellation) =>
        (await store.WorkAsync(city, cancellation)).Taken;

    /// <summary>The last readings of each device in the hours, at least so many where they are kept; what came since is
    /// not in hours.</summary>
    internal async Task<IReadOnlyList<Reading>> NewestAsync(
        CityId city, IReadOnlyCollection<string> devices, int max, CancellationToken cancellation) =>
    [
        .. from hour in await store.NewestAsync(city, devices, max, cancellation)
           from point in NewestOf(hour).TakeLast(max)
           let unit = hour.Unit == SeriesHour.OwnUnit ? null : hour.Unit
           select new Reading(hour.Key.Device, point.At, point.Value, unit),
    ];

    private static ImmutableArray<SeriesPoint> NewestOf(SeriesHour hour) => hour switch
    {
        { Points.IsDefaultOrEmpty: false } => hour.Points,
        { Summary.Count: > 0 } => [new(hour.Summary.LastAt, hour.Summary.Last)],
        _ => [],
    };

    /// <summary>At most so many stretches: each reading where they are few, else what came of equal parts of the
    /// time.</summary>
    public async Task<DeviceSeries> ReadAsync(
        CityId city, IntakeDevice device, Interval span, int stretchesMax, CancellationToken cancellation)
    {
        var isShort = span.Duration <= RawMax;
        var stored = await store.ReadAsync(
            new SeriesQuery(city, device.Id, span) { WithPoints = isShort }, cancellation);
        var known = stored.Hours.Where(hour => hour.Points.IsDefault)
            .Select(hour => Stretch(hour, device)).OfType<SeriesStretch>();
        var single = Points(stored, device, span)
            .Where(point => point.Value is not null).Select(Stretch);
        var all = known.Concat(single).OrderBy(stretch => stretch.From).ToList();
        var isRaw = all.Count <= stretchesMax && all.TrueForAll(stretch => stretch.From == stretch.To);
        if (all.Count > stretchesMax) all = Gathered(all, span, stretchesMax);
        return new DeviceSeries(device.Id, device.Name, device.Signal, device.Unit, [.. all]) { IsRaw = isRaw };
    }

    private static IEnumerable<SeriesPoint> Points(StoredSeries stored, IntakeDevice device, Interval span)
    {
        var gathered =
            from hour in stored.Hours
            where !hour.Points.IsDefault
            from point in hour.Points
            select (Point: point, hour.Unit);
        var open =
            from segment in stored.Open
            from reading in SegmentReadings.Of(segment, device.Id)
            select (Point: new SeriesPoint(reading.At, reading.Value), Unit: reading.Unit ?? device.Unit);
        return
            from one in gathered.Concat(open)
            where span.Contains(one.Point.At) || one.Point.At == span.End
            let point = In(one.Point, one.Unit, device.Unit)
            where point is not null
            select point.Value;
    }

    // What was measured in something else before the device was changed has no place on its scale.
    private static SeriesPoint? In(SeriesPoint point, string from, string to)
    {
        if (point.Value is not { } value || from == to || from == SeriesHour.OwnUnit) return point;
        return Units.Convert(value, from, to) is { } converted ? point with { Value = converted } : null;
    }

    private static SeriesStretch? Stretch(SeriesHour hour, IntakeDevice device)
    {
        if (hour.Summary.Count == 0) return null;
        var end = SeriesHour.StartOf(hour.Key.Hour + 1);
        if (hour.Unit == device.Unit || hour.Unit == SeriesHour.OwnUnit) return new(hour.Start, end, hour.Summary);
        return Units.Convert(0, hour.Unit, device.Unit) is null
            ? null
            : new(hour.Start, end, hour.Summary.In(value => Units.Convert(value, hour.Unit, device.Unit)!.Value));
    }

    private static SeriesStretch Stretch(SeriesPoint point) =>
        new(point.At, point.At, HourSummary.None.With([point]));

    private static List<SeriesStretch> Gathered(List<SeriesStretch> all, Interval span, int stretchesMax)
    {
        var length = (span.Duration.TotalMilliseconds / stretchesMax) + 1;
        return
        [
            .. from stretch in all
               group stretch by Math.Max(0, (long)((stretch.From - span.Start).TotalMilliseconds / length)) into part
               let start = span.Start + Duration.FromMilliseconds(part.Key * length)
               select new SeriesStretch(
                   start, start + Duration.FromMilliseconds(length),
                   part.Aggregate(HourSummary.None, (whole, stretch) => whole.With(stretch.Summary))),
        ];
    }
}

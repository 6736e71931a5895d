using NodaTime;
using NodaTime.Extensions;
using Samanvay.Adapters.Measures;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Cities;
using Samanvay.Runtime.Clock;
using Samanvay.Runtime.Ports;

namespace Samanvay.Runtime.Series;

/// <summary>
/// Gathers what came into one row for each device and hour, and takes out what is kept no longer. A slice at a time;
/// how far it is stands in the transaction of the slice, so whoever goes on after a kill does nothing twice.
/// </summary>
/// <param name="cities">Absent where nobody says what a city has and keeps.</param>
public sealed class SeriesKeeping(
    ISeriesStore store, IObservationStore intake, CityTime time, TimeProvider host, CitySnapshots? cities = null)
{
    private const int ReadingsOfRun = 200_000;

    // As many as a store hands out at once: of a city whose sensors speak one by one there would else be ever more.
    private const int SegmentsOfRun = 2_000;
    private const int HoursOfSlice = 500;
    private const int SegmentsOfSlice = 100;
    private const int DevicesOfSlice = 50;
    private const int DaysOfWholeRound = 7;
    private const int SlicesMax = 20;
    private const int HoursOfDay = 24;

    private static readonly Duration GatherAfter = Duration.FromHours(1);

    // A look reads all that stands open.
    private static readonly Duration LookEvery = Duration.FromMinutes(1);

    // By the host's clock: what has stood open for an hour is gathered, however little it is.
    private readonly Dictionary<CityId, (long Position, Instant Since, Instant LookedAt)> _open = [];

    public async Task RunOnceAsync(CancellationToken cancellation)
    {
        foreach (var city in time.Cities)
        {
            await GatherAsync(city, cancellation);
            await TrimAsync(city, cancellation);
        }
    }

    /// <summary>Goes on with the run under way, or begins one when there is enough, or it is old enough.</summary>
    public async Task GatherAsync(CityId city, CancellationToken cancellation)
    {
        var work = await store.WorkAsync(city, cancellation);
        var (_, checkpoint) = await intake.PositionAsync(city, cancellation);
        if (work.Taking == work.Taken)
        {
            if (checkpoint <= work.Taken) return;
            var begun = await BegunAsync(work, checkpoint, cancellation);
            if (begun is null) return;
            work = begun;
        }

        if (await GatherAsync(work, cancellation) is { } gathered) await DropAsync(gathered, cancellation);
    }

    /// <summary>Takes out what is older than the city keeps it; one round a day of the city.</summary>
    public async Task TrimAsync(CityId city, CancellationToken cancellation)
    {
        if (cities is null || await cities.FindAsync(city, cancellation) is not { } snapshot) return;
        var today = (int)(SeriesHour.Of(time.Now(city)) / HoursOfDay);
        var work = await store.WorkAsync(city, cancellation);
        if (work.Trimming == work.Trimmed)
        {
            if (work.Trimmed >= today) return;
            work = work with { Trimming = today, TrimmedDevice = null };
        }

        for (var slice = 0; slice < SlicesMax; slice++)
        {
            var devices = await store.DevicesAsync(city, work.TrimmedDevice, DevicesOfSlice, cancellation);
            var after = devices is [.., var last]
                ? work with { TrimmedDevice = last } : work with { Trimmed = work.Trimming, TrimmedDevice = null };
            var trims = devices.Select(device => TrimOf(snapshot.Setup, device, work)).ToList();
            if (!await store.TrimAsync(trims, new SeriesStep(work, after), cancellation)) return;
            if (devices.Count == 0) return;
            work = after with { Version = work.Version + 1 };
        }
    }

    // What was kept for as long as before has lost what it can lose but for the days since; a time that was made
    // shorter is found by the round of the week.
    private static SeriesTrim TrimOf(CitySetup setup, string device, SeriesWork work)
    {
        var signal = setup.Devices.GetValueOrDefault(device)?.Signal ?? "";
        var keeping = setup.KeepingOf(signal);
        var isWhole = work.Trimming / DaysOfWholeRound != work.Trimmed / DaysOfWholeRound;
        return new SeriesTrim(
            device, (long)(work.Trimming - keeping.RawDays) * HoursOfDay,
            (long)(work.Trimming - keeping.HourlyDays) * HoursOfDay)
        {
            PointsAfter = isWhole ? 0 : (long)(work.Trimmed - keeping.RawDays) * HoursOfDay,
        };
    }

    private async Task<SeriesWork?> BegunAsync(SeriesWork work, long checkpoint, CancellationToken cancellation)
    {
        var now = host.GetCurrentInstant();
        if (_open.TryGetValue(work.City, out var seen) && now - seen.LookedAt < LookEvery) return null;
        var span = new SegmentSpan(work.City, work.Taken, checkpoint);
        var segments = await store.SegmentsAsync(span, ReadingsOfRun, cancellation);
        if (segments.Count == 0) return null;
        var isMuch = segments.Count >= SegmentsOfRun || segments.Sum(segment => segment.Count) >= ReadingsOfRun;
        if (!isMuch && !IsOld(work.City, segments[0].Position, now)) return null;
        _open.Remove(work.City);
        var begun = work with { Taking = segments[^1].Position, Device = null };
        return await store.KeepAsync([], new SeriesStep(work, begun), cancellation)
            ? begun with { Version = work.Version + 1 } : null;
    }

    private bool IsOld(CityId city, long first, Instant now)
    {
        var since = _open.TryGetValue(city, out var seen) && seen.Position == first ? seen.Since : now;
        _open[city] = (first, since, now);
        return now - since >= GatherAfter;
    }

    private async Task<SeriesWork?> GatherAsync(SeriesWork work, CancellationToken cancellation)
    {
        var span = new SegmentSpan(work.City, work.Taken, work.Taking);
        var segments = await store.SegmentsAsync(span, int.MaxValue, cancellation);
        var units = await UnitsAsync(work.City, cancellation);
        var left = segments.SelectMany(SegmentReadings.Of)
            .Where(reading => work.Device is null || string.CompareOrdinal(reading.Device, work.Device) > 0)
            .GroupBy(reading => reading.Device).OrderBy(device => device.Key, StringComparer.Ordinal);
        foreach (var slice in Slices(left))
        {
            var hours = await MergedAsync(work.City, slice, units, cancellation);
            var after = work with { Device = slice[^1].Key };
            if (!await store.KeepAsync(hours, new SeriesStep(work, after), cancellation)) return null;
            work = after with { Version = work.Version + 1 };
        }

        var done = work with { Taken = work.Taking, Device = null };
        return await store.KeepAsync([], new SeriesStep(work, done), cancellation)
            ? done with { Version = work.Version + 1 } : null;
    }

    // Segments that are in the hours are read by nobody any more, so a kill between two slices does no harm.
    private async Task DropAsync(SeriesWork work, CancellationToken cancellation)
    {
        while (await store.DropSegmentsAsync(work.City, work.Taken, SegmentsOfSlice, cancellation) == SegmentsOfSlice)
        {
            // Until less than a slice was left.
        }
    }

    private static IEnumerable<List<IGrouping<string, Reading>>> Slices(
        IEnumerable<IGrouping<string, Reading>> devices)
    {
        var (slice, hours) = (new List<IGrouping<string, Reading>>(), 0);
        foreach (var device in devices)
        {
            slice.Add(device);
            hours += device.Select(reading => SeriesHour.Of(reading.At)).Distinct().Count();
            if (hours < HoursOfSlice) continue;
            yield return slice;
            (slice, hours) = ([], 0);
        }

        if (slice.Count > 0) yield return slice;
    }

    private async Task<IReadOnlyList<SeriesHour>> MergedAsync(
        CityId city, List<IGrouping<string, Reading>> devices, Func<string, string?> unitOf,
        CancellationToken cancellation)
    {
        var fresh = devices.SelectMany(device => device)
            .GroupBy(reading => new HourKey(reading.Device, SeriesHour.Of(reading.At))).ToList();
        var known = (await store.FindAsync(city, [.. fresh.Select(hour => hour.Key)], cancellation))
            .ToDictionary(hour => hour.Key);
        return
        [
            .. fresh.Select(readings =>
            {
                var unit = unitOf(readings.Key.Device) ?? readings.Select(reading => reading.Unit).FirstOrDefault();
                var hour = known.GetValueOrDefault(readings.Key)
                    ?? new SeriesHour(city, readings.Key, unit ?? SeriesHour.OwnUnit, HourSummary.None, []);
                return hour.With([.. readings.Select(reading => In(hour.Unit, unit, reading)).OfType<SeriesPoint>()]);
            }),
        ];
    }

    // What can not be told in the hour's unit is no reading of it.
    private static SeriesPoint? In(string unit, string? own, Reading reading)
    {
        if (reading.Value is not { } value) return new SeriesPoint(reading.At, null);
        return Units.Convert(value, reading.Unit ?? own ?? unit, unit) is { } converted
            ? new SeriesPoint(reading.At, converted) : null;
    }

    private async Task<Func<string, string?>> UnitsAsync(CityId city, CancellationToken cancellation)
    {
        var snapshot = cities is null ? null : await cities.FindAsync(city, cancellation);
        return device => snapshot?.Setup.Devices.GetValueOrDefault(device)?.Unit;
    }
}

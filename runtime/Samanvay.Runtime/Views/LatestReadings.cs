using System.Collections.Concurrent;
using System.Collections.Immutable;
using Samanvay.Adapters.Measures;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Cities;
using Samanvay.Runtime.Series;

namespace Samanvay.Runtime.Views;

/// <summary>What every device said last, the latest first. Segments never change, so each is read once; what was
/// gathered from them into hours before is looked for at first. Whatever a sender's unit, they are told in the device's
/// own.</summary>
internal sealed class LatestReadings(IViewStore store, SeriesReader series)
{
    // More do not wait to be gathered.
    private const int SegmentsMax = 2_000;
    private const int KeptMax = 5;

    private readonly ConcurrentDictionary<CityId, City> _cities = new();

    public async Task<ImmutableDictionary<string, ImmutableArray<Reading>>> OfAsync(
        CityId city, IReadOnlyDictionary<string, Device> devices, CancellationToken cancellation)
    {
        var known = _cities.GetOrAdd(city, _ => new City());
        await known.Gate.WaitAsync(cancellation);
        try
        {
            // What was gathered since may never have been seen here as a segment.
            var gathered = await series.GatheredAsync(city, cancellation);
            if (known.Gathered != gathered)
                known.Take(await series.NewestAsync(city, [.. devices.Keys], KeptMax, cancellation), devices);
            known.Gathered = gathered;
            foreach (var (number, segment) in
                await store.SegmentsAfterAsync(city, known.Number, SegmentsMax, cancellation))
            {
                known.Take(SegmentReadings.Of(segment), devices);
                known.Number = number;
            }

            return known.Readings;
        }
        finally
        {
            known.Gate.Release();
        }
    }

    /// <summary>In the device's unit; as it is where the device was of another kind then.</summary>
    internal static Reading In(Reading reading, string own) => reading switch
    {
        { Unit: null } => reading with { Unit = own },
        { Value: null } => reading with { Unit = own },
        { Value: { } value, Unit: { } unit } when Units.Convert(value, unit, own) is { } converted =>
            reading with { Value = converted, Unit = own },
        _ => reading,
    };

    private sealed class City
    {
        public SemaphoreSlim Gate { get; } = new(1);

        public long Number { get; set; }

        /// <summary>The last batch whose readings are known from the hours; none before the first look.</summary>
        public long? Gathered { get; set; }

        public ImmutableDictionary<string, ImmutableArray<Reading>> Readings { get; private set; } =
            ImmutableDictionary.Create<string, ImmutableArray<Reading>>(StringComparer.Ordinal);

        // Devices catch up on what they could not send: an older reading is not the latest.
        public void Take(IEnumerable<Reading> readings, IReadOnlyDictionary<string, Device> devices)
        {
            var builder = Readings.ToBuilder();
            foreach (var told in readings)
            {
                var reading = devices.GetValueOrDefault(told.Device) is { Unit: var own } ? In(told, own) : told;
                builder[reading.Device] = builder.TryGetValue(reading.Device, out var known)
                    ? With(known, reading)
                    : [reading];
            }

            Readings = builder.ToImmutable();
        }

        private static ImmutableArray<Reading> With(ImmutableArray<Reading> known, Reading reading)
        {
            var place = 0;
            while (place < known.Length && known[place].At > reading.At) place++;
            if (place >= KeptMax || IsKnown(known, reading)) return known;
            return known.Length < KeptMax
                ? known.Insert(place, reading)
                : known.RemoveAt(KeptMax - 1).Insert(place, reading);
        }

        // The same reading may be told by its segment and by its hour.
        private static bool IsKnown(ImmutableArray<Reading> known, Reading reading) =>
            known.Any(each => each.At == reading.At && each.Value == reading.Value);
    }
}

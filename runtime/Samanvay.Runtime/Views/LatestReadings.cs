using System.Collections.Concurrent;
using System.Collections.Immutable;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Series;

namespace Samanvay.Runtime.Views;

/// <summary>What every device said last. Segments never change, so each is read once.</summary>
internal sealed class LatestReadings(IViewStore store)
{
    private const int SegmentsMax = 500;

    private readonly ConcurrentDictionary<CityId, City> _cities = new();

    public async Task<ImmutableDictionary<string, Reading>> OfAsync(CityId city, CancellationToken cancellation)
    {
        var known = _cities.GetOrAdd(city, _ => new City());
        await known.Gate.WaitAsync(cancellation);
        try
        {
            foreach (var (number, segment) in
                await store.SegmentsAfterAsync(city, known.Number, SegmentsMax, cancellation))
            {
                known.Take(SegmentReadings.Of(segment));
                known.Number = number;
            }

            return known.Readings;
        }
        finally
        {
            known.Gate.Release();
        }
    }

    private sealed class City
    {
        public SemaphoreSlim Gate { get; } = new(1);

        public long Number { get; set; }

        public ImmutableDictionary<string, Reading> Readings { get; private set; } =
            ImmutableDictionary.Create<string, Reading>(StringComparer.Ordinal);

        // Devices catch up on what they could not send: an older reading is not the latest.
        public void Take(IEnumerable<Reading> readings)
        {
            var builder = Readings.ToBuilder();
            foreach (var reading in readings)
            {
                if (!builder.TryGetValue(reading.Device, out var last) || last.At <= reading.At)
                    builder[reading.Device] = reading;
            }

            Readings = builder.ToImmutable();
        }
    }
}

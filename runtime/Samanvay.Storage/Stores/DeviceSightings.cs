using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Cities;
using Samanvay.Runtime.Ports;
using Samanvay.Runtime.Series;
using Samanvay.Storage.Model.Intake;

namespace Samanvay.Storage.Stores;

/// <summary>Reads the latest segments of observations, and the newest hours, for who spoke when.</summary>
public sealed class DeviceSightings(IDbContextFactory<SamanvayDbContext> contexts, ISeriesStore series)
    : IDeviceSightings
{
    private const int SegmentsMax = 200;

    public async Task<ImmutableDictionary<DeviceId, Instant>> LastSeenAsync(CityId city, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var bodies = await context.Set<StoredSegment>().AsNoTracking().Where(row => row.City == city)
            .OrderByDescending(row => row.LastAt).Take(SegmentsMax).Select(row => row.Body).ToListAsync(cancellation);
        var hours = await series.NewestAsync(
            city, await series.DevicesAsync(city, null, int.MaxValue, cancellation), 1, cancellation);
        return bodies.SelectMany(Read)
            .Concat(hours.Where(hour => hour.Summary.Count > 0)
                .Select(hour => (Device: new DeviceId(hour.Key.Device), At: hour.Summary.LastAt)))
            .GroupBy(seen => seen.Device)
            .ToImmutableDictionary(device => device.Key, device => device.Max(seen => seen.At));
    }

    private static List<(DeviceId Device, Instant At)> Read(byte[] body)
    {
        using var segment = JsonDocument.Parse(body);
        return [.. segment.RootElement.EnumerateArray().Select(observation => (
            new DeviceId(observation.GetProperty("device").GetString()!),
            InstantPattern.ExtendedIso.Parse(observation.GetProperty("time").GetString()!).Value))];
    }
}

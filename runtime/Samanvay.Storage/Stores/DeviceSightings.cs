using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Cities;
using Samanvay.Runtime.Ports;
using Samanvay.Storage.Model.Intake;

namespace Samanvay.Storage.Stores;

/// <summary>Reads the latest segments of observations for who spoke when.</summary>
public sealed class DeviceSightings(IDbContextFactory<SamanvayDbContext> contexts) : IDeviceSightings
{
    private const int SegmentsMax = 200;

    public async Task<ImmutableDictionary<DeviceId, Instant>> LastSeenAsync(CityId city, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var bodies = await context.Set<StoredSegment>().AsNoTracking().Where(row => row.City == city)
            .OrderByDescending(row => row.LastAt).Take(SegmentsMax).Select(row => row.Body).ToListAsync(cancellation);
        return bodies.SelectMany(Read).GroupBy(seen => seen.Device).ToImmutableDictionary(
            device => device.Key, device => device.Max(seen => seen.At));
    }

    private static List<(DeviceId Device, Instant At)> Read(byte[] body)
    {
        using var segment = JsonDocument.Parse(body);
        return [.. segment.RootElement.EnumerateArray().Select(observation => (
            new DeviceId(observation.GetProperty("device").GetString()!),
            InstantPattern.ExtendedIso.Parse(observation.GetProperty("time").GetString()!).Value))];
    }
}

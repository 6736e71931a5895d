using System.Collections.Immutable;
using NodaTime;
using Samanvay.Runtime.Cities;
using Samanvay.Runtime.Intake;
using Samanvay.Runtime.Series;

namespace Samanvay.Runtime.Views;

/// <summary>Makes the lines of devices.</summary>
internal sealed class DeviceBoard(ViewSources sources)
{
    private readonly LatestReadings _latest = new(sources.Store, sources.Series);

    public async Task<ImmutableArray<DeviceLine>> OfAsync(ViewScene scene, CancellationToken cancellation)
    {
        var readings = await _latest.OfAsync(
            scene.Asker.City, scene.City.Setup.Devices, cancellation);
        var intake = await sources.Intake.GetAsync(scene.Asker.City, cancellation);
        return
        [
            .. scene.City.Setup.Devices.Values.Select(device => Line(
                scene, device, In(device, readings.GetValueOrDefault(device.Id.Value, [])), intake)),
        ];
    }

    // The unit of a device may have changed since its readings were looked at.
    private static ImmutableArray<Reading> In(Device device, ImmutableArray<Reading> readings) =>
        [.. readings.Select(reading => LatestReadings.In(reading, device.Unit))];

    private static DeviceLine Line(
        ViewScene scene, Device device, ImmutableArray<Reading> readings, IntakeContext intake)
    {
        var patience = Patience(intake, device);
        Reading? last = readings is [var latest, ..] ? latest : null;
        return new DeviceLine(device.Id.Value, device.Name, device.Signal, last?.Unit ?? device.Unit)
        {
            WardName = scene.Names.Ward(device.Ward?.Value),
            Latitude = device.Latitude,
            Longitude = device.Longitude,
            LastValue = last?.Value,
            LastSeenAt = last?.At,
            Silent = last is not { At: var at } || at + (patience ?? Duration.FromDays(36_500)) < scene.Now,
            Patience = patience,
            Recent = [.. readings.Select(reading => new ReadingLine(
                reading.At, reading.Value, reading.Unit ?? device.Unit, reading.Basis))],
        };
    }

    // Nobody waits for a device that no rule listens to.
    private static Duration? Patience(IntakeContext intake, Device device) =>
        intake.RulesOf(device.Id.Value) is [_, ..] rules ? rules.Min(rule => rule.StaleAfter) : null;
}

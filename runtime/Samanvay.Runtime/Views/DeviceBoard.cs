using System.Collections.Immutable;
using NodaTime;
using Samanvay.Runtime.Cities;
using Samanvay.Runtime.Intake;
using Samanvay.Runtime.Series;

namespace Samanvay.Runtime.Views;

/// <summary>Makes the lines of devices.</summary>
internal sealed class DeviceBoard(ViewSources sources)
{
    private readonly LatestReadings _latest = new(sources.Store);

    public async Task<ImmutableArray<DeviceLine>> OfAsync(ViewScene scene, CancellationToken cancellation)
    {
        var readings = await _latest.OfAsync(scene.Asker.City, cancellation);
        var intake = await sources.Intake.GetAsync(scene.Asker.City, cancellation);
        return
        [
            .. scene.City.Setup.Devices.Values.Select(device => Line(
                scene, device, readings.TryGetValue(device.Id.Value, out var reading) ? reading : null, intake)),
        ];
    }

    private static DeviceLine Line(ViewScene scene, Device device, Reading? reading, IntakeContext intake) =>
        new(device.Id.Value, device.Name, device.Signal, reading?.Unit ?? device.Unit)
        {
            WardName = scene.Names.Ward(device.Ward?.Value),
            Latitude = device.Latitude,
            Longitude = device.Longitude,
            LastValue = reading?.Value,
            LastSeenAt = reading?.At,
            Silent = reading is not { At: var at } || at + Patience(intake, device) < scene.Now,
        };

    private static Duration Patience(IntakeContext intake, Device device) =>
        intake.RulesOf(device.Id.Value) is [_, ..] rules
            ? rules.Min(rule => rule.StaleAfter) : Duration.FromDays(36_500);
}

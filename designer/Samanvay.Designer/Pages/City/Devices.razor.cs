using System.Globalization;
using Microsoft.AspNetCore.Components;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Cities;
using Samanvay.Runtime.Views;

namespace Samanvay.Designer.Pages.City;

/// <summary>The sensors and other sources, when each was last heard, and whether it has a key at all.</summary>
public sealed partial class Devices
{
    private IReadOnlyDictionary<string, DeviceLine> _seen = new Dictionary<string, DeviceLine>();

    [Inject]
    private ViewDesk Views { get; set; } = null!;

    internal override string Section => "devices";

    private Device? Edited => Edit is null ? null : Setup?.Devices.GetValueOrDefault(Edit);

    internal override CityEdit RemovalOf(string id) => new RemoveDevice(new DeviceId(id));

    // Who may not see readings still sees the devices.
    protected override async Task ReadyAsync()
    {
        var language = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;
        if (await Views.DevicesAsync(Who!, language, Cancellation) is Granted<DevicesView> { Value: var view })
            _seen = view.Devices.ToDictionary(device => device.Id);
    }

    private static string? Written(double? number) => number?.ToString(CultureInfo.InvariantCulture);

    private Task SaveDeviceAsync()
    {
        if (Setup is null || Posted(EditForm) is not { } form) return Task.CompletedTask;
        var id = new DeviceId(Edited?.Id.Value ?? form.Text("id") ?? "");
        var (name, signal, unit) = (form.Text("name") ?? "", form.Text("signal") ?? "", form.Text("unit") ?? "");
        return AddOrSaveAsync(Edited, new SaveDevice(new Device(Setup.City.Id, id, name, signal, unit)
        {
            Ward = form.Text("ward") is { } ward ? new WardId(ward) : null,
            Longitude = form.Number("longitude"),
            Latitude = form.Number("latitude"),
            Gateway = form.Text("gateway"),
        }));
    }
}

using System.Collections.Immutable;
using System.Globalization;
using Samanvay.Designer.Components.Map;
using Samanvay.Designer.Localization;
using Samanvay.Runtime.Views;

namespace Samanvay.Designer.Pages.Live;

/// <summary>What stands on the map. Everything here stands in a list beside it too.</summary>
internal static class LivePlaces
{
    public static ImmutableArray<MapPlace> Of(LiveView view, Texts texts) =>
        [.. view.Open.SelectMany(incident => Incident(incident, texts)),
            .. view.Devices.SelectMany(device => Sensor(device, texts))];

    public static string Reading(DeviceLine device, Texts texts) => device switch
    {
        { LastValue: { } value } => string.Create(CultureInfo.CurrentCulture, $"{value:0.###} {device.Unit}"),
        _ => texts["live.device.novalue"],
    };

    private static IEnumerable<MapPlace> Incident(IncidentLine incident, Texts texts)
    {
        if (incident is not { Latitude: { } latitude, Longitude: { } longitude }) yield break;
        var severity = (int)incident.Severity;
        var text = $"S{severity} {texts[$"components.severity.{severity}"]}: {incident.Title}";
        yield return new MapPlace(incident.Id.ToString(), MapPlaceKind.Incident, latitude, longitude,
            text) { Severity = severity };
    }

    private static IEnumerable<MapPlace> Sensor(DeviceLine device, Texts texts)
    {
        if (device is not { Latitude: { } latitude, Longitude: { } longitude }) yield break;
        var silent = device.Silent ? $" ({texts["live.device.silent"]})" : "";
        yield return new MapPlace(
            "device:" + device.Id, MapPlaceKind.Sensor, latitude, longitude,
            $"{device.Name}: {Reading(device, texts)}{silent}")
        {
            State = device.Silent ? SensorState.Silent : SensorState.Normal,
        };
    }
}

using System.Globalization;
using Samanvay.Runtime.Cities;
using Samanvay.Runtime.Feeds;
using Samanvay.Runtime.Views;

namespace Samanvay.Designer.Pages.City;

/// <summary>The city's tables as files. What can be imported has the columns that the import reads.</summary>
internal static class CityTables
{
    public static string? Write(string section, CitySetup setup) => section switch
    {
        "agencies" => CsvWriter.Write(["id", "name", "phone"],
            setup.Agencies.Values.Select(it => (string?[])[it.Id.Value, it.Name, it.Phone])),
        "roles" => CsvWriter.Write(["id", "name", "agency", "calendar"],
            setup.Roles.Values.Select(it => (string?[])[it.Id.Value, it.Name, it.Agency.Value, it.Calendar])),
        "people" => CsvWriter.Write(["id", "name", "agency", "access", "language", "email", "phone", "holds"],
            setup.People.Values.Select(it => Line(it, setup))),
        "devices" => CsvWriter.Write(["id", "name", "signal", "unit", "ward", "longitude", "latitude", "gateway"],
            setup.Devices.Values.Select(Line)),
        "wards" => CsvWriter.Write(["id", "name"], setup.Wards.Values.Select(it => (string?[])[it.Id.Value, it.Name])),
        "calendars" => CsvWriter.Write(["id", "name", "content"],
            setup.Calendars.Values.Select(it => (string?[])[it.Id, it.Name, it.Content])),
        "keys" => CsvWriter.Write(["id", "name", "device", "gateway", "issued at", "issued by", "revoked at"],
            setup.Keys.Values.Select(Line)),
        "feeds" => CsvWriter.Write(["feed", "title", "format", "arrival", "gateway", "device", "property", "target"],
            setup.Feeds.Values.SelectMany(Lines)),
        _ => null,
    };

    /// <summary>What the devices said last.</summary>
    public static string Signals(IEnumerable<DeviceLine> devices) => CsvWriter.Write(
        ["id", "name", "signal", "ward", "value", "unit", "at", "silent"],
        devices.Select(it => (string?[])
        [
            it.Id, it.Name, it.Signal, it.WardName, it.LastValue?.ToString(CultureInfo.InvariantCulture), it.Unit,
            it.LastSeenAt?.ToString(), it.Silent ? "yes" : "no",
        ]));

    public static string WardsGeoJson(CitySetup setup) =>
        $$"""{"type":"FeatureCollection","features":[{{string.Join(',', setup.Wards.Values.Select(Feature))}}]}""";

    private static string Feature(Ward ward) =>
        $$"""{"type":"Feature","properties":{"id":{{Quoted(ward.Id.Value)}},"name":{{Quoted(ward.Name)}}},"""
        + $"\"geometry\":{ward.Geometry}}}";

    private static string Quoted(string text) => $"\"{System.Text.Json.JsonEncodedText.Encode(text)}\"";

    private static string?[] Line(Person it, CitySetup setup) =>
    [
        it.Id.Value, it.Name, it.Agency?.Value, string.Join("; ", it.Roles), it.Language, it.Email, it.Phone,
        string.Join("; ", setup.Holders.Values.SelectMany(holders => holders)
            .Where(holder => holder.Person == it.Id).Select(Duty)),
    ];

    private static string?[] Line(Device it) =>
    [
        it.Id.Value, it.Name, it.Signal, it.Unit, it.Ward?.Value,
        it.Longitude?.ToString(CultureInfo.InvariantCulture), it.Latitude?.ToString(CultureInfo.InvariantCulture),
        it.Gateway,
    ];

    private static string?[] Line(ApiKey it) =>
    [
        it.Id.Value, it.Name, it.Device?.Value, it.Gateway, it.IssuedAt.ToString(), it.IssuedBy.Value,
        it.RevokedAt?.ToString(),
    ];

    // A feed without bindings is a line as well.
    private static IEnumerable<string?[]> Lines(Feed it) => it.Bindings.Select(binding => (FeedBinding?)binding)
        .DefaultIfEmpty().Select(binding => (string?[])
        [
            it.Id, it.Title, it.Format.ToString(), it.Arrival.ToString(), it.Gateway, binding?.Device,
            binding?.Property, binding?.Target?.Value,
        ]);

    private static string Duty(RoleHolder holder) => holder switch
    {
        { Deputy: true } => $"{holder.Role}:deputy",
        { Order: 1 } => holder.Role.Value,
        _ => $"{holder.Role}:{holder.Order}",
    };
}

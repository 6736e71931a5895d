using System.Collections.Immutable;
using System.Globalization;
using Samanvay.Runtime.Access;

namespace Samanvay.Runtime.Cities.Files;

/// <summary>Agencies, roles and devices: one line each, one edit each.</summary>
internal static class CityCsv
{
    public static FilePreview Agencies(string text, CitySetup setup)
    {
        var csv = CsvText.Read(text, ["id", "name"], ["phone"]);
        return CityFile.Preview(setup, [.. csv.Lines.Select(line => Agency(line, setup))], csv.Problems, []);
    }

    public static FilePreview Roles(string text, CitySetup setup)
    {
        var csv = CsvText.Read(text, ["id", "name", "agency"], ["calendar"]);
        return CityFile.Preview(setup, [.. csv.Lines.Select(line => Role(line, setup))], csv.Problems, []);
    }

    public static FilePreview Devices(string text, CitySetup setup)
    {
        var csv = CsvText.Read(text, ["id", "name", "signal", "unit"], ["ward", "longitude", "latitude", "gateway"]);
        var numbers = csv.Lines.SelectMany(NumberProblems);
        return CityFile.Preview(setup, [.. csv.Lines.Select(line => Device(line, setup))],
            [.. csv.Problems, .. numbers], []);
    }

    private static LineEdit Agency(CsvLine line, CitySetup setup)
    {
        var id = line["id"] ?? "";
        var before = setup.Agencies.GetValueOrDefault(id);
        var after = new Agency(setup.City.Id, new AgencyId(id), line["name"] ?? "") { Phone = line["phone"] };
        return new(line.Line, $"agencies/{id}", new SaveAgency(after), before, after);
    }

    private static LineEdit Role(CsvLine line, CitySetup setup)
    {
        var id = line["id"] ?? "";
        var before = setup.Roles.GetValueOrDefault(id);
        var agency = new AgencyId(line["agency"] ?? "");
        var after = new Role(setup.City.Id, new RoleId(id), line["name"] ?? "", agency, line["calendar"]);
        return new(line.Line, $"roles/{id}", new SaveRole(after), before, after);
    }

    private static LineEdit Device(CsvLine line, CitySetup setup)
    {
        var id = line["id"] ?? "";
        var before = setup.Devices.GetValueOrDefault(id);
        // A cell that is no number is one thing to correct, not two: half a place would be told as well.
        var hasPlace = !NumberProblems(line).Any();
        var after = new Device(setup.City.Id, new DeviceId(id), line["name"] ?? "", line["signal"] ?? "", line["unit"]
            ?? "")
        {
            Ward = line["ward"] is { } ward ? new WardId(ward) : null,
            Longitude = hasPlace ? Number(line["longitude"]) : null,
            Latitude = hasPlace ? Number(line["latitude"]) : null,
            Gateway = line["gateway"],
        };
        return new(line.Line, $"devices/{id}", new SaveDevice(after), before, after);
    }

    private static IEnumerable<LineProblem> NumberProblems(CsvLine line) =>
        from column in (string[])["longitude", "latitude"]
        where line[column] is not null && Number(line[column]) is null
        select new LineProblem(line.Line, column, $"{line[column]} is not a number. Write it like 77.2090.");

    private static double? Number(string? text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
}

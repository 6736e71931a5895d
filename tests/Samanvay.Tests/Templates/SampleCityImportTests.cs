using Samanvay.Runtime.Access;
using Samanvay.Runtime.Cities;
using Samanvay.Runtime.Cities.Files;
using Samanvay.Tests.Support;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Templates;

public sealed class SampleCityImportTests
{
    private static readonly string Folder = Path.Combine(SharedFolder.Repository, "samples", "city");

    [Fact]
    public void The_sample_city_s_files_are_read_as_an_administrator_would_import_them()
    {
        var setup = new CitySetup(City());
        foreach (var (kind, file) in new[]
        {
            (CityFileKind.Agencies, "agencies.csv"), (CityFileKind.Roles, "roles.csv"),
            (CityFileKind.Wards, "wards.geojson"), (CityFileKind.Devices, "devices.csv"),
            (CityFileKind.People, "people.csv"),
        })
        {
            var preview = CityFile.Read(kind, File.ReadAllText(Path.Combine(Folder, file)), setup);

            preview.Problems.ShouldBeEmpty(file);
            preview.Added.ShouldBeGreaterThan(0, file);
            setup = setup.Apply(preview.Edits);
        }

        CityRules.Check(setup).ShouldBeEmpty();
    }

    [Fact]
    public void Every_device_lies_in_the_ward_that_it_names()
    {
        var wards = PlaybookFolder.Read(Path.Combine(Folder, "wards.geojson")).GetProperty("features").EnumerateArray()
            .ToDictionary(
                ward => ward.GetProperty("properties").GetProperty("id").GetString()!,
                ward => GeoShape.Read(ward.GetProperty("geometry")).ShouldNotBeNull());
        var devices = CityFile.Read(
            CityFileKind.Devices, File.ReadAllText(Path.Combine(Folder, "devices.csv")), new CitySetup(City()));

        foreach (var device in devices.Edits.OfType<SaveDevice>().Select(edit => edit.Device))
        {
            var place = new GeoPoint(device.Longitude.ShouldNotBeNull(), device.Latitude.ShouldNotBeNull());
            GeoShape.Contains(wards[device.Ward.ShouldNotBeNull().Value], place).ShouldBeTrue(device.Id.Value);
        }
    }

    [Fact]
    public void Every_calendar_can_be_read()
    {
        foreach (var calendar in PlaybookFolder.Read(Path.Combine(Folder, "calendars.json")).EnumerateArray())
        {
            var id = calendar.GetProperty("id").GetString()!;

            CalendarJson.Read(id, calendar.GetRawText(), "Asia/Kolkata").Problems.ShouldBeEmpty(id);
        }
    }

    private static City City()
    {
        var city = PlaybookFolder.Read(Path.Combine(Folder, "city.json"));
        return new City(
            new CityId(city.GetProperty("id").GetString()!), city.GetProperty("name").GetProperty("en").GetString()!,
            city.GetProperty("zone").GetString()!,
            [.. city.GetProperty("languages").EnumerateArray().Select(language => language.GetString()!)],
            Enum.Parse<CityMode>(city.GetProperty("mode").GetString()!, ignoreCase: true));
    }
}

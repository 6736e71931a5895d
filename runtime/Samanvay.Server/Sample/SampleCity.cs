using System.Collections.Immutable;
using System.Text.Json;
using NodaTime;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Cities;
using Samanvay.Runtime.Cities.Files;
using Samanvay.Runtime.Clock;
using Samanvay.Runtime.Ports;
using Samanvay.Runtime.Procedures;

namespace Samanvay.Server.Sample;

/// <summary>Loads the invented city from its files, the very ones that an administrator could import.</summary>
internal sealed class SampleCity(ICityStore store, IProcedureStore procedures, CityTime time)
{
    private static readonly (CityFileKind Kind, string File)[] Files =
    [
        (CityFileKind.Agencies, "agencies.csv"), (CityFileKind.Roles, "roles.csv"),
            (CityFileKind.Wards, "wards.geojson"),
        (CityFileKind.Devices, "devices.csv"), (CityFileKind.People, "people.csv"),
    ];

    public async Task LoadAsync(CancellationToken cancellation)
    {
        var folder = SampleFiles.City;
        using var description =
            JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "city.json"), cancellation));
        var city = Read(description.RootElement);
        var edits = new List<CityEdit> { new SaveCity(city) };
        var setup = new CitySetup(city);
        foreach (var (kind, file) in Files)
        {
            var preview = CityFile.Read(kind, await File.ReadAllTextAsync(Path.Combine(folder, file), cancellation),
                setup);
            setup = setup.Apply(preview.Edits);
            edits.AddRange(preview.Edits);
        }

        edits.AddRange(await CalendarsAsync(city.Id, folder, cancellation));
        var season = await SeasonScript.ReadAsync(SampleFiles.Season, cancellation);
        var playbooks = description.RootElement.GetProperty("playbooks").EnumerateArray()
            .Select(each =>
                (Folder: each.GetProperty("folder").GetString()!, Binding: each.GetProperty("binding").GetString()!));
        var versions = new List<ProcedureVersion>();
        foreach (var (playbook, file) in playbooks)
        {
            using var binding =
                JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(folder, file), cancellation));
            var version = await VersionAsync(setup, playbook, binding.RootElement, season.StartsAt, cancellation);
            versions.Add(version);
            edits.AddRange(Bindings(city.Id, version.Procedure, binding.RootElement));
        }

        await store.SaveAsync(city.Id, edits, cancellation);
        await procedures.PublishAsync(versions, null, cancellation);
        await time.AddAsync(city.Id, ClockMode.Sample, season.StartsAt, cancellation);
    }

    private static City Read(JsonElement root) => new(
        new CityId(root.GetProperty("id").GetString()!), root.GetProperty("name").GetProperty("en").GetString()!,
        root.GetProperty("zone").GetString()!,
        [.. root.GetProperty("languages").EnumerateArray().Select(language => language.GetString()!)], CityMode.Sample);

    private static async Task<IReadOnlyList<CityEdit>> CalendarsAsync(CityId city, string folder,
        CancellationToken cancellation)
    {
        using var calendars =
            JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "calendars.json"), cancellation));
        return
        [
            .. calendars.RootElement.EnumerateArray().Select(calendar =>
            {
                var id = calendar.GetProperty("id").GetString()!;
                return new SaveCalendar(new CityCalendar(city, id, id, calendar.GetRawText()));
            }),
        ];
    }

    private static async Task<ProcedureVersion> VersionAsync(
        CitySetup setup, string playbook, JsonElement binding, Instant at, CancellationToken cancellation)
    {
        var folder = Path.Combine(SampleFiles.Templates, playbook);
        using var manifest =
            JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "playbook.json"), cancellation));
        var files = ProcedureFiles.Empty;
        foreach (var path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            var name = Path.GetRelativePath(folder, path).Replace('\\', '/');
            if (ProcedureFiles.IsPath(name))
                files = files.With(name, await File.ReadAllTextAsync(path, cancellation));
        }

        var parameters = new ParameterValues(binding.GetProperty("parameters").EnumerateObject()
            .ToImmutableSortedDictionary(each => each.Name, each => each.Value.GetString()!, StringComparer.Ordinal));
        var root = manifest.RootElement;
        var administrator = setup.People.Values.First(person => person.Roles.Contains(CityRole.Administrator));
        return new ProcedureVersion(
            setup.City.Id, ProcedureVersion.IdOf(files, parameters),
            new ProcedureId(Path.GetFileNameWithoutExtension(files.DiagramPath!)), 1, files)
        {
            Name = TitleOf(root),
            Parameters = parameters,
            PublishedAt = at,
            PublishedBy = administrator.Id,
            Playbook = $"{root.GetProperty("id").GetString()} {root.GetProperty("version").GetString()}",
        };
    }

    private static string TitleOf(JsonElement manifest) =>
        manifest.GetProperty("title") is { ValueKind: JsonValueKind.Object } titles
        ? titles.GetProperty("en").GetString()!
        : manifest.GetProperty("title").GetString()!;

    private static IEnumerable<CityEdit> Bindings(CityId city, ProcedureId procedure, JsonElement binding)
    {
        foreach (var role in binding.GetProperty("roles").EnumerateObject())
            yield return new SaveBinding(new Binding(city, BindingKind.Role, role.Name, [role.Value.GetString()!]));

        foreach (var signal in binding.GetProperty("signals").EnumerateObject())
        {
            yield return new SaveBinding(new Binding(
                city, BindingKind.Signal, Binding.SignalName(procedure.Value, signal.Name),
                [.. signal.Value.GetProperty("devices").EnumerateArray().Select(device => device.GetString()!)]));
        }

        foreach (var calendar in binding.GetProperty("calendars").EnumerateObject())
        {
            yield return new SaveBinding(new Binding(city, BindingKind.Calendar, calendar.Name,
                [calendar.Value.GetString()!]));
        }
    }
}

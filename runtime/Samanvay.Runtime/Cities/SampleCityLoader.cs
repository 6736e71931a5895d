using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Cities.Files;
using Samanvay.Runtime.Playbooks;
using Samanvay.Runtime.Ports;

namespace Samanvay.Runtime.Cities;

/// <summary>What the sample city is loaded through: the same doors as any other city.</summary>
public sealed record SampleCityDesks(
    ICityStore Store, PlaybookDesk Playbooks, PlaybookPublishing Publishing);

/// <summary>Loads the sample city from its folder, with its playbooks accepted, bound and published.</summary>
public sealed class SampleCityLoader(SampleCityDesks desks, TemplateFolder templates)
{
    /// <summary>Leaves what is there already as it is, so that a loading that was cut short can be taken up again. The
    /// clock is the caller's to set.</summary>
    /// <exception cref="InvalidDataException">A file of the folder has problems; the message names them.</exception>
    public async Task<CityId> LoadAsync(string folder, CancellationToken cancellation)
    {
        var sample = JsonSerializer.Deserialize(
            await File.ReadAllTextAsync(Path.Combine(folder, "city.json"), cancellation),
            SampleJson.Default.SampleFile) ?? throw new InvalidDataException("city.json is empty.");
        var city = new CityId(sample.Id);
        var setup = await desks.Store.LoadAsync(city, cancellation);
        if (setup is null)
        {
            setup = await ReadAsync(folder, sample, cancellation);
            await desks.Store.SaveAsync(city, Edits(setup), cancellation);
        }

        var administrator = setup.People.Values.First(person => person.Roles.Contains(CityRole.Administrator))
            .AsAsker();
        foreach (var playbook in sample.Playbooks) await PublishAsync(administrator, folder, playbook, cancellation);
        return city;
    }

    private static async Task<CitySetup> ReadAsync(string folder, SampleFile sample, CancellationToken cancellation)
    {
        var city = new City(
            new CityId(sample.Id), First(sample.Name), sample.Zone, sample.Languages, CityMode.Sample)
        {
            Names = sample.Name.Where(name => name.Key != sample.Languages[0])
                .ToImmutableSortedDictionary(StringComparer.Ordinal),
        };
        var setup = new CitySetup(city);
        foreach (var calendar in await CalendarsAsync(folder, sample, cancellation))
            setup = setup.Apply(new SaveCalendar(calendar));
        (CityFileKind Kind, string Name)[] files =
        [
            (CityFileKind.Agencies, "agencies"), (CityFileKind.Roles, "roles"), (CityFileKind.Wards, "wards"),
            (CityFileKind.Devices, "devices"), (CityFileKind.People, "people"),
        ];
        foreach (var (kind, name) in files.Where(file => sample.Files.ContainsKey(file.Name)))
        {
            var text = await File.ReadAllTextAsync(Path.Combine(folder, sample.Files[name]), cancellation);
            var preview = CityFile.Read(kind, text, setup);
            if (preview.Problems is [var problem, ..])
                throw new InvalidDataException($"{sample.Files[name]}, line {problem.Line}: {problem.Message}");
            setup = setup.Apply(preview.Edits);
        }

        return setup;
    }

    private static async Task<IEnumerable<CityCalendar>> CalendarsAsync(
        string folder, SampleFile sample, CancellationToken cancellation)
    {
        if (!sample.Files.TryGetValue("calendars", out var file)) return [];
        var text = await File.ReadAllTextAsync(Path.Combine(folder, file), cancellation);
        var calendars = JsonSerializer.Deserialize(text, SampleJson.Default.ImmutableArrayJsonElement);
        return calendars.Select(calendar => new CityCalendar(
            new CityId(sample.Id), calendar.GetProperty("id").GetString()!,
            First(calendar.GetProperty("name").Deserialize(SampleJson.Default.DictionaryStringString)!),
            calendar.GetRawText()));
    }

    private async Task PublishAsync(
        Asker administrator, string folder, SamplePlaybook sample, CancellationToken cancellation)
    {
        if (templates.Read(sample.Folder)?.Value is not { } files)
            throw new InvalidDataException($"There is no template {sample.Folder}.");
        var line = Granted(await desks.Playbooks.ImportTemplateAsync(administrator, files, cancellation));
        if (line.PublishedAt is not null) return;
        Granted(await desks.Playbooks.AcceptAsync(administrator, line.Name, cancellation));
        var text = await File.ReadAllTextAsync(Path.Combine(folder, sample.Binding), cancellation);
        var binding = JsonSerializer.Deserialize(text, SampleJson.Default.SampleBinding)!.ToBinding();
        Granted(await desks.Playbooks.BindAsync(administrator, line.Name, binding, cancellation));
        Granted(await desks.Publishing.PublishAsync(administrator, line.Name, cancellation));
    }

    private static T Granted<T>(Answer<T> answer) => answer switch
    {
        Granted<T> granted => granted.Value,
        Refused<T> { Reason: HasProblems reason } => throw new InvalidDataException(
            string.Join(" ", reason.Problems.Where(problem => problem.Severity == Feel.Severity.Error)
                .Select(problem => problem.Message))),
        Refused<T> { Reason: Invalid reason } => throw new InvalidDataException(
            string.Join(" ", reason.Problems.Select(problem => $"{problem.Field}: {problem.Message}"))),
        Refused<T> refused => throw new InvalidDataException(refused.Reason.Message),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static CityEdit[] Edits(CitySetup setup) =>
    [
        new SaveCity(setup.City),
        .. setup.Agencies.Values.Select(agency => new SaveAgency(agency)),
        .. setup.Roles.Values.Select(role => new SaveRole(role)),
        .. setup.People.Values.Select(person => new SavePerson(person)),
        .. setup.Holders.Select(pair => new SetRoleHolders(new RoleId(pair.Key), pair.Value)),
        .. setup.Wards.Values.Select(ward => new SaveWard(ward)),
        .. setup.Devices.Values.Select(device => new SaveDevice(device)),
        .. setup.Calendars.Values.Select(calendar => new SaveCalendar(calendar)),
    ];

    private static string First(Dictionary<string, string> names) =>
        names.GetValueOrDefault("en") ?? names.Values.First();
}

internal sealed record SampleFile(
    string Id, Dictionary<string, string> Name, string Zone, ImmutableArray<string> Languages,
    Dictionary<string, string> Files, ImmutableArray<SamplePlaybook> Playbooks);

internal sealed record SamplePlaybook(string Folder, string Binding);

internal sealed record SampleBinding(
    ImmutableSortedDictionary<string, string> Roles, ImmutableSortedDictionary<string, SampleSignal> Signals,
    ImmutableSortedDictionary<string, string> Calendars, ImmutableSortedDictionary<string, string> Parameters)
{
    public PlaybookBinding ToBinding() => new()
    {
        Roles = Roles,
        Signals = Signals.ToImmutableSortedDictionary(pair => pair.Key, pair => pair.Value.Devices),
        Calendars = Calendars,
        Parameters = Parameters,
    };
}

internal sealed record SampleSignal(ImmutableArray<string> Devices);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(SampleFile))]
[JsonSerializable(typeof(SampleBinding))]
[JsonSerializable(typeof(Dictionary<string, string>))]
[JsonSerializable(typeof(ImmutableArray<JsonElement>))]
internal sealed partial class SampleJson : JsonSerializerContext;

using System.Collections.Immutable;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Cities;

namespace Samanvay.Runtime.Export;

/// <summary>The people, roles, agencies, assets and sensors that the operations of one city name.</summary>
internal sealed class SharedObjects(CitySnapshot city, bool withPeople, Pseudonyms pseudonyms)
{
    private readonly SortedDictionary<string, (string Type, string Id)> _named = new(StringComparer.Ordinal);

    public string Person(string id) =>
        Name(LogTypes.Person, id, withPeople ? id : pseudonyms.Of($"{city.City.Id}/{id}"));

    public string Role(string id) => Name(LogTypes.Role, id, id);

    public string? AgencyOf(string role) =>
        city.AgencyOf(role) is { } agency ? Name(LogTypes.Agency, agency.Value, agency.Value) : null;

    public string Asset(string id) => Name(LogTypes.Asset, id, id);

    public string Sensor(string id) => Name(LogTypes.Sensor, id, id);

    public IEnumerable<LogObject> All()
    {
        foreach (var person in Of(LogTypes.Person)) yield return PersonObject(person.Name, person.Id);
        foreach (var role in Of(LogTypes.Role))
        {
            yield return new LogObject(role.Name, LogTypes.Role)
            {
                Values = Texts(("name", city.Setup.Roles.GetValueOrDefault(role.Id)?.Name)),
                Links = AgencyOf(role.Id) is { } agency ? [new LogLink(agency, "belongs-to")] : [],
            };
        }

        // Last of those that name an agency.
        foreach (var agency in Of(LogTypes.Agency))
        {
            yield return new LogObject(agency.Name, LogTypes.Agency)
            {
                Values = Texts(("name", city.Setup.Agencies.GetValueOrDefault(agency.Id)?.Name)),
            };
        }

        foreach (var asset in Of(LogTypes.Asset))
        {
            yield return new LogObject(asset.Name, LogTypes.Asset)
            {
                Values = Texts(("name", asset.Id)),
                Links = city.Setup.Devices.ContainsKey(asset.Id) ? [new LogLink(Sensor(asset.Id), "measured-by")] : [],
            };
        }

        foreach (var sensor in Of(LogTypes.Sensor)) yield return SensorObject(sensor.Name, sensor.Id);
    }

    private LogObject PersonObject(string name, string id)
    {
        var person = city.PersonOf(new PersonId(id));
        return new LogObject(name, LogTypes.Person)
        {
            Values = withPeople ? Texts(("name", person?.Name)) : [],
            Links = person?.Agency is { Value: var agency }
                ? [new LogLink(Name(LogTypes.Agency, agency, agency), "works-for")] : [],
        };
    }

    private LogObject SensorObject(string name, string id)
    {
        var device = city.Setup.Devices.GetValueOrDefault(id);
        return new LogObject(name, LogTypes.Sensor)
        {
            Values = Texts(("name", device?.Name), ("signal", device?.Signal), ("unit", device?.Unit),
                ("ward", device?.Ward?.Value)),
        };
    }

    private static ImmutableArray<LogChange> Texts(params (string Name, string? Value)[] values) =>
        [.. from value in values where value.Value is not null
            select new LogChange(new LogValue(value.Name, value.Value!))];

    private List<(string Name, string Id)> Of(string type) =>
        [.. _named.Where(pair => pair.Value.Type == type).Select(pair => (pair.Key, pair.Value.Id))];

    // Cities may use the same ids.
    private string Name(string type, string id, string said)
    {
        var name = $"{city.City.Id}/{type}/{said}";
        _named.TryAdd(name, (type, id));
        return name;
    }
}

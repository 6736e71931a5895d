using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Samanvay.Engine.Incidents;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Cities;
using Samanvay.Runtime.Feeds;
using Samanvay.Runtime.Intake.Alerts;
using Samanvay.Runtime.Playbooks;
using Samanvay.Runtime.Ports;
using Samanvay.Runtime.Procedures;
using Samanvay.Runtime.Services;
using Samanvay.Runtime.Views;
using Samanvay.Server.Hosting;
using Samanvay.Server.Verbs;
using Shouldly;

namespace Samanvay.SystemTests.Journeys;

/// <summary>
/// Looks into a data folder while no server runs on it: prepares the sample city, and checks what a server left.
/// </summary>
internal sealed class PreparedCity : IAsyncDisposable
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    private readonly ServiceProvider _services;
    private readonly Runtime.Cities.City _city;

    private PreparedCity(ServiceProvider services, Runtime.Cities.City city) => (_services, _city) = (services, city);

    /// <param name="clock">Where the clock of a new city begins, in place of the season's start.</param>
    public static async Task<PreparedCity> OpenAsync(string data, Instant? clock = null)
    {
        var options = new ServeOptions(data, StartsWithSample: true, "http://127.0.0.1:0", PlaysSeason: false)
        {
            Clock = clock,
        };
        var collection = new ServiceCollection().AddLogging();
        SamanvayServer.AddServices(collection, options);
        var services = collection.BuildServiceProvider();
        await SamanvayServer.PrepareAsync(services, options);
        var city = (await services.GetRequiredService<ICityStore>().ListAsync(CancellationToken.None)).Single();
        return new PreparedCity(services, city);
    }

    /// <summary>A key for all devices behind the gateway.</summary>
    public async Task<string> IssueKeyAsync(string gateway)
    {
        var answer = await _services.GetRequiredService<KeyDesk>().IssueAsync(
            await AdministratorAsync(), new KeyRequest("test", null, gateway), CancellationToken.None);
        return ((Granted<IssuedKey>)answer).Value.Text;
    }

    /// <summary>What is this city's own: its places, people, devices and keys by id and by name, and its agencies by
    /// name; an agency's id, such as police, is also a word of the roles that every city has.</summary>
    public async Task<IReadOnlyCollection<string>> OwnNamesAsync()
    {
        var setup = await _services.GetRequiredService<ICityStore>().LoadAsync(_city.Id, CancellationToken.None);
        IEnumerable<string?> names =
        [
            setup!.City.Id.Value, setup.City.Name,
            .. setup.People.Values.SelectMany(person =>
                (string?[])[person.Id.Value, person.Name, person.Email, person.Phone]),
            .. setup.Agencies.Values.SelectMany(agency => (string?[])[agency.Name, agency.Phone]),
            .. setup.Devices.Values.SelectMany(device => (string?[])[device.Id.Value, device.Name, device.Gateway]),
            .. setup.Wards.Values.SelectMany(ward => (string[])[ward.Id.Value, ward.Name, ward.Geometry]),
            .. setup.Keys.Values.SelectMany(key => (string[])[key.Id.Value, key.Hash]),
        ];
        return [.. names.OfType<string>().Where(name => name.Length > 0).Distinct()];
    }

    /// <summary>Binds the flood playbook with other parameters and publishes it, as its page does.</summary>
    public async Task SetParametersAsync(IReadOnlyDictionary<string, string> parameters)
    {
        var administrator = await AdministratorAsync();
        var desk = _services.GetRequiredService<PlaybookDesk>();
        var playbooks = ((Granted<ImmutableArray<PlaybookLine>>)await desk.ListAsync(administrator, default)).Value;
        var name = playbooks.Single(playbook => playbook.Title == "River flood").Name;
        var view = ((Granted<PlaybookView>)await desk.ViewAsync(administrator, name, default)).Value;
        var binding = view.Binding with { Parameters = view.Binding.Parameters.SetItems(parameters) };
        (await desk.BindAsync(administrator, name, binding, default)).ShouldBeOfType<Granted<PlaybookView>>();
        (await _services.GetRequiredService<PlaybookPublishing>().PublishAsync(administrator, name, default))
            .ShouldBeOfType<Granted<ImmutableArray<ProcedureVersion>>>();
    }

    /// <summary>Makes a feed as its page does.</summary>
    public async Task SaveFeedAsync(Feed feed) =>
        (await _services.GetRequiredService<CityDesk>().EditAsync(
            await AdministratorAsync(), [new SaveFeed(feed with { City = _city.Id })], default))
            .ShouldBeOfType<Granted<CitySetup>>();

    /// <summary>Puts a procedure in force beside those of the sample city.</summary>
    public async Task PublishAsync(string id, ProcedureFiles files)
    {
        var version = new ProcedureVersion(
            _city.Id, ProcedureVersion.IdOf(files, ParameterValues.None), new ProcedureId(id), 1, files)
        {
            Name = id,
            PublishedAt = SystemClock.Instance.GetCurrentInstant(),
            PublishedBy = (await AdministratorAsync()).Person!.Value,
        };
        (await _services.GetRequiredService<IProcedureStore>().PublishAsync([version], null, default)).ShouldBeTrue();
    }

    /// <summary>The alerts that are kept, by what their authority calls them, with the number of incidents of each
    /// that are open.</summary>
    public async Task<IReadOnlyList<(string Identifier, int Incidents)>> AlertsAsync()
    {
        var lines = await _services.GetRequiredService<AlertDesk>().ListAsync(await AdministratorAsync(), default);
        return [.. ((Granted<ImmutableArray<AlertLine>>)lines).Value
            .Select(line => (line.Row.Key.Identifier, line.Incidents.Length))];
    }

    /// <summary>The city's wards, by id, with what people call them.</summary>
    public async Task<IReadOnlyList<(string Id, string Name)>> WardsAsync()
    {
        var setup = await _services.GetRequiredService<ICityStore>().LoadAsync(_city.Id, default);
        return [.. setup!.Wards.Values.Select(ward => (ward.Id.Value, ward.Name))];
    }

    /// <summary>How many lines of the tables do not follow from the states. Must be none.</summary>
    public Task<int> DifferencesAsync() =>
        _services.GetRequiredService<Reconciler>().RunOnceAsync(CancellationToken.None);

    /// <summary>Every incident's history, entry by entry, with the state that the server stored.</summary>
    public async Task<IReadOnlyList<(byte[] State, ImmutableArray<ImmutableArray<OperationFact>> Entries,
        OperationId Id)>> OperationsAsync()
    {
        var store = _services.GetRequiredService<IViewStore>();
        var open = await store.OpenIncidentsAsync(_city.Id, CancellationToken.None);
        var closed = await store.ClosedIncidentsAsync(_city.Id, 100, CancellationToken.None);
        var operations = new List<(byte[], ImmutableArray<ImmutableArray<OperationFact>>, OperationId)>();
        foreach (var id in open.Concat(closed).Select(line => line.Operation))
        {
            var state = await store.StateAsync(_city.Id, id, CancellationToken.None);
            var history = await store.HistoryAsync(_city.Id, id, CancellationToken.None);
            operations.Add((state!.State.ToArray(),
                [.. history.Select(entry => OperationJson.ReadFacts(entry.Body.Span))], id));
        }

        return operations;
    }

    /// <summary>When the next timer is due; absent where none waits.</summary>
    public async Task<Instant?> NextTimerAsync() =>
        await _services.GetRequiredService<ITimerStore>().NextDueAsync(_city.Id, CancellationToken.None);

    /// <summary>How often each event is stored, by source and id.</summary>
    public async Task<IReadOnlyDictionary<(string Source, string Id), int>> EventsAsync()
    {
        var store = _services.GetRequiredService<IViewStore>();
        var all = new Interval(Instant.MinValue, Instant.MaxValue);
        var segments = await store.SegmentsAsync(_city.Id, all, int.MaxValue, CancellationToken.None);
        return segments.SelectMany(segment => JsonSerializer.Deserialize<StoredEvent[]>(segment.Body.Span, Web)!)
            .GroupBy(one => (one.Source, one.Id)).ToDictionary(events => events.Key, events => events.Count());
    }

    /// <summary>The facts of each incident, oldest incident first.</summary>
    public async Task<IReadOnlyList<ImmutableArray<OperationFact>>> IncidentsAsync() =>
    [
        .. (await OperationsAsync())
            .Select(operation => operation.Entries.SelectMany(entry => entry).ToImmutableArray())
            .OrderBy(facts => facts.OfType<IncidentOpened>().Single().At),
    ];

    private async Task<Asker> AdministratorAsync()
    {
        var setup = await _services.GetRequiredService<ICityStore>().LoadAsync(_city.Id, CancellationToken.None);
        return setup!.People.Values.First(person => person.Roles.Contains(CityRole.Administrator)).AsAsker();
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private sealed record StoredEvent(string Source, string Id);
}

using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using NodaTime.Extensions;
using Samanvay.Engine.Incidents;
using Samanvay.Feel.Values;
using Samanvay.Runtime;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Cities;
using Samanvay.Runtime.Clock;
using Samanvay.Runtime.Commands;
using Samanvay.Runtime.Ports;
using Samanvay.Runtime.Procedures;
using Samanvay.Storage;
using Shouldly;

namespace Samanvay.Tests.Support;

/// <summary>
/// The product's services on a database of their own, without screens, with a clock that only the test moves. Opening
/// the same database once more is a restart.
/// </summary>
internal sealed class WholeCity : IAsyncDisposable
{
    public static readonly CityId City = new("pune");
    public static readonly Instant Noon = Instant.FromUtc(2026, 7, 9, 6, 30);

    private readonly CancellationTokenSource _stop = new();
    private readonly ServiceProvider _services;
    private readonly string _folder;
    private Task _running = Task.CompletedTask;

    private WholeCity(DatabaseChoice database, string folder, Instant now, Action<IServiceCollection> change)
    {
        (_folder, Host) = (folder, new ManualTime(now));
        var services = new ServiceCollection().AddLogging().AddSteps(database).AddDefinitionStores()
            .AddSteps(1, Path.Combine(folder, "audit")).AddSamanvayRuntime().AddSingleton<TimeProvider>(Host);
        change(services);
        _services = services.BuildServiceProvider();
    }

    public ManualTime Host { get; }

    public string Folder => _folder;

    public static async Task<WholeCity> OpenAsync(
        DatabaseChoice database, string folder, Instant? now = null, Action<IServiceCollection>? change = null)
    {
        var city = new WholeCity(database, folder, now ?? Noon, change ?? (static _ => { }));
        await StorageServices.MigrateAsync(city._services, default);
        await city.Of<CityTime>().StartAsync(default);
        city._running = Task.Run(() => city.Of<CommandLoop>().RunAsync(city._stop.Token));
        return city;
    }

    public T Of<T>() where T : notnull => _services.GetRequiredService<T>();

    /// <summary>One agency with one role, which one person holds, and a gauge.</summary>
    public async Task DefineAsync()
    {
        var (agency, crew) = (new AgencyId("drainage"), new RoleId("crew"));
        var asha = new PersonId("asha.kulkarni");
        await Of<ICityStore>().SaveAsync(City,
        [
            new SaveCity(new City(City, "Pune", "Asia/Kolkata", ["en", "hi"], CityMode.Live)),
            new SaveAgency(new Agency(City, agency, "Drainage")),
            new SaveRole(new Role(City, crew, "Drainage crew", agency)),
            new SavePerson(new Person(City, asha, "Asha Kulkarni", agency, [CityRole.AgencyMember])),
            new SetRoleHolders(crew, [new RoleHolder(City, crew, asha, 0)]),
            new SaveDevice(new Device(City, new DeviceId("gauge-1"), "Gauge at the bridge", "river.level", "m")),
        ], default);
        await Of<CityTime>().AddAsync(City, ClockMode.Live, Host.GetCurrentInstant(), default);
    }

    /// <summary>Publishes a procedure with this inside; resources, messages and the like stand in
    /// <paramref name="shared"/>.</summary>
    /// <param name="more">Other files of the procedure, by path.</param>
    public async Task<ProcedureVersionId> PublishAsync(
        string id, string body, string shared = "", ImmutableSortedDictionary<string, string>? more = null)
    {
        var path = $"{ProcedureFiles.Procedures}{id}.bpmn";
        var files = new ProcedureFiles(more ?? ProcedureFiles.Empty.Texts).With(path, $"""
            <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:sop="urn:samanvay:sop:1"
                xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="definitions"
                targetNamespace="urn:samanvay:test">
              <bpmn:resource id="crew" name="crew" />{shared}
              <bpmn:process id="{id}" name="{id}" isExecutable="true">{body}</bpmn:process>
            </bpmn:definitions>
            """);
        var version = new ProcedureVersion(
            City, ProcedureVersion.IdOf(files, ParameterValues.None), new ProcedureId(id), 1, files)
        {
            Name = id, PublishedAt = Host.GetCurrentInstant(), PublishedBy = new PersonId("asha.kulkarni"),
        };
        (await Of<IProcedureStore>().PublishAsync([version], null, default)).ShouldBeTrue();
        Of<ProcedureCatalog>().Forget(City);
        var built = (await Of<ProcedureCatalog>().OfAsync(City, default)).Find(version.Id.Value)!.Built;
        built.Procedure.ShouldNotBeNull(string.Join('\n', built.Problems.Select(problem => problem.ToString())));
        return version.Id;
    }

    public static ProcedureStart Start(ProcedureVersionId version) => new(version, null, FeelContext.Empty);

    public static OperationKey Key(int number) =>
        new(City, new OperationId(new Guid(number, 0, 0, [0, 0, 0, 0, 0, 0, 0, 1])));

    public Task<CommandAnswer> SubmitAsync(OperationKey operation, OperationCommand command, string? key = null) =>
        Of<CommandLoop>().SubmitAsync(new Submission(operation, command) { Key = key }, CancellationToken.None)
            .WaitAsync(TimeSpan.FromSeconds(30));

    public async Task AcceptedAsync(OperationKey operation, OperationCommand command, string? key = null) =>
        (await SubmitAsync(operation, command, key)).ShouldBeOfType<CommandAccepted>();

    public async Task<Operation> StateAsync(OperationKey operation) => OperationJson.ReadState(
        (await Of<IOperationStore>().LoadAsync(operation, default)).ShouldNotBeNull().State.Span);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        await _services.DisposeAsync();
        _stop.Dispose();
    }
}

using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Samanvay.Engine.Incidents;
using Samanvay.Runtime;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Cities;
using Samanvay.Runtime.Clock;
using Samanvay.Runtime.Commands;
using Samanvay.Runtime.Intake;
using Samanvay.Runtime.Migrating;
using Samanvay.Runtime.Ports;
using Samanvay.Runtime.Procedures;
using Samanvay.Runtime.Procedures.Building;
using Samanvay.Runtime.Services;
using Samanvay.Runtime.Views;
using Samanvay.Runtime.Work;
using Samanvay.Storage;
using Samanvay.Storage.Stores;
using Samanvay.Storage.Views;
using Samanvay.Tests.Runtime.Cities;
using Samanvay.Tests.Runtime.Procedures;
using Xunit;

namespace Samanvay.Tests.Runtime.Work;

/// <summary>A city on a database file of its own, with the river flood procedure in force and a person and a colleague
/// for every role.</summary>
internal sealed class WorkingCity : IAsyncDisposable
{
    public static readonly CityId Here = new("nadipur");
    public static readonly ProcedureVersionId River = new("v");

    private readonly string _file = Path.Combine(Path.GetTempPath(), $"samanvay-{Guid.NewGuid():n}.db");
    private readonly CancellationTokenSource _stop = new();
    private readonly ServiceProvider _services;
    private Task _running = Task.CompletedTask;

    private WorkingCity(string? postgres) => _services = new ServiceCollection()
        .AddLogging().AddSingleton<TimeProvider>(new FixedTime())
        .AddSteps(postgres is null ? new SqliteChoice(_file) : new PostgresChoice(postgres)).AddViewStore().AddViews()
        .AddSingleton<CityTime>().AddSingleton<ChangeFeed>().AddSingleton<Wakeups>()
        .AddSingleton<CommandLoopPorts>().AddSingleton(new CommandLoopLimits()).AddSingleton<CommandLoop>()
        .AddSingleton<ICityStore, CityStore>().AddSingleton<CitySnapshots>()
        .AddSingleton<IPlaybookStore, PlaybookStore>()
        .AddSingleton<IProcedureStore, ProcedureStore>().AddSingleton<ProcedureCatalog>()
        .AddSingleton<IOperationContexts>(provider => provider.GetRequiredService<ProcedureCatalog>())
        .AddSingleton<IIntakeContexts, IntakeContexts>()
        .AddSingleton<IMigrationStore, MigrationStore>().AddSingleton<MigrationDesk>().AddSingleton<MigrationPump>()
        .AddSingleton<StuckStores>().AddSingleton<StuckWork>()
        .AddSingleton<RuntimeMetrics>().AddSingleton<RefusedSignals>()
        .BuildServiceProvider();

    /// <summary>The city's time; only <see cref="MoveAsync"/> moves it.</summary>
    public Instant Now { get; private set; } = Instant.FromUtc(2026, 7, 1, 6, 0);

    public WorkDesk Work => Get<WorkDesk>();

    public IncidentDesk Incidents => Get<IncidentDesk>();

    public ViewDesk Views => Get<ViewDesk>();

    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static Asker Operator =>
        Asker.OfPerson(Here, new PersonId("iccc.one"), new AgencyId("iccc"), CityRole.Operator);

    public static Asker Auditor =>
        Asker.OfPerson(Here, new PersonId("auditor"), new AgencyId("iccc"), CityRole.Auditor);

    /// <summary>The first or second person of an agency.</summary>
    public static Asker Member(string agency, string which = "one") =>
        Asker.OfPerson(Here, new PersonId($"{agency}.{which}"), new AgencyId(agency), CityRole.AgencyMember);

    /// <summary>Whoever holds the role of a step.</summary>
    public static Asker Holder(StepLine step, string which = "one") => Member(step.Role.Split('.')[0], which);

    /// <param name="postgres">A PostgreSQL database in place of a file.</param>
    public static async Task<WorkingCity> OpenAsync(string? postgres = null)
    {
        var city = new WorkingCity(postgres);
        await using (var context = await city.Get<IDbContextFactory<SamanvayDbContext>>()
            .CreateDbContextAsync(Cancellation))
        {
            await context.Database.EnsureCreatedAsync(Cancellation);
        }

        await city.Get<ICityStore>().SaveAsync(Here, Edits(), Cancellation);
        await city.Get<IProcedureStore>().PublishAsync([Version(River, 1)], null, Cancellation);
        await city.Get<CityTime>().AddAsync(Here, ClockMode.Sample, city.Now, Cancellation);
        city._running = Task.Run(() => city.Get<CommandLoop>().RunAsync(city._stop.Token), Cancellation);
        return city;
    }

    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    public static NewIncident Flood(string title = "River flood at the old bridge", bool starts = true) =>
        new(title, "river-flood", IncidentSeverity.S3, new Place("w1", null, 25.3, 83.0), starts ? River : null)
        {
            Message = starts ? "river-level/raised/low" : null,
        };

    public async Task<OperationId> StartAsync(NewIncident? incident = null, string key = "first") =>
        (await Incidents.StartByHandAsync(Operator, incident ?? Flood(), key, Cancellation)).Value().Operation;

    public async Task<ImmutableArray<StepLine>> StepsAsync(OperationId operation) =>
        (await Views.IncidentAsync(Operator, operation, "en", Cancellation)).Value().Steps;

    public async Task MoveAsync(Duration by)
    {
        Now += by;
        await Get<CityTime>().ChangeAsync(Here, new MoveForward(Now), Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        await _services.DisposeAsync();
        _stop.Dispose();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        File.Delete(_file);
    }

    /// <summary>Puts the same drawing in force under another version.</summary>
    public async Task PublishAsync(ProcedureVersionId version, int number)
    {
        await Get<IProcedureStore>().PublishAsync([Version(version, number)], null, Cancellation);
        Get<ProcedureCatalog>().Forget(Here);
    }

    private static ProcedureVersion Version(ProcedureVersionId version, int number) =>
        new(Here, version, new ProcedureId("river-flood"), number, RiverFlood.Files)
        {
            Name = "River flood",
            PublishedAt = Instant.FromUtc(2026, 6, 1, 0, 0),
            PublishedBy = new PersonId("iccc.one"),
        };

    private static ImmutableArray<CityEdit> Edits()
    {
        var roles = ProcedureBuilder.Build(RiverFlood.Files, ParameterValues.None, River).Roles;
        var agencies = roles.Select(role => role.Split('.')[0]).Append("iccc").Distinct().ToList();
        return
        [
            new SaveCity(new City(Here, "Nadipur", "Asia/Kolkata", ["en", "hi"], CityMode.Sample)),
            .. agencies.Select(agency => new SaveAgency(new Agency(Here, new AgencyId(agency), $"Agency {agency}"))),
            .. agencies.SelectMany(agency => new[] { Person(agency, "one"), Person(agency, "two") }),
            .. roles.Select(role => new SaveRole(
                new Role(Here, new RoleId(role), $"Role {role}", new AgencyId(role.Split('.')[0])))),
            .. roles.Select(role => new SetRoleHolders(new RoleId(role),
                [new RoleHolder(Here, new RoleId(role), new PersonId($"{role.Split('.')[0]}.one"), 1)])),
            new SaveDevice(new Device(Here, new DeviceId("gauge-1"), "Old bridge", "river.level", "m")),
            new SaveDevice(new Device(Here, new DeviceId("gauge-2"), "New bridge", "river.level", "m")),
        ];
    }

    private static SavePerson Person(string agency, string which) => new(new Person(
        Here, new PersonId($"{agency}.{which}"), $"{agency} {which}", new AgencyId(agency), [CityRole.AgencyMember]));
}

using Microsoft.EntityFrameworkCore;
using NodaTime;
using Samanvay.Activities;
using Samanvay.Activities.Notifications;
using Samanvay.Runtime;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Cities;
using Samanvay.Runtime.Playbooks;
using Samanvay.Runtime.Procedures;
using Samanvay.Runtime.Procedures.Decisions;
using Samanvay.Runtime.Procedures.Review;
using Samanvay.Storage;
using Samanvay.Storage.Sqlite;
using Samanvay.Storage.Sqlite.Signals;
using Samanvay.Storage.Stores;
using Xunit;

namespace Samanvay.Tests.Runtime.Cities;

/// <summary>A database file of its own for one test, with the desks on it.</summary>
internal sealed class CityDatabase : IDbContextFactory<SamanvayDbContext>, IDisposable
{
    public static readonly CityId Here = new("nadipur");
    public static readonly PersonId Admin = new("anita.rao");

    private static readonly Lazy<byte[]> Empty = new(CreateEmpty);

    private readonly string _file = NewFile();
    private readonly SqliteDatabase _steps;

    public CityDatabase()
    {
        File.WriteAllBytes(_file, Empty.Value);
        Store = new CityStore(this);
        Snapshots = new CitySnapshots(Store);
        Cities = new CityDesk(Store, Snapshots, Metrics);
        Keys = new KeyDesk(Store, Snapshots, Time);
        ProcedureStore = new ProcedureStore(this);
        Catalog = new ProcedureCatalog(ProcedureStore, Snapshots);
        Procedures = new ProcedureDesk(ProcedureStore, Time);
        PlaybookStore = new PlaybookStore(this);
        _steps = new SqliteDatabase(_file);
        var adapters = new ActivityAdapters([new InAppNotification(new NoBoard())]);
        var decisions = new DecisionChecks();
        Reviews = new ReviewDesk(ProcedureStore, new PublishPorts(Snapshots, adapters, decisions), Catalog, Time);
        var ports = new PlaybookPorts(PlaybookStore, ProcedureStore, Snapshots, Catalog, decisions);
        var sightings = new DeviceSightings(this, new SqliteSeriesStore(_steps));
        Playbooks = new PlaybookDesk(ports, sightings, adapters, Metrics, Time);
        Publishing = new PlaybookPublishing(ports, adapters, Time);
        Export = new PlaybookExport(PlaybookStore, Snapshots, Catalog);
    }

    public FixedTime Time { get; } = new();

    public RuntimeMetrics Metrics { get; } = new();

    public CityStore Store { get; }

    public CitySnapshots Snapshots { get; }

    public CityDesk Cities { get; }

    public KeyDesk Keys { get; }

    public ProcedureStore ProcedureStore { get; }

    public ProcedureCatalog Catalog { get; }

    public ProcedureDesk Procedures { get; }

    public ReviewDesk Reviews { get; }

    public PlaybookStore PlaybookStore { get; }

    public PlaybookDesk Playbooks { get; }

    public PlaybookPublishing Publishing { get; }

    public PlaybookExport Export { get; }

    public static Asker Administrator => Asker.OfPerson(Here, Admin, new AgencyId("city"), CityRole.Administrator);

    /// <summary>A city with an administrator, two agencies, a role and a person of each.</summary>
    public async Task<CitySetup> SettleAsync(CityId? city = null)
    {
        var id = city ?? Here;
        await Store.SaveAsync(id, FirstEdits(id), TestContext.Current.CancellationToken);
        return (await Store.LoadAsync(id, TestContext.Current.CancellationToken))!;
    }

    public SamanvayDbContext CreateDbContext() => Open(_file);

    public void Dispose()
    {
        Metrics.Dispose();
        _steps.Dispose();
        File.Delete(_file);
    }

    private static SamanvayDbContext Open(string file) =>
        new(new DbContextOptionsBuilder<SamanvayDbContext>().UseSqlite($"Data Source={file};Pooling=False").Options);

    private static string NewFile() => Path.Combine(Path.GetTempPath(), $"samanvay-{Guid.NewGuid():n}.db");

    /// <summary>The schema is laid once; each test gets its own copy of the file.</summary>
    private static byte[] CreateEmpty()
    {
        var file = NewFile();
        using (var context = Open(file)) context.Database.EnsureCreated();
        var bytes = File.ReadAllBytes(file);
        File.Delete(file);
        return bytes;
    }

    private static CityEdit[] FirstEdits(CityId id) =>
    [
        new SaveCity(new City(id, "Nadipur", "Asia/Kolkata", ["en", "hi"], CityMode.Sample)),
        new SaveAgency(new Agency(id, new AgencyId("city"), "City office")),
        new SaveAgency(new Agency(id, new AgencyId("police"), "Police")),
        new SavePerson(new Person(id, Admin, "Anita Rao", new AgencyId("city"), [CityRole.Administrator])),
        new SavePerson(new Person(id, new PersonId("vikram.singh"), "Vikram Singh", new AgencyId("police"),
            [CityRole.AgencyMember]) { Language = "hi" }),
        new SavePerson(new Person(id, new PersonId("meera.das"), "Meera Das", new AgencyId("police"),
            [CityRole.AgencyMember, CityRole.Supervisor])),
        new SaveRole(new Role(id, new RoleId("police.control"), "Control room", new AgencyId("police"))),
    ];
}

/// <summary>Nobody reads messages in these tests.</summary>
internal sealed class NoBoard : INotificationBoard
{
    public Task PostAsync(
        string city, string key, InAppMessage message, DateTimeOffset at, CancellationToken cancellation) =>
        Task.CompletedTask;
}

/// <summary>A clock that a test sets.</summary>
internal sealed class FixedTime : TimeProvider
{
    public Instant Now { get; set; } = Instant.FromUtc(2026, 7, 1, 6, 0);

    public override DateTimeOffset GetUtcNow() => Now.ToDateTimeOffset();
}

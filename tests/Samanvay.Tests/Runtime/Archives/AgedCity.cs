using NodaTime;
using Samanvay.Engine.Incidents;
using Samanvay.Feel.Values;
using Samanvay.Runtime.Archives;
using Samanvay.Runtime.Audit;
using Samanvay.Runtime.Cities;
using Samanvay.Runtime.Ports;
using Samanvay.Runtime.Procedures;
using Samanvay.Runtime.Services;
using Samanvay.Storage;
using Samanvay.Tests.Support;

namespace Samanvay.Tests.Runtime.Archives;

/// <summary>
/// Operations 1 to 3 ended forty days ago, by a procedure that is kept for thirty. Operation 4 still waits, operation 5
/// ended by a procedure that is kept for ever.
/// </summary>
internal sealed class AgedCity : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("samanvay-aged-");
    private readonly DatabaseChoice _database;

    private AgedCity(DatabaseChoice? database) =>
        _database = database ?? new SqliteChoice(Path.Combine(_folder.FullName, "city.db"));

    public WholeCity City { get; private set; } = null!;

    public ArchiveFolder Folder => City.Of<ArchiveFolder>();

    public static async Task<AgedCity> OpenAsync(DatabaseChoice? database = null)
    {
        var aged = new AgedCity(database);
        aged.City = await WholeCity.OpenAsync(aged._database, aged._folder.FullName);
        await aged.City.DefineAsync();
        var kept = await aged.City.PublishAsync("kept-30-days", Ask);
        var forever = await aged.City.PublishAsync("kept-for-ever", Ask);
        for (var number = 1; number <= 5; number++)
        {
            var (key, version) = (WholeCity.Key(number), number == 5 ? forever : kept);
            await aged.City.AcceptedAsync(key, new StartProcedure(WholeCity.Noon, WholeCity.Start(version), "asha"));
            if (number != 4) await aged.City.AcceptedAsync(key, Complete);
        }

        // The people who could do the steps are told, else something of the operations would be left to do.
        while (await aged.City.Of<OutboxDispatcher>().RunOnceAsync(default) > 0)
        {
        }

        await aged.City.Of<ICityStore>().SaveAsync(
            WholeCity.City,
            [new SaveRetention(new Retention(WholeCity.City, new ProcedureId("kept-30-days"), 30))], default);
        aged.City.Of<CitySnapshots>().Forget(WholeCity.City);
        aged.City.Host.Advance(Duration.FromDays(40));
        await aged.City.Of<AuditSealing>().RunOnceAsync(default);
        return aged;
    }

    /// <summary>The same after the machine was started again.</summary>
    public async Task RestartAsync()
    {
        var now = City.Host.GetUtcNow();
        await City.DisposeAsync();
        City = await WholeCity.OpenAsync(_database, _folder.FullName, Instant.FromDateTimeOffset(now));
    }

    public Task<int> ArchiveAsync() => City.Of<Archiving>().RunOnceAsync(default);

    public async Task SealAsync()
    {
        City.Host.Advance(Duration.FromHours(2));
        await City.Of<AuditSealing>().RunOnceAsync(default);
    }

    public async Task<List<AuditFault>> FaultsAsync()
    {
        using var key = City.Of<AuditFolder>().OpenPublicKey();
        var check = new AuditCheck(City.Of<IAuditStore>(), City.Of<AuditFolder>(), Folder);
        return await check.RunAsync(key, default).Select(finding => finding.Fault).ToListAsync();
    }

    /// <summary>The numbers of the operations that are in the database.</summary>
    public async Task<List<int>> PresentAsync()
    {
        var present = new List<int>();
        for (var number = 1; number <= 5; number++)
        {
            if (await City.Of<IOperationStore>().LoadAsync(WholeCity.Key(number), default) is not null)
                present.Add(number);
        }

        return present;
    }

    public async ValueTask DisposeAsync()
    {
        await City.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private static CompleteWorkItem Complete => new(WholeCity.Noon, new WorkItemId(1), "asha", FeelContext.Empty);

    private const string Ask = """
        <bpmn:startEvent id="start"/><bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="step"/>
        <bpmn:userTask id="step"><bpmn:potentialOwner><bpmn:resourceRef>crew</bpmn:resourceRef>
          </bpmn:potentialOwner></bpmn:userTask>
        <bpmn:sequenceFlow id="f2" sourceRef="step" targetRef="end"/><bpmn:endEvent id="end"/>
        """;
}

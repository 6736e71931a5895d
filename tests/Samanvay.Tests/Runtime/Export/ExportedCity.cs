using Samanvay.Engine.Incidents;
using Samanvay.Feel.Values;
using Samanvay.Runtime.Export;
using Samanvay.Storage;
using Samanvay.Storage.Export;
using Samanvay.Tests.Support;

namespace Samanvay.Tests.Runtime.Export;

/// <summary>
/// Two incidents of one city: one with a step that a person does, with a promise and a change of severity; one that
/// only begins, a day later and by another procedure.
/// </summary>
internal sealed class ExportedCity : IAsyncDisposable
{
    public const string Person = "asha.kulkarni";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("samanvay-export-");

    private ExportedCity()
    {
    }

    public WholeCity City { get; private set; } = null!;

    public string File => Path.Combine(_folder.FullName, "log");

    public static async Task<ExportedCity> OpenAsync(DatabaseChoice? database = null)
    {
        var exported = new ExportedCity();
        var folder = exported._folder.FullName;
        exported.City = await WholeCity.OpenAsync(
            database ?? new SqliteChoice(Path.Combine(folder, "city.db")), folder);
        await exported.HappenAsync();
        return exported;
    }

    public async Task<string> WriteAsync(string format, ExportChoice? choice = null)
    {
        choice ??= new ExportChoice();
        await using var stream = new FileStream(File, FileMode.Create, FileAccess.ReadWrite);
        using (IEventLog log = format switch
        {
            "json" => new OcelJsonLog(stream, choice.Types),
            "sqlite" => new OcelSqliteLog(File, choice.Types),
            "xes" => new XesLog(stream),
            _ => new CsvLog(stream),
        })
        {
            await City.Of<HistoryExport>().WriteAsync(choice, log, default);
        }

        return File;
    }

    public async ValueTask DisposeAsync()
    {
        await City.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private async Task HappenAsync()
    {
        await City.DefineAsync();
        var pump = await City.PublishAsync("pump", Step("Start the =pump, now", """
            <bpmn:extensionElements><sop:serviceLevel metric="resolve" target="PT2H" calendar="24x7" warnAt="50" />
            </bpmn:extensionElements>
            """));
        var look = await City.PublishAsync("look", Step("Look", ""));
        var (at, first, second) = (WholeCity.Noon, WholeCity.Key(1), WholeCity.Key(2));
        var opening = new IncidentOpening(
            "flood", "Water at Asha's house", IncidentSeverity.S4, new Place(null, "gauge-1", null, null), null);
        await City.AcceptedAsync(first, new OpenIncident(at, opening, [WholeCity.Start(pump)], Person));
        await City.AcceptedAsync(first, new ChangeSeverity(at, IncidentSeverity.S2, Person, "Asha says it rises"));
        await City.AcceptedAsync(first, new AcknowledgeWorkItem(at, new WorkItemId(1), Person));
        await City.AcceptedAsync(first, new AddNote(at, Person, "Asha was here"));
        await City.AcceptedAsync(first, new CompleteWorkItem(at, new WorkItemId(1), Person, FeelContext.Empty));
        var later = at + NodaTime.Duration.FromDays(1);
        await City.AcceptedAsync(second, new OpenIncident(later, opening, [WholeCity.Start(look)], null));
    }

    private static string Step(string name, string inside) => $"""
        <bpmn:startEvent id="start"/><bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="both"/>
        <bpmn:exclusiveGateway id="both"/><bpmn:sequenceFlow id="f2" sourceRef="both" targetRef="step"/>
        <bpmn:userTask id="step" name="{name}">{inside}
          <bpmn:potentialOwner><bpmn:resourceRef>crew</bpmn:resourceRef></bpmn:potentialOwner></bpmn:userTask>
        <bpmn:sequenceFlow id="f3" sourceRef="step" targetRef="end"/><bpmn:endEvent id="end"/>
        """;
}

using System.Collections.Immutable;
using Samanvay.Bpmn.Model;
using Samanvay.Engine.Incidents;

namespace Samanvay.Runtime.Views;

/// <summary>A procedure that a person can start by hand.</summary>
/// <param name="Kind">The kind of incident that it answers to: the procedure's id in the city.</param>
/// <param name="Plain">It can be started without naming a message.</param>
public sealed record StartChoice(
    ProcedureVersionId Version, string Name, string Kind, bool Plain, ImmutableArray<StartMessage> Messages);

/// <param name="Name">What its start event is called.</param>
public sealed record StartMessage(string Message, string Name);

/// <summary>Lists what is in force, by name.</summary>
internal sealed class StartChoices(ViewSources sources)
{
    public async Task<ImmutableArray<StartChoice>> OfAsync(ViewScene scene, CancellationToken cancellation)
    {
        var versions = await sources.Procedures.VersionsAsync(scene.Asker.City, cancellation);
        return
        [
            .. from version in versions
               where version.RetiredAt is null
               let procedure = scene.Context.Find(version.Id)
               where procedure is not null
               let name = scene.Names.Procedure(version.Id)
               orderby name, version.Id.Value
               select new StartChoice(
                   version.Id, name, version.Procedure.Value, HasPlainStart(procedure), Messages(scene, procedure)),
        ];
    }

    private static bool HasPlainStart(Procedure procedure) => procedure.Definition.Body.Nodes.OfType<StartEvent>()
        .Any(start => start.Definitions.IsEmpty);

    private static ImmutableArray<StartMessage> Messages(ViewScene scene, Procedure procedure) =>
    [
        .. procedure.Process.StartMessages.Select(start =>
            new StartMessage(start.Key, scene.Names.Step(procedure.Version, start.Value))),
    ];
}

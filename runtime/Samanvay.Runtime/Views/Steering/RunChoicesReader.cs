using System.Collections.Immutable;
using Samanvay.Bpmn.Model;
using Samanvay.Engine;
using Samanvay.Engine.Compilation;
using Samanvay.Engine.Incidents;
using Operation = Samanvay.Engine.Incidents.Operation;

namespace Samanvay.Runtime.Views.Steering;

/// <summary>Asks the engine what is possible in a run, and names it.</summary>
internal sealed class RunChoicesReader(ViewScene scene, Operation operation, InstanceId id)
{
    private readonly ProcedureRun _run = operation.Runs[id];

    /// <summary>Nothing where the run has ended or its version can no longer be found.</summary>
    public RunChoices Read(ImmutableSortedDictionary<string, int> completed)
    {
        if (!_run.Instance.IsRunning || scene.Context.Find(_run.Version) is not { } procedure) return RunChoices.None;
        var process = procedure.Process;
        return new RunChoices
        {
            Places =
            [
                .. _run.Instance.Tokens.Values.Select(token => Place(procedure, token))
                    .Where(place => place.CanSkip || !place.Targets.IsEmpty).OrderBy(place => !place.CanSkip),
            ],
            Repeatable =
            [
                .. OperatorChoices.Repeatable(process, _run.Instance)
                    .Select(each => new RepeatableStep(
                        each.Scope.Value, each.Element, Name(each.Element), completed.GetValueOrDefault(each.Element)))
                    .OrderBy(step => step.Done == 0).ThenBy(step => step.Name, StringComparer.CurrentCulture),
            ],
            Stages =
            [
                .. OperatorChoices.Stages(process, _run.Instance).Select(stage => new StageChoice(
                    stage.Scope.Value, Name(stage.Element),
                    [.. stage.Startable.Select(element => Choice(process, element))])),
            ],
        };
    }

    public static ImmutableArray<ElementChoice> Ways(
        ViewScene scene, Procedure procedure, ProcessInstance instance, TokenId token) =>
    [
        .. OperatorChoices.Ways(procedure.Process, instance, token).Select(way =>
        {
            var target = Choice(scene, procedure.Version, procedure.Process, way.Target);
            var drawn = procedure.Definition.Body.AllScopes().SelectMany(body => body.Flows)
                .First(flow => flow.Id == way.Flow).Name;
            var name = string.IsNullOrWhiteSpace(drawn) ? target.Name : $"{drawn}: {target.Name ?? way.Target}";
            return target with { Id = way.Flow, Name = name };
        }),
    ];

    private OpenPlace Place(Procedure procedure, Token token)
    {
        var item = operation.WorkItems.Values.FirstOrDefault(each => each.Run == id && each.Token == token.Id);
        return new OpenPlace(token.Id.Value, token.Element, Name(token.Element))
        {
            Kind = KindOf(procedure.Process.Nodes[token.Element].Model),
            Item = item?.Id.Value,
            Subject = item?.Subject,
            IsAside = token.IsAside,
            Faulty = _run.Instance.Faults.Values.Any(fault => fault.Token == token.Id),
            CanSkip = OperatorChoices.CanSkip(procedure.Process, _run.Instance, token.Id),
            Targets =
            [
                .. OperatorChoices.Targets(procedure.Process, _run.Instance, token.Id)
                    .Select(element => Choice(procedure.Process, element)).OrderBy(choice => choice.Name is null)
                    .ThenBy(choice => choice.Name, StringComparer.CurrentCulture),
            ],
            Ways = Ways(scene, procedure, _run.Instance, token.Id),
        };
    }

    private string Name(string element) => scene.Names.Step(_run.Version, element);

    private ElementChoice Choice(ExecutableProcess process, string element) =>
        Choice(scene, _run.Version, process, element);

    private static ElementChoice Choice(
        ViewScene scene, ProcedureVersionId version, ExecutableProcess process, string element)
    {
        var name = scene.Names.Step(version, element);
        return new ElementChoice(element, name == element ? null : name, KindOf(process.Nodes[element].Model));
    }

    private static string KindOf(FlowNode node) => node switch
    {
        EndEvent => "end",
        EventNode => "event",
        Gateway => "decision",
        SubProcess => "stage",
        _ => "step",
    };
}

using System.Collections.Immutable;
using Samanvay.Bpmn.Model;
using Samanvay.Engine.Compilation;
using Samanvay.Engine.ServiceLevels;
using Samanvay.Feel;
using Samanvay.Feel.Values;
using MultiInstance = Samanvay.Engine.Elements.Containers.MultiInstanceBehavior;

namespace Samanvay.Engine.Incidents;

/// <summary>
/// A published procedure, ready to run in this city: the executable process, its promises and ladders.
/// </summary>
public sealed class Procedure
{
    internal Procedure(ExecutableProcess process) => Process = process;

    public ProcedureVersionId Version => new(Process.Version);

    /// <summary>The id of the BPMN process: the same in every version.</summary>
    public string ProcessId => Process.Id;

    public ExecutableProcess Process { get; }

    public ProcessDefinition Definition => Process.Definition;

    /// <summary>The values that the city gave to the procedure's parameters.</summary>
    public required FeelContext Parameters { get; init; }

    public required ImmutableSortedDictionary<string, Ladder> Ladders { get; init; }

    /// <summary>Promises of steps and stages by element id; those of the whole run under the process's id.</summary>
    internal ImmutableSortedDictionary<string, ImmutableArray<PlannedPromise>> Promises { get; init; } =
        ImmutableSortedDictionary<string, ImmutableArray<PlannedPromise>>.Empty;

    /// <summary>Read when a run completes: unless it holds, the incident waits for a person to close it.</summary>
    internal FeelExpression? CloseWhen { get; init; }

    internal ImmutableArray<PlannedPromise> PromisesOf(string elementId) =>
        Promises.TryGetValue(elementId, out var promises) ? promises : [];

    /// <summary>What tells one iteration of a step from another, in words: the element that it is about.</summary>
    internal static string? SubjectOf(ProcessInstance instance, ScopeId scope)
    {
        for (var at = instance.Scopes.GetValueOrDefault(scope); at is not null; at = Parent(instance, at))
        {
            if (at.Kind == ScopeKind.Iteration
                && at.Variables.Names.FirstOrDefault(name => name != MultiInstance.LoopCounter) is { } variable)
            {
                return Words(at.Variables[variable]);
            }
        }

        return null;
    }

    private static Scope? Parent(ProcessInstance instance, Scope scope) =>
        scope.Parent is { } parent ? instance.Scopes.GetValueOrDefault(parent) : null;

    private static string Words(FeelValue value) => value switch
    {
        FeelContext context when context.TryGet("name", out var name) => Words(name),
        FeelString text => text.Value,
        _ => value.ToString() ?? "",
    };
}

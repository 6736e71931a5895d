using System.Collections.Frozen;
using Samanvay.Bpmn.Model;
using Samanvay.Feel;

namespace Samanvay.Engine.Compilation;

/// <summary>Makes a procedure ready to run, or says everything that stands against it.</summary>
/// <remarks>What the engine does not execute is refused with a diagnostic that names element and rule; nothing is
/// ignored in silence.</remarks>
public static class ProcessCompiler
{
    public static Parsed<ExecutableProcess> Compile(BpmnDefinitions definitions, CompilationOptions options)
    {
        var scene = new Scene(definitions, options);
        if (Choose(scene, options.ProcessId) is not { } definition) return new(null, scene.Findings.All);
        var process = new ExecutableProcess(definitions, definition, options.Version, options.Limits);
        BodyCompiler.Compile(scene, new(definition.Body, process.Body, BodyKind.Process, null));
        var properties = definition.Properties.Select(property => property.Name ?? property.Id);
        process.Body.DataObjects = [.. process.Body.DataObjects.Concat(properties).Distinct()];
        process.Nodes = scene.Nodes.ToFrozenDictionary(StringComparer.Ordinal);
        process.StartMessages = Entries.StartMessages(scene, process.Body);
        process.StartSignals = Entries.StartSignals(process.Body);
        process.ParameterDefaults = ParameterReader.Defaults(scene, definition);
        process.HasInclusiveJoin = scene.Nodes.Values.Any(
            node => node is InclusiveGatewayNode { Incoming.Length: > 1 });
        process.HasComplexGateway = scene.Nodes.Values.Any(node => node is ComplexGatewayNode);
        process.HasAdHoc = scene.Nodes.Values.Any(node => node is AdHocNode);
        process.HasConditions = definition.Body.AllNodes().OfType<EventNode>().Any(
            node => node.Definitions.Any(each => each is ConditionalEventDefinition));
        var problems = scene.Findings.All;
        return new(problems.Any(problem => problem.Severity == Severity.Error) ? null : process, problems);
    }

    private static ProcessDefinition? Choose(Scene scene, string? id)
    {
        var processes = scene.Definitions.Processes;
        var chosen = id is null
            ? processes.Where(process => process.IsExecutable).ToList()
            : [.. processes.Where(process => process.Id == id)];
        if (chosen is [{ IsExecutable: true } one]) return one;
        var problem = (id, chosen.Count) switch
        {
            (null, 0) => "The file has no process that is marked as executable.",
            (null, _) => "The file has several executable processes; say which one to run.",
            (_, 0) => $"The file has no process '{id}'.",
            _ => $"Process '{id}' is not marked as executable.",
        };
        scene.Findings.Error(EngineCodes.NoProcess, id ?? scene.Definitions.Id ?? "definitions", problem);
        return null;
    }
}

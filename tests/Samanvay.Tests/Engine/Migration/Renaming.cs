using Samanvay.Bpmn.Model;
using Samanvay.Engine.Compilation;
using Samanvay.Engine.Migration;
using Shouldly;

namespace Samanvay.Tests.Engine.Migration;

/// <summary>The same drawing with another id for everything in it.</summary>
internal static class Renaming
{
    private const string Sign = "zz";

    public static ExecutableProcess Compile(ProcessBuilder builder, string version)
    {
        var definitions = builder.Definitions();
        var renamed = definitions with
        {
            Processes = [.. definitions.Processes.Select(each => each with
            {
                Id = New(each.Id),
                Body = Rename(each.Body),
            })],
        };
        var parsed = ProcessCompiler.Compile(
            renamed, new() { Version = version, Decisions = [.. builder.Decisions], Limits = builder.Limits });
        parsed.Problems.ShouldBeEmpty();
        return parsed.Value!;
    }

    /// <summary>From every old id to its new one.</summary>
    public static MigrationPlan Plan(ExecutableProcess source, ExecutableProcess target) =>
        source.Nodes.Keys.Aggregate(
            new MigrationPlan(source.Version, target.Version), (plan, id) => plan.With(id, New(id)));

    /// <summary>A text as it was before; variables that are named after steps too.</summary>
    public static string Undone(string text) => text
        .Replace($"{Sign}-", "", StringComparison.Ordinal).Replace($"{Sign}_", "", StringComparison.Ordinal);

    public static string New(string id) => $"{Sign}-{id}";

    private static FlowScope Rename(FlowScope scope) => scope with
    {
        Nodes = [.. scope.Nodes.Select(Rename)],
        Flows = [.. scope.Flows.Select(flow => flow with
        {
            Id = New(flow.Id),
            SourceRef = New(flow.SourceRef),
            TargetRef = New(flow.TargetRef),
        })],
        Associations = [.. scope.Associations.Select(
            each => new Association(New(each.Id), New(each.SourceRef), New(each.TargetRef)))],
    };

    private static FlowNode Rename(FlowNode node)
    {
        var renamed = node with
        {
            Id = New(node.Id),
            Incoming = [.. node.Incoming.Select(New)],
            Outgoing = [.. node.Outgoing.Select(New)],
        };
        return renamed switch
        {
            BoundaryEvent edge => edge with { AttachedToRef = New(edge.AttachedToRef) },
            SubProcess sub => sub with { Body = Rename(sub.Body) },
            _ => renamed,
        };
    }
}

using System.Collections.Immutable;
using Samanvay.Bpmn.Model;
using Samanvay.Engine.Compilation.Data;
using Samanvay.Engine.Compilation.Events;

namespace Samanvay.Engine.Compilation;

internal enum BodyKind { Process, SubProcess, EventSubProcess, AdHoc }

/// <summary>A body that is being compiled, and what it is in.</summary>
internal sealed record BodySite(FlowScope Model, ExecutableBody Body, BodyKind Kind, BodySite? Outer)
{
    /// <summary>The bodies that hold a node, from the inside out, each with its own node.</summary>
    public IEnumerable<(FlowScope Body, string Node)> Around(string node)
    {
        for (var site = this; site is not null; node = site.Body.Element, site = site.Outer)
            yield return (site.Model, node);
    }
}

/// <summary>Compiles what lies inside a process or sub-process, and what lies inside that.</summary>
internal static class BodyCompiler
{
    public static void Compile(Scene scene, BodySite site)
    {
        var compiler = new NodeCompiler(scene, site);
        // Boundary events last: they look for the step that they are attached to.
        foreach (var model in site.Model.Nodes.OrderBy(node => node is BoundaryEvent))
        {
            if (compiler.Compile(model) is { } node && !scene.Nodes.TryAdd(node.Id, node))
                Entries.UsedTwice(scene, node.Id);
        }

        var nodes = site.Model.Nodes.Select(node => scene.Nodes.GetValueOrDefault(node.Id)).OfType<ExecutableNode>()
            .ToList();
        foreach (var node in nodes) node.Within = site.Body.Element;
        FlowLinker.Link(scene, site.Model);
        foreach (var activity in nodes.OfType<ActivityNode>()) Finish(scene, site, activity, nodes);
        CompensationLinker.Link(scene, site, nodes);
        FillBody(scene, site, nodes);
        Entries.Check(scene, site, nodes);
    }

    private static void Finish(Scene scene, BodySite site, ActivityNode activity, List<ExecutableNode> nodes)
    {
        activity.Boundary = [.. nodes.OfType<BoundaryEventNode>().Where(boundary => boundary.Host == activity)];
        LoopReader.Read(scene, activity);
        activity.Inputs = MappingReader.Inputs(scene, (Bpmn.Model.ActivityNode)activity.Model);
        if (activity is not ContainerNode container) return;
        var kind = container switch
        {
            EventSubProcessNode => BodyKind.EventSubProcess,
            AdHocNode => BodyKind.AdHoc,
            _ => BodyKind.SubProcess,
        };
        Compile(scene, new(((SubProcess)container.Model).Body, container.Body, kind, site));
        if (container is not EventSubProcessNode handler || handler.Body.Starts.IsEmpty) return;
        handler.Start = handler.Body.Starts[0];
        handler.Start.Handler = handler;
    }

    private static void FillBody(Scene scene, BodySite site, List<ExecutableNode> nodes)
    {
        site.Body.Starts = [.. nodes.OfType<StartEventNode>()];
        site.Body.EventSubProcesses = [.. nodes.OfType<EventSubProcessNode>().Where(sub => !sub.Body.Starts.IsEmpty)];
        site.Body.DataObjects = [.. site.Model.DataObjects.Select(
            data => DataNames.NameOf(site.Model, data)).Distinct()];
        var plain = site.Body.Starts.Where(start => start.Trigger is null).ToImmutableArray();
        if (plain.Length == 1) site.Body.NoneStart = plain[0];
        foreach (var gateway in nodes.OfType<InclusiveGatewayNode>().Where(gateway => gateway.Incoming.Length > 1))
            gateway.Reach = InclusiveReach.Of(gateway, nodes);
        foreach (var gateway in nodes.OfType<ComplexGatewayNode>().Where(gateway => gateway.Incoming.Length > 1))
            gateway.Reach = InclusiveReach.Of(gateway, nodes);
        BodyStarts.Fill(site, nodes);
        foreach (var gateway in nodes.OfType<EventBasedGatewayNode>()) Entries.CheckEventGateway(scene, gateway);
    }
}

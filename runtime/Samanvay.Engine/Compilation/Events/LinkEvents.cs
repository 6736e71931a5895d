using Samanvay.Bpmn.Model;

namespace Samanvay.Engine.Compilation.Events;

/// <summary>Joins link events of one scope by name, as if a sequence flow were drawn between them (BPMN 2.0.2,
/// 10.5.5).</summary>
internal static class LinkEvents
{
    public static IEnumerable<ExecutableFlow> Flows(Scene scene, FlowScope body)
    {
        var targets = Named<IntermediateCatchEvent>(body).ToLookup(each => each.Name, StringComparer.Ordinal);
        foreach (var (name, node) in targets.SelectMany(same => same.Skip(1)))
            TriggerReader.Refuse(scene, node, $"is a second target of the link '{name}'");
        foreach (var (name, node) in Named<IntermediateThrowEvent>(body))
        {
            if (targets[name].Select(target => target.Node).FirstOrDefault() is not { } target)
                TriggerReader.Refuse(scene, node, $"leads to a link '{name}' that does not come out in the same scope");
            else if (scene.Nodes.TryGetValue(node.Id, out var from) && scene.Nodes.TryGetValue(target.Id, out var to))
                yield return new($"{node.Id}-link", from, to);
        }
    }

    private static IEnumerable<(string Name, EventNode Node)> Named<TEvent>(FlowScope body) where TEvent : EventNode =>
        from node in body.Nodes.OfType<TEvent>()
        from link in node.Definitions.OfType<LinkEventDefinition>()
        select (link.Name ?? node.Name ?? "", (EventNode)node);
}

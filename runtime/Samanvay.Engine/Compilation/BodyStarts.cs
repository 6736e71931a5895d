using System.Collections.Immutable;
using Samanvay.Bpmn.Model;

namespace Samanvay.Engine.Compilation;

/// <summary>Finds where a body begins without a start event.</summary>
internal static class BodyStarts
{
    public static void Fill(BodySite site, List<ExecutableNode> nodes)
    {
        var free = nodes.Where(node => node.Incoming.IsEmpty && node.Model.Incoming.IsEmpty && !BeginsElsewhere(node))
            .ToList();
        if (site.Kind == BodyKind.AdHoc)
        {
            var adHoc = (AdHocNode)site.Body.Holder!;
            adHoc.Startable = [.. free.OfType<ActivityNode>()];
            adHoc.Waiting = [.. free.OfType<CatchEventNode>()];
        }
        else if (site.Body.Starts.IsEmpty)
        {
            site.Body.StartingCatches = [.. free.SelectMany(node => Catches(node))];
            if (site.Body.StartingCatches.IsEmpty) site.Body.ImplicitStarts = [.. free];
        }
        else
        {
            site.Body.StartingCatches = [.. free.SelectMany(node => Catches(node))];
        }
    }

    /// <summary>Whether it begins without a sequence flow leading to it.</summary>
    public static bool BeginsElsewhere(ExecutableNode node) =>
        node is StartEventNode or BoundaryEventNode or EventSubProcessNode
            or CatchEventNode { Trigger: LinkTrigger }
        || node.Model is Bpmn.Model.ActivityNode { IsForCompensation: true };

    /// <summary>The events of an element that starts an instance when one of them comes.</summary>
    public static ImmutableArray<ExecutableNode> Catches(ExecutableNode node) => node switch
    {
        ReceiveTaskNode { Model: ReceiveTask { Instantiate: true } } => [node],
        EventBasedGatewayNode { Model: EventBasedGateway { Instantiate: true } } =>
            [.. node.Outgoing.Select(flow => flow.Target)],
        _ => [],
    };
}

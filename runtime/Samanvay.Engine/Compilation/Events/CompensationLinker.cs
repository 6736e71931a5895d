using Samanvay.Bpmn.Model;

namespace Samanvay.Engine.Compilation.Events;

/// <summary>Joins activities with what compensates them (BPMN 2.0.2, 10.7.1): an activity at the end of an association
/// from the event at the edge, or an event sub-process inside.</summary>
internal static class CompensationLinker
{
    public static void Link(Scene scene, BodySite site, List<ExecutableNode> nodes)
    {
        foreach (var edge in nodes.OfType<BoundaryEventNode>()) AtEdge(scene, site.Model, edge);
        foreach (var sub in nodes.OfType<EventSubProcessNode>().Where(IsHandler))
        {
            if (site.Body.Holder is { } holder) holder.Compensation = new(sub);
            else TriggerReader.Refuse(scene, sub.Model, "would compensate the whole procedure, which nothing asks for");
        }

        foreach (var activity in nodes.OfType<ActivityNode>().Where(node => Model(node).IsForCompensation))
        {
            var isJoined = nodes.OfType<ActivityNode>().Any(other => other.Compensation?.Handler == activity);
            if (!activity.Incoming.IsEmpty || !activity.Outgoing.IsEmpty)
                TriggerReader.Refuse(scene, activity.Model, "runs for compensation, and has sequence flows too");
            else if (!isJoined && activity is not EventSubProcessNode)
                TriggerReader.Refuse(scene, activity.Model, "runs for compensation, but no event leads to it");
        }
    }

    private static void AtEdge(Scene scene, FlowScope body, BoundaryEventNode edge)
    {
        if (edge.Trigger is CancelTrigger && edge.Host.Model is not Transaction)
            TriggerReader.Refuse(scene, edge.Model, "waits for a cancellation, but not at a transaction");
        if (edge.Trigger is not CompensationTrigger) return;
        var handler = body.Associations.Where(each => each.SourceRef == edge.Id).Select(each => each.TargetRef)
            .Concat(body.Associations.Where(each => each.TargetRef == edge.Id).Select(each => each.SourceRef))
            .Select(id => scene.Nodes.GetValueOrDefault(id)).OfType<ActivityNode>()
            .FirstOrDefault(node => Model(node).IsForCompensation);
        if (!edge.Outgoing.IsEmpty) TriggerReader.Refuse(scene, edge.Model, "compensates, and has a sequence flow too");
        if (handler is not null) edge.Host.Compensation = new(handler);
        else TriggerReader.Refuse(scene, edge.Model, "compensates, but no activity for compensation is joined to it");
    }

    private static bool IsHandler(EventSubProcessNode sub) => sub.Start?.Trigger is CompensationTrigger;

    private static Bpmn.Model.ActivityNode Model(ActivityNode node) => (Bpmn.Model.ActivityNode)node.Model;
}

using System.Collections.Immutable;
using Samanvay.Bpmn.Model;

namespace Samanvay.Engine.Compilation;

/// <summary>Reads who may do a step: the roles that it names, else the role of the innermost lane that has
/// one.</summary>
internal static class RoleReader
{
    /// <param name="around">The bodies that hold the step, from the inside out, each with the node that it
    /// holds.</param>
    public static ImmutableArray<string> Of(
        Scene scene, UserTask task, IEnumerable<(FlowScope Body, string Node)> around)
    {
        var roles = ImmutableArray.CreateBuilder<string>();
        foreach (var resource in task.Resources)
        {
            if (resource.ResourceRef is { } reference) roles.Add(RoleOf(scene, reference)?.RoleName ?? reference);
            if (resource.Assignment is null) continue;
            scene.Findings.Error(
                EngineCodes.PerformerNotExecuted, task.Id,
                $"'{task.Label}' computes who does it; name a role instead.");
        }

        if (roles.Count > 0) return [.. roles.Distinct(StringComparer.Ordinal)];
        var lane = around.Select(each => LaneRole(scene, each.Body, each.Node)).FirstOrDefault(
            role => role is not null);
        return lane is null ? [] : [lane];
    }

    private static string? LaneRole(Scene scene, FlowScope body, string node)
    {
        var lanes = body.Lanes.SelectMany(lane => lane.WithChildren()).Where(lane => lane.FlowNodeRefs.Contains(node));
        return lanes.Reverse().Select(lane => RoleOf(scene, lane.Name))
            .FirstOrDefault(role => role is not null)?.RoleName;
    }

    private static Resource? RoleOf(Scene scene, string? name) =>
        scene.Definitions.Resources.FirstOrDefault(resource => resource.Id == name || resource.Name == name);
}

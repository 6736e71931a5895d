using System.Collections.Immutable;
using Samanvay.Engine.Compilation;
using Samanvay.Feel;

namespace Samanvay.Engine.Migration;

/// <summary>Makes a plan by itself, and says of every element how it was found or why it was not.</summary>
public static class MigrationPlanner
{
    public static MigrationPlan Propose(ExecutableProcess source, ExecutableProcess target)
    {
        var pairs = new PairFinder(new(source), new(target)).Pairs;
        return new MigrationPlan(source.Version, target.Version)
        {
            Elements = pairs.ToImmutableSortedDictionary(StringComparer.Ordinal),
        };
    }

    /// <summary>Every element of the source with what the plan makes of it, in the order of the drawing.</summary>
    public static ImmutableArray<PlannedElement> Describe(
        ExecutableProcess source, ExecutableProcess target, MigrationPlan plan)
    {
        var map = new MigrationMap(source, target, plan);
        return [.. Inside(map, source.Id)];
    }

    private static IEnumerable<PlannedElement> Inside(MigrationMap map, string container) =>
        from node in map.Source.Inside(container)
        from element in Inside(map, node.Id).Prepend(Describe(map, node))
        select element;

    private static PlannedElement Describe(MigrationMap map, ExecutableNode node)
    {
        var target = map.NodeOf(node.Id);
        return new(node.Id, node.Label, ElementKind.Of(node))
        {
            Container = map.Source.ContainerOf(node.Id)!,
            Target = target?.Id,
            TargetLabel = target?.Label,
            Reason = target is null ? WhyNot(map, node) : null,
            Choices =
            [
                .. map.Target.Inside(map.Of(map.Source.ContainerOf(node.Id)!) ?? "")
                    .Where(other => ElementKind.Of(other).Equals(ElementKind.Of(node)))
                    .Select(other => new ElementChoice(other.Id, other.Label)),
            ],
        };
    }

    private static Sentence WhyNot(MigrationMap map, ExecutableNode node)
    {
        if (map.Of(map.Source.ContainerOf(node.Id)!) is not { } container)
            return $"'{map.Source.LabelOf(map.Source.ContainerOf(node.Id)!)}', which holds it, is left out.";
        if (map.Target.Find(node.Id) is not { } same)
            return "The new version has no such element.";
        if (!ElementKind.Of(same).Equals(ElementKind.Of(node)))
            return $"The new version has it as another kind: {ElementKind.Of(same)}.";
        return map.Target.ContainerOf(same.Id) == container
            ? "It is left out of the plan."
            : $"In the new version it lies in '{map.Target.LabelOf(map.Target.ContainerOf(same.Id)!)}'.";
    }
}

/// <summary>One element of the source and what the plan makes of it.</summary>
public sealed record PlannedElement(string Id, string Label, Sentence Kind)
{
    /// <summary>The process or sub-process that holds it.</summary>
    public required string Container { get; init; }

    /// <summary>Absent where it is left out.</summary>
    public string? Target { get; init; }

    public string? TargetLabel { get; init; }

    /// <summary>Why it is left out.</summary>
    public Sentence? Reason { get; init; }

    /// <summary>What it could go on as: elements of its kind in the same place.</summary>
    public ImmutableArray<ElementChoice> Choices { get; init; } = [];

    public bool IsRenamed => Target is not null && Target != Id;
}

public sealed record ElementChoice(string Id, string Label);

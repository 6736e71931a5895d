using System.Collections.Immutable;
using Samanvay.Engine.Compilation;
using Samanvay.Feel;

namespace Samanvay.Engine.Migration;

/// <summary>The first phase: the plan against the two versions, whatever stands where.</summary>
internal sealed class PlanCheck(MigrationMap map)
{
    private readonly ImmutableArray<Diagnostic>.Builder _found = ImmutableArray.CreateBuilder<Diagnostic>();

    public static ImmutableArray<Diagnostic> Of(MigrationMap map)
    {
        var check = new PlanCheck(map);
        foreach (var (id, target) in map.Elements)
        {
            if (id == map.Source.Process.Id) continue;
            check.Element(id, target);
        }

        check.Together();
        return check._found.ToImmutable();
    }

    private void Element(string id, string target)
    {
        if (map.Source.Find(id) is not { } before)
        {
            Error(MigrationCodes.Unknown, id, $"The version that runs has no element '{id}'. Take it out of the plan.");
        }
        else if (map.Target.Find(target) is not { } after)
        {
            Error(MigrationCodes.Unknown, id,
                $"'{before.Label}' can not go on as '{target}', which the new version does not have. Choose another.");
        }
        else if (!ElementKind.Of(before).Equals(ElementKind.Of(after)))
        {
            Error(MigrationCodes.OtherKind, id,
                $"'{before.Label}' ({ElementKind.Of(before)}) can not go on as '{after.Label}' "
                + $"({ElementKind.Of(after)}). Choose an element of the same kind.");
        }
        else
        {
            Place(before, after);
        }
    }

    private void Place(ExecutableNode before, ExecutableNode after)
    {
        var (inside, outside) = (map.Source.ContainerOf(before.Id)!, map.Target.ContainerOf(after.Id)!);
        if (map.Of(inside) != outside)
        {
            Error(MigrationCodes.OtherPlace, before.Id,
                $"'{before.Label}' lies in '{map.Source.LabelOf(inside)}', but '{after.Label}' lies in "
                + $"'{map.Target.LabelOf(outside)}', which is not the same. Map what holds them first.");
        }
        else if (before is BoundaryEventNode edge && map.Of(edge.Host.Id) != ((BoundaryEventNode)after).Host.Id)
        {
            Error(MigrationCodes.OtherPlace, before.Id,
                $"'{before.Label}' is at the edge of '{edge.Host.Label}', but '{after.Label}' is at another's. "
                + $"Map the two activities to each other, or leave the event out.");
        }
        else
        {
            Hints(before, after);
        }
    }

    private void Hints(ExecutableNode before, ExecutableNode after)
    {
        if (Timed(before) is { } time && Timed(after) is { } other && time != other)
        {
            Hint(before.Id,
                $"'{before.Label}' waits {time} before and {other} after. What waits already keeps its due time.");
        }

        if (before is CallActivityNode call && after is CallActivityNode called && call.Called != called.Called)
        {
            Hint(before.Id,
                $"'{before.Label}' calls another procedure from now on. One that it has called already goes on.");
        }

        if (before is ActivityTaskNode task && after is ActivityTaskNode asked && task.Type != asked.Type)
        {
            Hint(before.Id,
                $"'{before.Label}' asks for another activity from now on. One that was asked already is waited for.");
        }
    }

    // Where tokens of two steps meet they are two all the same; but two events at one edge, two gateways or two scopes
    // would become one thing that was never drawn so.
    private void Together()
    {
        var same = map.Elements.GroupBy(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);
        foreach (var group in same.Where(group => group.Count() > 1 && map.Target.Find(group.Key) is { } target
            && !MayMeet(target)))
        {
            foreach (var id in group.Skip(1))
            {
                Error(MigrationCodes.Collapse, id,
                    $"'{map.Source.LabelOf(id)}' and '{map.Source.LabelOf(group.First())}' can not both go on as "
                    + $"'{map.Target.LabelOf(group.Key)}'. Leave one of them out.");
            }
        }
    }

    private static bool MayMeet(ExecutableNode target) =>
        target is ActivityNode { Boundary.IsEmpty: true, Loop: null, Repeat: null } and not ContainerNode
            or CatchEventNode;

    private static string? Timed(ExecutableNode node)
    {
        var trigger = Waits.Of(node) is SeveralTriggers several
            ? several.Parts.OfType<TimerTrigger>().FirstOrDefault() : Waits.Of(node);
        return trigger is TimerTrigger timer ? timer.Value.Expression?.Text ?? timer.Value.Constant?.ToString() : null;
    }

    private void Error(string code, string element, Sentence said) =>
        _found.Add(Diagnostic.Error(code, said, Location.Element(element)));

    private void Hint(string element, Sentence said) =>
        _found.Add(new(MigrationCodes.GoesOnOtherwise, Severity.Hint, said, Location.Element(element)));
}

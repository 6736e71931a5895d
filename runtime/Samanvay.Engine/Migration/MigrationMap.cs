using System.Collections.Immutable;
using Samanvay.Engine.Compilation;

namespace Samanvay.Engine.Migration;

/// <summary>A plan between two versions at hand, with the flows worked out from the elements.</summary>
internal sealed class MigrationMap
{
    private readonly ImmutableSortedDictionary<string, string> _flows;

    public MigrationMap(ExecutableProcess source, ExecutableProcess target, MigrationPlan plan)
        : this(new ProcessOutline(source), new ProcessOutline(target), plan)
    {
    }

    public MigrationMap(ProcessOutline source, ProcessOutline target, MigrationPlan plan)
    {
        (Source, Target) = (source, target);
        Elements = plan.Elements.SetItem(source.Process.Id, target.Process.Id);
        _flows = FlowsOf(plan.Flows);
    }

    public ProcessOutline Source { get; }

    public ProcessOutline Target { get; }

    public ImmutableSortedDictionary<string, string> Elements { get; }

    /// <summary>Only what is called otherwise in the target: all that a stored history needs.</summary>
    public ImmutableSortedDictionary<string, string> RenamedElements => Renamed(Elements);

    public ImmutableSortedDictionary<string, string> RenamedFlows => Renamed(_flows);

    public string? Of(string element) => Elements.GetValueOrDefault(element);

    public ExecutableNode? NodeOf(string element) => Target.Find(Of(element));

    public string? FlowOf(string flow) => _flows.GetValueOrDefault(flow);

    // By its id, where that still leads to the same place; else as the only one between the same two elements; else as
    // the only one that is left over on both sides: a step was put before the join.
    private ImmutableSortedDictionary<string, string> FlowsOf(ImmutableSortedDictionary<string, string> given)
    {
        var flows = given.ToBuilder();
        foreach (var (id, flow) in Source.Flows)
        {
            if (flows.ContainsKey(id) || Of(flow.TargetRef) is not { } to) continue;
            if (Target.Flows.TryGetValue(id, out var same) && same.TargetRef == to)
            {
                flows[id] = id;
                continue;
            }

            var between = Target.Flows.Values
                .Where(other => other.SourceRef == Of(flow.SourceRef) && other.TargetRef == to).Take(2).ToList();
            if (between is [var only]) flows[id] = only.Id;
        }

        foreach (var into in Source.Flows.Values.GroupBy(flow => flow.TargetRef, StringComparer.Ordinal))
        {
            var taken = into.Select(flow => flows.GetValueOrDefault(flow.Id)).ToHashSet(StringComparer.Ordinal);
            var left = into.Where(flow => !flows.ContainsKey(flow.Id)).Take(2).ToList();
            var free = Target.Flows.Values
                .Where(flow => flow.TargetRef == Of(into.Key) && !taken.Contains(flow.Id)).Take(2).ToList();
            if (left is [var before] && free is [var after]) flows[before.Id] = after.Id;
        }

        return flows.ToImmutable();
    }

    private static ImmutableSortedDictionary<string, string> Renamed(ImmutableSortedDictionary<string, string> all) =>
        all.RemoveRange(all.Where(pair => pair.Key == pair.Value).Select(pair => pair.Key));
}

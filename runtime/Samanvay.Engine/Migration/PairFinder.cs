using Samanvay.Engine.Compilation;

namespace Samanvay.Engine.Migration;

/// <summary>Finds which elements of two versions are the same, from the outside in: what holds an element must be the
/// same before it can be.</summary>
internal sealed class PairFinder
{
    private readonly ProcessOutline _source;
    private readonly ProcessOutline _target;

    public PairFinder(ProcessOutline source, ProcessOutline target)
    {
        (_source, _target) = (source, target);
        Pair(source.Process.Id, target.Process.Id);
    }

    public SortedDictionary<string, string> Pairs { get; } = new(StringComparer.Ordinal);

    private void Pair(string source, string target)
    {
        var (before, after) = (_source.Inside(source), _target.Inside(target));
        PairUp(before.Where(node => node is not BoundaryEventNode), after.Where(node => node is not BoundaryEventNode));
        PairUp(before.Where(node => node is BoundaryEventNode), after.Where(node => node is BoundaryEventNode));
        foreach (var node in before.Where(node => node is ContainerNode))
        {
            if (Pairs.TryGetValue(node.Id, out var other)) Pair(node.Id, other);
        }
    }

    private void PairUp(IEnumerable<ExecutableNode> before, IEnumerable<ExecutableNode> after)
    {
        var (left, free) = (before.ToList(), after.ToList());
        foreach (var node in left.ToList())
        {
            if (free.Find(other => other.Id == node.Id && Agree(node, other)) is not { } same) continue;
            Pairs[node.Id] = same.Id;
            left.Remove(node);
            free.Remove(same);
        }

        foreach (var node in left)
        {
            var found = free.FindAll(other => Named(node) == Named(other) && Agree(node, other));
            var isOnly = left.Count(other => Named(other) == Named(node) && Alike(node, other)) == 1;
            if (found is [var only] && isOnly) Pairs[node.Id] = only.Id;
        }
    }

    private bool Agree(ExecutableNode node, ExecutableNode other) =>
        ElementKind.Of(node).Equals(ElementKind.Of(other)) && HostImage(node) == HostOf(other);

    private static bool Alike(ExecutableNode node, ExecutableNode other) =>
        ElementKind.Of(node).Equals(ElementKind.Of(other)) && HostOf(node) == HostOf(other);

    private string? HostImage(ExecutableNode node) =>
        HostOf(node) is { } host ? Pairs.GetValueOrDefault(host, "") : null;

    private static string? HostOf(ExecutableNode node) => (node as BoundaryEventNode)?.Host.Id;

    private static string Named(ExecutableNode node) => (node.Model.Name ?? "").Trim().ToUpperInvariant();
}

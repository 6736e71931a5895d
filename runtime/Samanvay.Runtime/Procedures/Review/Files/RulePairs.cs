using System.Collections.Immutable;
using Samanvay.Dmn.Model;

namespace Samanvay.Runtime.Procedures.Review.Files;

/// <summary>Which rule of a table became which: by its id, then by what it says, then by its place among those that
/// are left.</summary>
internal static class RulePairs
{
    /// <summary>For each rule of the later table the index of the earlier one; -1 for a new rule.</summary>
    public static ImmutableArray<int> Of(DecisionTable before, DecisionTable after)
    {
        var from = Enumerable.Repeat(-1, after.Rules.Length).ToArray();
        var free = Enumerable.Range(0, before.Rules.Length).ToList();
        var (own, others) = (OwnIds(before), OwnIds(after));
        Pair((old, young) => old.Id == young.Id && own.Contains(old.Id) && others.Contains(young.Id));
        Pair((old, young) => old.Inputs.SequenceEqual(young.Inputs) && old.Outputs.SequenceEqual(young.Outputs));
        Pair((old, young) => old.Inputs.SequenceEqual(young.Inputs) && !HaveOwnIds(old, young));
        var isFull = free.Count == from.Count(one => one < 0);
        if (isFull) Pair((old, young) => !HaveOwnIds(old, young));
        return [.. from];

        // Rules with ids of their own that are not the same are two rules.
        bool HaveOwnIds(Rule old, Rule young) => own.Contains(old.Id) && others.Contains(young.Id);

        void Pair(Func<Rule, Rule, bool> isSame)
        {
            for (var young = 0; young < from.Length; young++)
            {
                if (from[young] >= 0) continue;
                var old = free.FindIndex(index => isSame(before.Rules[index], after.Rules[young]));
                if (old < 0) continue;
                from[young] = free[old];
                free.RemoveAt(old);
            }
        }
    }

    /// <summary>The rules that stand elsewhere among the others; as few as possible.</summary>
    public static ImmutableHashSet<int> Moved(ImmutableArray<int> from)
    {
        var kept = Enumerable.Range(0, from.Length).Where(rule => from[rule] >= 0).ToList();
        var best = new int[kept.Count];
        var back = new int[kept.Count];
        for (var at = 0; at < kept.Count; at++)
        {
            (best[at], back[at]) = (1, -1);
            for (var earlier = 0; earlier < at; earlier++)
            {
                if (from[kept[earlier]] < from[kept[at]] && best[earlier] + 1 > best[at])
                    (best[at], back[at]) = (best[earlier] + 1, earlier);
            }
        }

        var still = new HashSet<int>();
        for (var at = kept.Count == 0 ? -1 : Array.IndexOf(best, best.Max()); at >= 0; at = back[at])
            still.Add(kept[at]);
        return [.. kept.Where(rule => !still.Contains(rule))];
    }

    // A rule without an id is read with one that only counts it.
    private static HashSet<string> OwnIds(DecisionTable table) =>
    [
        .. table.Rules.Where((rule, index) => rule.Id != $"{table.Id}-rule-{index + 1}").GroupBy(rule => rule.Id)
            .Where(same => same.Count() == 1).Select(same => same.Key),
    ];
}

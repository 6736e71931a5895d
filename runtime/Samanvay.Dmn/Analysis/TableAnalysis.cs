using System.Collections.Immutable;
using Samanvay.Dmn.Compilation;
using Samanvay.Dmn.Model;
using Samanvay.Feel.Syntax;
using Samanvay.Feel.Values;

namespace Samanvay.Dmn.Analysis;

/// <summary>Looks at a decision table as a whole: gaps, overlaps, duplicates, contradictions and rules that can not
/// decide, each with a case that shows it.</summary>
/// <remarks>Each input's values are cut where its cells name one. Between two such values no cell changes its answer,
/// so that one value of each piece stands for all, and finitely many cases for every case.</remarks>
public static class TableAnalysis
{
    private const int GapsMax = 10;
    private const int FindingsMax = 50;
    private const int EffortMax = 100_000;
    private const int OpaqueShownMax = 10;

    // Every two rules are compared in every column.
    private const int SizeMax = 20_000_000;

    /// <summary>Every table of the model's file, wherever it stands in its logic.</summary>
    public static ImmutableArray<TableReport> Of(DecisionModel model) => [.. model.Tables.Select(Of)];

    private static TableReport Of(ReadTable table)
    {
        var (id, rules) = (table.Node.Table.Id, (long)table.Node.Rules.Length);
        if (rules * rules * table.Node.Inputs.Length > SizeMax) return new(id, [Findings.TooMany(id)], false);
        var grid = new GridBuilder(table).Build();
        var said = new Findings(grid);
        var effort = new Effort(EffortMax);
        var (gaps, areGapsKnown) = Gaps(grid, said, effort);
        var results = new RuleResults(grid);
        ImmutableArray<TableFinding> pairs = [.. Pairs(grid, results, said).Take(FindingsMax + 1)];
        var repeated = pairs.Where(pair => pair.Kind == FindingKind.Duplicate)
            .Select(pair => pair.Rules[^1]).ToHashSet();
        // That a rule which repeats another does not decide either is no news.
        var idle = Idle(grid, results, said, effort).Where(finding => !repeated.Contains(finding.Rules[0]));
        ImmutableArray<TableFinding> wrong = [.. gaps, .. pairs, .. idle, .. Empty(grid, said)];
        var isCut = wrong.Length > FindingsMax;
        var findings = isCut ? [.. wrong.Take(FindingsMax), said.Cut(FindingsMax)] : wrong;
        ImmutableArray<TableFinding> open =
        [
            .. grid.Opaque.Take(OpaqueShownMax).Select(said.Opaque),
            .. effort.IsSpent || grid.IsTooFine ? [Findings.TooMany(id)] : ImmutableArray<TableFinding>.Empty,
            .. grid.AreDomainsKnown ? ImmutableArray<TableFinding>.Empty : [said.UnknownDomain()],
        ];
        var isProven = open.IsEmpty && areGapsKnown && !isCut && findings.All(f => f.Kind != FindingKind.NotProven);
        return new(id, [.. findings, .. open], isProven) { IsWhole = grid.IsWhole };
    }

    private static (IEnumerable<TableFinding> Gaps, bool AreKnown) Gaps(Grid grid, Findings said, Effort effort)
    {
        // What can not be read may close what looks like a gap without it; that it can not be read is told elsewhere.
        if (!grid.IsWhole) return ([], false);
        // With a default every case has a result.
        if (grid.Read.Node.Outputs.Any(output => output.Default is not null)) return ([], true);
        var found = GapSearch.Find(grid, effort, GapsMax + 1);
        var isCut = found.Gaps.Length > GapsMax;
        var gaps = found.Gaps.Take(GapsMax).Select(said.Gap);
        return (isCut ? gaps.Append(said.Cut(GapsMax)) : gaps, !found.IsOpen && !isCut);
    }

    private static IEnumerable<TableFinding> Pairs(Grid grid, RuleResults results, Findings said)
    {
        var check = new PairCheck(grid, results);
        return
            from other in Enumerable.Range(0, grid.Rules.Length)
            from rule in Enumerable.Range(0, other)
            let kind = check.Of(rule, other)
            where kind is not null
            select said.Pair(kind.Value, rule, other);
    }

    private static IEnumerable<TableFinding> Idle(Grid grid, RuleResults results, Findings said, Effort effort)
    {
        for (var rule = 0; rule < grid.Rules.Length; rule++)
        {
            if (!grid.CanMatch(rule)) yield return said.NeverMatches(rule);
            else if (Coverage.By(grid, rule, Before(grid, results, rule), effort) is { } covering)
                yield return said.Unreachable(rule, covering);
        }
    }

    private static IEnumerable<TableFinding> Empty(Grid grid, Findings said) =>
        from rule in Enumerable.Range(0, grid.Rules.Length)
        from output in Enumerable.Range(0, grid.Rules[rule].Outputs.Length)
        where grid.Rules[rule].Outputs[output] is LiteralNode { Value: FeelNull }
        select said.NoResult(rule, output);

    // The rules that decide when they match together with this one.
    private static Bits Before(Grid grid, RuleResults results, int rule) => grid.Read.Node.Table.HitPolicy switch
    {
        HitPolicy.First => Bits.Where(grid.Rules.Length, other => other < rule),
        HitPolicy.Priority => Bits.Where(
            grid.Rules.Length, other => other != rule && results.GoesBefore(other, rule) == true),
        _ => Bits.None(grid.Rules.Length),
    };
}

using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Samanvay.Dmn.Analysis;
using Samanvay.Feel.Values;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Dmn.Analysis;

/// <summary>What the analysis says is what comes out when every case is asked.</summary>
public sealed class TableAnalysisProperties
{
    private static readonly ImmutableArray<FeelValue> Numbers =
        [.. Enumerable.Range(-1, 17).Select(half => (FeelValue)FeelNumber.Of(half / 2m))];

    private static readonly ImmutableArray<FeelValue> Texts =
        [.. new[] { "a", "b", "c", "other" }.Select(text => (FeelValue)new FeelString(text))];

    private static readonly ImmutableArray<FeelValue> Dates =
        [.. Enumerable.Range(1, 6).Select(day => (FeelValue)FeelDate.Of(2026, 6, day)!)];

    // A missing number is a case where a cell names it.
    private static ImmutableArray<ImmutableArray<FeelValue>> Cases(SampleTable table) =>
    [
        .. from number in table.Rules.Any(NamesNull) ? Numbers.Add(FeelValue.Null) : Numbers
           from text in Texts
           from date in Dates
           select ImmutableArray.Create(number, text, date),
    ];

    private static bool NamesNull(string rule) => rule.Contains("null", StringComparison.Ordinal);

    private static readonly SampleTable Empty =
        SampleTable.Over(("n", "number"), ("t", "string"), ("day", "date"));

    private static readonly Gen<string> NumberCells = Gen.OneOf(
        Gen.Elements("-", "null", "not(null)", "? != null and ? < 3"),
        from sign in Gen.Elements("<", "<=", ">", ">=", "") from end in Gen.Choose(0, 4) select $"{sign} {end}",
        from open in Gen.Elements("[", "(") from close in Gen.Elements("]", ")")
        from low in Gen.Choose(0, 4) from length in Gen.Choose(0, 3) select $"{open}{low}..{low + length}{close}",
        from low in Gen.Choose(0, 4) from high in Gen.Choose(0, 4) select $"not({low}, > {high})",
        from low in Gen.Choose(0, 4) from high in Gen.Choose(0, 4) select $"< {low}, {high}, ? in [4..5)",
        from low in Gen.Choose(0, 4) from high in Gen.Choose(0, 4) select $"? between {low} and {high} or ? = 0");

    private static readonly Gen<string> TextCells = Gen.Elements(
        "-", "\"a\"", "\"b\"", "\"a\", \"b\"", "not(\"a\")", "not(\"b\", \"c\")", "? != \"c\"", "[\"a\", \"c\"]");

    private static readonly Gen<string> DateCells = Gen.OneOf(
        Gen.Constant("-"),
        from sign in Gen.Elements("<", "<=", ">", ">=", "") from day in Gen.Choose(2, 5)
        select $"{sign} date(\"2026-06-0{day}\")",
        from low in Gen.Choose(2, 4) select $"[@\"2026-06-0{low}\"..@\"2026-06-0{low + 1}\"]",
        from day in Gen.Choose(2, 5) select $"not(@\"2026-06-0{day}\")");

    private static readonly Gen<string> OpaqueCells =
        Gen.Elements("modulo(?, 2) = 0", "> string length(t)", "ceiling(?) = ?");

    private static Gen<string> Rules(Gen<string> numberCells) =>
        from number in numberCells from text in TextCells from date in DateCells from result in Gen.Choose(1, 2)
        select $"{number} | {text} | {date} | {result}";

    private static Arbitrary<SampleTable> Tables(params string[] policies) => Tables(NumberCells, policies);

    private static Arbitrary<SampleTable> Tables(Gen<string> numberCells, params string[] policies) => (
        from policy in Gen.Elements(policies)
        from count in Gen.Choose(0, 6)
        from rules in Gen.ListOf(Rules(numberCells), count)
        select (Empty with { Policy = policy }).With([.. rules])).ToArbitrary();

    [Fact]
    public void There_is_a_gap_exactly_where_a_case_matches_no_rule() =>
        Prop.ForAll(Tables("UNIQUE"), table =>
        {
            var report = table.Report();
            var hits = Hits(table);

            report.Findings.Any(finding => finding.Kind == FindingKind.Gap)
                .ShouldBe(hits.Any(matched => matched.Length == 0));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_missing_rule_of_a_gap_matches_its_example_and_nothing_that_another_rule_matches() =>
        Prop.ForAll(Tables("UNIQUE"), table =>
        {
            foreach (var gap in table.Report().Findings.Where(finding => finding.Kind == FindingKind.Gap))
            {
                var closed = table.With($"{string.Join(" | ", gap.MissingRule)} | 9");
                var added = closed.Rules.Length;

                closed.Matches([.. gap.Example.Select(input => input.Value)]).ShouldBe([added]);
                Hits(closed).ShouldAllBe(matched => !matched.Contains(added) || matched.Length == 1);
            }
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Adding_the_missing_rules_closes_every_gap() =>
        Prop.ForAll(Tables("UNIQUE"), table =>
        {
            var missing = table.Report().Findings.Where(finding => finding.Kind == FindingKind.Gap)
                .Select(gap => $"{string.Join(" | ", gap.MissingRule)} | 9").ToArray();

            if (missing.Length < 10) Hits(table.With(missing)).ShouldAllBe(matched => matched.Length > 0);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void What_is_found_beside_cells_that_can_not_be_judged_is_true() =>
        Prop.ForAll(Tables(Gen.OneOf(NumberCells, OpaqueCells), "UNIQUE", "FIRST"), table =>
        {
            var report = table.Report();
            var hits = Hits(table);

            foreach (var gap in report.Findings.Where(finding => finding.Kind == FindingKind.Gap))
                table.Matches([.. gap.Example.Select(input => input.Value)]).ShouldBeEmpty();
            foreach (var pair in report.Findings.Where(finding => IsPair(finding) && !finding.Example.IsEmpty))
                pair.Rules.ShouldBeSubsetOf(table.Matches([.. pair.Example.Select(input => input.Value)]));
            var deciding = hits.Where(matched => matched.Length > 0).Select(matched => matched[0]).ToHashSet();
            Idle(table).Where(_ => table.Policy == "FIRST").ShouldAllBe(rule => !deciding.Contains(rule));
            if (hits.Any(matched => matched.Length == 0)) report.Findings.ShouldNotBeEmpty();
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Two_rules_are_reported_exactly_where_a_case_matches_both() =>
        Prop.ForAll(Tables("UNIQUE"), table =>
        {
            var reported = table.Report().Findings.Where(IsPair)
                .Select(finding => (finding.Rules[0], finding.Rules[1]));
            var met =
                from matched in Hits(table)
                from rule in matched
                from other in matched
                where other > rule
                select (rule, other);

            reported.Order().ShouldBe(met.Distinct().Order());
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void An_example_of_two_rules_matches_both() =>
        Prop.ForAll(Tables("UNIQUE", "ANY"), table =>
        {
            foreach (var pair in table.Report().Findings.Where(IsPair))
                pair.Rules.ShouldBeSubsetOf(table.Matches([.. pair.Example.Select(input => input.Value)]));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_contradiction_makes_an_any_table_give_nothing() =>
        Prop.ForAll(Tables("ANY"), table =>
        {
            var contradictions = table.Report().Findings
                .Where(finding => finding.Kind == FindingKind.Contradiction).ToArray();

            foreach (var found in contradictions)
                table.Ask([.. found.Example.Select(input => input.Value)]).Value.IsNull.ShouldBeTrue();
            if (contradictions.Length == 0)
            {
                var model = table.Model();
                Cases(table).ShouldAllBe(@case => !Ask(model, @case).Warnings.Any(warning => warning.Code == "DMN104"));
            }
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_rule_is_idle_exactly_when_it_is_first_in_no_case() =>
        Prop.ForAll(Tables("FIRST"), table =>
        {
            var deciding = Hits(table).Where(matched => matched.Length > 0).Select(matched => matched[0]);

            Idle(table).ShouldBe(Enumerable.Range(1, table.Rules.Length).Except(deciding).Order());
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_rule_is_idle_exactly_when_more_important_ones_decide_all_its_cases() =>
        Prop.ForAll(Tables("PRIORITY"), unranked =>
        {
            var table = unranked with { Output = "<outputValues><text>2, 1</text></outputValues>" };
            var deciding = Hits(table).Where(matched => matched.Length > 0).Select(matched =>
                matched.MinBy(rule => (table.Rules[rule - 1].EndsWith('2') ? 0 : 1, rule)));

            Idle(table).ShouldBe(Enumerable.Range(1, table.Rules.Length).Except(deciding).Order());
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Looking_twice_finds_the_same() =>
        Prop.ForAll(Tables("UNIQUE", "FIRST", "ANY", "COLLECT"), table =>
            table.Report().Problems.SequenceEqual(table.Report().Problems)).QuickCheckThrowOnFailure();

    // A rule that never matches has no duplicate, so two that are the same are met together.
    private static bool IsPair(TableFinding finding) =>
        finding.Kind is FindingKind.Overlap or FindingKind.Contradiction or FindingKind.Duplicate;

    private static IEnumerable<int> Idle(SampleTable table) => table.Report().Findings
        .Where(finding => finding.Kind is FindingKind.Unreachable or FindingKind.NeverMatches or FindingKind.Duplicate)
        .Select(finding => finding.Kind == FindingKind.Duplicate ? finding.Rules[1] : finding.Rules[0])
        .Distinct().Order();

    private static ImmutableArray<int[]> Hits(SampleTable table)
    {
        var model = (table with { Policy = "COLLECT" }).Model();
        return [.. Cases(table).Select(@case => Ask(model, @case).MatchedRules.Select(rule => rule.Number).ToArray())];
    }

    private static Samanvay.Dmn.DecisionResult Ask(Samanvay.Dmn.DecisionModel model, ImmutableArray<FeelValue> @case) =>
        Model.Ask(model, "d", ("n", @case[0]), ("t", @case[1]), ("day", @case[2]));
}

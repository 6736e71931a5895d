using Samanvay.Dmn.Analysis;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Dmn.Analysis;

/// <summary>What a gap is called for people; the cells of the rule that would close it are another matter.</summary>
public sealed class RegionTextTests
{
    [Theory]
    [InlineData("number", "<= 0", "> 1", "x: more than 0 and at most 1.")]
    [InlineData("number", "< 0", "> 0", "x: 0.")]
    [InlineData("number", "[0..5]", "[6..9]", "x: less than 0, or more than 5 and less than 6, or more than 9.")]
    [InlineData("number", "null", "null", "x: any value.")]
    [InlineData("string", "\"high\"", "\"low\"", "x: anything but \"high\", \"low\".")]
    [InlineData("string", "<= \"m\"", "> \"p\"", "x: more than \"m\" and at most \"p\".")]
    [InlineData("date", "< @\"2026-06-01\"", "> @\"2026-06-01\"", "x: 2026-06-01.")]
    [InlineData("Any", "\"a\"", "5", "x: less than 5, or more than 5, or any text that no rule names.")]
    public void A_gap_is_told_in_words_and_not_in_signs(string type, string first, string second, string said) =>
        Gap(type, $"{first} | 1", $"{second} | 2").ShouldStartWith($"No rule matches this: {said}");

    [Fact]
    public void A_gap_of_very_many_parts_is_told_by_its_first() =>
        Gap("number", [.. Enumerable.Range(0, 900).Select(level => $"{level} | 1")])
            .ShouldContain("or more than 6 and less than 7 (and 893 more). For example");

    private static string Gap(string type, params string[] rules) =>
        (SampleTable.Over(("x", type)) with { Policy = "FIRST" }).With(rules).Report().Findings
            .First(finding => finding.Kind == FindingKind.Gap).Problem.Message;
}

using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Samanvay.Tests.Feel;

public sealed class RangeProperties
{
    private static readonly Arbitrary<string> Ranges =
        (from low in Gen.Choose(0, 5)
         from length in Gen.Choose(1, 4)
         from open in Gen.Elements("[", "(")
         from close in Gen.Elements("]", ")")
         select $"{open}{low}..{low + length}{close}").ToArbitrary();

    [Theory]
    [InlineData("before", "after")]
    [InlineData("meets", "met by")]
    [InlineData("overlaps before", "overlaps after")]
    [InlineData("includes", "during")]
    [InlineData("starts", "started by")]
    [InlineData("finishes", "finished by")]
    [InlineData("overlaps", "overlaps")]
    [InlineData("coincides", "coincides")]
    public void A_relation_and_its_reverse_agree(string relation, string reverse) =>
        Prop.ForAll(
            Ranges, Ranges,
            (a, b) => FeelRun.Value($"{relation}({a}, {b})").Equals(FeelRun.Value($"{reverse}({b}, {a})")))
            .QuickCheckThrowOnFailure();

    [Fact]
    public void One_range_includes_another_when_it_includes_each_of_its_points() =>
        Prop.ForAll(Ranges, Ranges, (a, b) =>
            FeelRun.Value($"includes({a}, {b})").Equals(
                FeelRun.Value(
                    $"every p in (for i in 0..100 return i / 10) satisfies not(p in {b}) or p in {a}")))
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Ranges_overlap_when_they_share_a_point() =>
        Prop.ForAll(Ranges, Ranges, (a, b) =>
            FeelRun.Value($"overlaps({a}, {b})").Equals(
                FeelRun.Value(
                    $"some p in (for i in 0..100 return i / 10) satisfies p in {a} and p in {b}")))
            .QuickCheckThrowOnFailure();
}

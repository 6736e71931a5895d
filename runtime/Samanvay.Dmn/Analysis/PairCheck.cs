using System.Collections.Immutable;
using Samanvay.Dmn.Model;
using Samanvay.Feel.Syntax;

namespace Samanvay.Dmn.Analysis;

/// <summary>Looks at every two rules: the same, or both at once.</summary>
internal sealed class PairCheck(Grid grid, RuleResults results)
{
    private readonly HitPolicy _policy = grid.Read.Node.Table.HitPolicy;

    private readonly ImmutableArray<string> _written =
        [.. grid.Rules.Select(rule => string.Join('\n', rule.Tests.Select(test => Printer.Print(test!))))];

    /// <summary>Null where nothing is wrong with the two; <paramref name="rule"/> stands before
    /// <paramref name="other"/>.</summary>
    public FindingKind? Of(int rule, int other)
    {
        var same = results.AreSame(rule, other);
        if (same == true && HaveSameConditions(rule, other)) return FindingKind.Duplicate;
        if (_policy is not (HitPolicy.Unique or HitPolicy.Any) || !grid.Meet(rule, other)) return null;
        return (_policy, same) switch
        {
            (_, false) => FindingKind.Contradiction,
            (HitPolicy.Unique, _) => FindingKind.Overlap,
            (_, null) => FindingKind.NotProven,
            _ => null,
        };
    }

    private bool HaveSameConditions(int rule, int other) =>
        grid.CanMatch(rule) && (grid.Dimensions.All(dimension => IsSame(dimension, rule, other))
            || _written[rule] == _written[other]);

    private static bool IsSame(Dimension dimension, int rule, int other) =>
        dimension.Certain[rule].Equals(dimension.Certain[other])
        && dimension.Certain[rule].Equals(dimension.Possible[rule])
        && dimension.Certain[other].Equals(dimension.Possible[other]);
}

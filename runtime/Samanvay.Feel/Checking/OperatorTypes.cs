using System.Collections.Immutable;
using Samanvay.Feel.Syntax;
using Samanvay.Feel.Values;

namespace Samanvay.Feel.Checking;

/// <summary>DMN 1.5, tables 56 to 59: which kinds an arithmetic operator takes, and what it gives.</summary>
internal static class OperatorTypes
{
    private static readonly FeelType[] Points = [FeelType.Date, FeelType.DateTime];

    private static readonly FeelType[] Durations = [FeelType.DaysDuration, FeelType.YearsDuration];

    private static readonly ImmutableArray<Row> Rows =
    [
        new(BinaryOperator.Add, FeelType.Text, FeelType.Text, FeelType.Text),
        .. new[]
        {
            BinaryOperator.Add, BinaryOperator.Subtract, BinaryOperator.Multiply, BinaryOperator.Divide,
            BinaryOperator.Power,
        }.Select(sign => new Row(sign, FeelType.Number, FeelType.Number, FeelType.Number)),
        .. Durations.SelectMany(duration => (Row[])
        [
            new(BinaryOperator.Add, duration, duration, duration),
            new(BinaryOperator.Subtract, duration, duration, duration),
            new(BinaryOperator.Multiply, duration, FeelType.Number, duration),
            new(BinaryOperator.Multiply, FeelType.Number, duration, duration),
            new(BinaryOperator.Divide, duration, FeelType.Number, duration),
            new(BinaryOperator.Divide, duration, duration, FeelType.Number),
            .. Points.SelectMany(point => Moves(point, duration)),
        ]),
        .. Moves(FeelType.Time, FeelType.DaysDuration),
        new(BinaryOperator.Subtract, FeelType.Time, FeelType.Time, FeelType.DaysDuration),
        .. from left in Points
           from right in Points
           select new Row(BinaryOperator.Subtract, left, right, FeelType.DaysDuration),
    ];

    /// <summary>Null where no values of these types fit the operator.</summary>
    public static FeelType? Result(BinaryOperator @operator, FeelType left, FeelType right)
    {
        var results = Rows.Where(row => row.Operator == @operator && TypeRelation.CanBe(left, row.Left)
            && TypeRelation.CanBe(right, row.Right)).Select(row => row.Result).Distinct().ToList();
        return results switch
        {
            [] => null,
            [var only] => only,
            _ => FeelType.Any,
        };
    }

    private static Row[] Moves(FeelType point, FeelType duration) =>
    [
        new(BinaryOperator.Add, point, duration, point), new(BinaryOperator.Add, duration, point, point),
        new(BinaryOperator.Subtract, point, duration, point),
    ];

    private sealed record Row(BinaryOperator Operator, FeelType Left, FeelType Right, FeelType Result);
}

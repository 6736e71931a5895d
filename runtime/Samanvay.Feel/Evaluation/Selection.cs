using System.Collections.Immutable;
using Samanvay.Feel.Values;

namespace Samanvay.Feel.Evaluation;

/// <summary>DMN 1.5, 10.3.2.5: <c>list[position]</c> and <c>list[condition]</c>.</summary>
internal static class Selection
{
    /// <summary>A value that is no list is filtered as a list of itself, a missing one as an empty list.</summary>
    public static FeelList AsList(FeelValue value) => value switch
    {
        FeelList list => list,
        FeelNull => FeelList.Empty,
        _ => FeelList.Of(value),
    };

    /// <summary>Counts from 1, or from the end with -1.</summary>
    public static FeelValue At(Place at, FeelList list, FeelNumber position)
    {
        at.Evaluation.Step();
        var index = position.ToInt32() switch
        {
            > 0 and var forward => forward - 1,
            < 0 and var backward => list.Count + backward,
            _ => -1,
        };
        return index >= 0 && index < list.Count
            ? list[index]
            : at.Nothing(WarningCodes.OutOfRange, $"The list has {list.Count} items; there is none at {position}.");
    }

    public static FeelValue Where(Place at, FeelList list, Frame frame, Compiled condition)
    {
        // Only its value tells a position from a condition, so the first item, or none, is asked.
        var before = at.Evaluation.WarningCount;
        var first = condition(frame.Inside(list.Count > 0 ? list[0] : FeelValue.Null));
        if (first is FeelNumber position) return At(at, list, position);
        if (list.Count == 0)
        {
            at.Evaluation.ForgetWarningsAfter(before);
            return list;
        }

        var selected = ImmutableArray.CreateBuilder<FeelValue>();
        for (var index = 0; index < list.Count; index++)
        {
            at.Evaluation.Step();
            var answer = index == 0 ? first : condition(frame.Inside(list[index]));
            if (answer is FeelBoolean { Value: true }) selected.Add(list[index]);
            if (answer is not (FeelBoolean or FeelNull))
            {
                return at.Nothing(
                    WarningCodes.WrongType, "A filter needs a position or a condition that is true or false.");
            }
        }

        return new FeelList(selected.ToImmutable());
    }
}

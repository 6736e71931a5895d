namespace Samanvay.Feel.Values;

/// <summary>FEEL's own <c>=</c> and <c>&lt;</c>. Null means that the two can not be compared.</summary>
public static class FeelComparison
{
    /// <summary>
    /// DMN 1.5, tables 52 to 54. Null equals only null; values of different kinds are neither equal nor different.
    /// </summary>
    public static bool? Equal(FeelValue left, FeelValue right) => (left, right) switch
    {
        (FeelNull, _) or (_, FeelNull) => left.IsNull && right.IsNull,
        (FeelDateTime a, FeelDateTime b) => a.Zone is null == b.Zone is null && a.Nanoseconds == b.Nanoseconds,
        (FeelTime a, FeelTime b) => a.Zone is null == b.Zone is null && a.Normalised == b.Normalised,
        (FeelList a, FeelList b) => EqualLists(a, b),
        (FeelContext a, FeelContext b) => EqualContexts(a, b),
        (FeelRange a, FeelRange b) => EqualRanges(a, b),
        _ => left.GetType() == right.GetType() ? left.Equals(right) : null,
    };

    /// <summary>
    /// Below, at or above zero as <paramref name="left"/> comes before, with or after <paramref name="right"/>.
    /// </summary>
    public static int? Compare(FeelValue left, FeelValue right) => (left, right) switch
    {
        (FeelNumber a, FeelNumber b) => a.Value.CompareTo(b.Value),
        (FeelString a, FeelString b) => string.CompareOrdinal(a.Value, b.Value),
        (FeelDate a, FeelDate b) => a.EpochDay.CompareTo(b.EpochDay),
        (FeelTime a, FeelTime b) => a.Zone is null == b.Zone is null ? a.Normalised.CompareTo(b.Normalised) : null,
        (FeelDateTime a, FeelDateTime b) =>
            a.Zone is null == b.Zone is null ? a.Nanoseconds.CompareTo(b.Nanoseconds) : null,
        (FeelDaysDuration a, FeelDaysDuration b) => a.Nanoseconds.CompareTo(b.Nanoseconds),
        (FeelYearsDuration a, FeelYearsDuration b) => a.Months.CompareTo(b.Months),
        _ => null,
    };

    /// <summary>Whether <paramref name="value"/> lies in <paramref name="range"/>.</summary>
    public static bool? Contains(FeelRange range, FeelValue value)
    {
        var above = range.Start.IsNull ? true : Within(Compare(value, range.Start), range.StartIncluded);
        var below = range.End.IsNull ? true : Within(-Compare(value, range.End), range.EndIncluded);
        return above == false || below == false ? false : above & below;
    }

    private static bool? Within(int? order, bool included) =>
        order is null ? null : order > 0 || included && order == 0;

    private static bool? EqualLists(FeelList left, FeelList right)
    {
        if (left.Count != right.Count) return false;
        bool? result = true;
        for (var index = 0; index < left.Count; index++)
        {
            result &= Equal(left[index], right[index]);
            if (result == false) return false;
        }

        return result;
    }

    private static bool? EqualContexts(FeelContext left, FeelContext right)
    {
        if (left.Count != right.Count) return false;
        bool? result = true;
        foreach (var entry in left)
        {
            result &= right.TryGet(entry.Key, out var other) ? Equal(entry.Value, other) : false;
            if (result == false) return false;
        }

        return result;
    }

    private static bool? EqualRanges(FeelRange left, FeelRange right) =>
        left.StartIncluded == right.StartIncluded && left.EndIncluded == right.EndIncluded
            ? Equal(left.Start, right.Start) & Equal(left.End, right.End)
            : false;
}

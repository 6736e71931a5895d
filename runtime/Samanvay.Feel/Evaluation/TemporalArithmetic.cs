using System.Numerics;
using Samanvay.Feel.Values;

namespace Samanvay.Feel.Evaluation;

/// <summary>
/// Arithmetic of dates, times and durations; null where there is none for these kinds or the calendar ends.
/// </summary>
internal static class TemporalArithmetic
{
    public static FeelValue? Move(FeelValue start, FeelValue by) => (start, by) switch
    {
        (FeelDate date, FeelYearsDuration years) => AddMonths(date, years.Months),
        (FeelDateTime moment, FeelYearsDuration years) =>
            AddMonths(moment.Date, years.Months) is { } date ? new FeelDateTime(date, moment.Time) : null,
        // DMN 1.5, table 57: a date counts as its first moment, and the day of the result is meant.
        (FeelDate date, FeelDaysDuration days) =>
            FeelDateTime.OfNanoseconds(AtMidnight(date).Nanoseconds + days.Nanoseconds, FeelZone.Utc)?.Date,
        (FeelDateTime moment, FeelDaysDuration days) =>
            FeelDateTime.OfNanoseconds(moment.Nanoseconds + days.Nanoseconds, moment.Zone),
        (FeelTime time, FeelDaysDuration days) =>
            FeelTime.OfNanosecondOfDay(
                time.NanosecondOfDay + (long)(days.Nanoseconds % FeelTime.NanosecondsPerDay), time.Zone),
        (FeelDaysDuration left, FeelDaysDuration right) =>
            FeelDaysDuration.Checked(left.Nanoseconds + right.Nanoseconds),
        (FeelYearsDuration left, FeelYearsDuration right) => Years((BigInteger)left.Months + right.Months),
        _ => null,
    };

    public static FeelValue? Difference(FeelValue left, FeelValue right)
    {
        if (left is FeelTime a && right is FeelTime b)
            return a.Zone is null == b.Zone is null ? new FeelDaysDuration(a.Normalised - b.Normalised) : null;
        if (Moment(left) is not { } end || Moment(right) is not { } start) return null;
        return end.Zone is null == start.Zone is null
            ? FeelDaysDuration.Checked(end.Nanoseconds - start.Nanoseconds)
            : null;
    }

    public static FeelValue? Negate(FeelValue value) => value switch
    {
        FeelDaysDuration days => new FeelDaysDuration(-days.Nanoseconds),
        FeelYearsDuration years => new FeelYearsDuration(-years.Months),
        _ => null,
    };

    public static FeelValue? Multiply(FeelValue duration, Decimal34 factor) =>
        Amount(duration) is { } amount ? Scaled(duration, DecimalArithmetic.Multiply(amount, factor)) : null;

    public static FeelValue? Divide(FeelValue duration, Decimal34 divisor) =>
        Amount(duration) is { } amount ? Scaled(duration, DecimalArithmetic.Divide(amount, divisor)) : null;

    public static Decimal34? Ratio(FeelValue left, FeelValue right) =>
        left.GetType() == right.GetType() && Amount(left) is { } a && Amount(right) is { } b
            ? DecimalArithmetic.Divide(a, b)
            : null;

    /// <summary>DMN 1.5, 10.3.2.9.4: a date as a date and time is midnight in Greenwich.</summary>
    public static FeelDateTime AtMidnight(FeelDate date) => new(date, FeelTime.OfNanosecondOfDay(0, FeelZone.Utc));

    private static FeelDateTime? Moment(FeelValue value) => value switch
    {
        FeelDate date => AtMidnight(date),
        FeelDateTime moment => moment,
        _ => null,
    };

    private static FeelDate? AddMonths(FeelDate date, long months) =>
        Math.Abs(months) < 30_000_000_000 && CivilDate.AddMonths(date.EpochDay, months) is { } day
            ? FeelDate.OfEpochDay(day)
            : null;

    private static Decimal34? Amount(FeelValue duration) => duration switch
    {
        FeelDaysDuration days => Decimal34.Of(days.Nanoseconds, 0),
        FeelYearsDuration years => Decimal34.Of(years.Months),
        _ => null,
    };

    // A part of a nanosecond is rounded, a part of a month is dropped.
    private static FeelValue? Scaled(FeelValue duration, Decimal34? amount)
    {
        if (amount is not { } exact || exact.Exponent > 40) return null;
        var rounding = duration is FeelDaysDuration ? DecimalRounding.HalfEven : DecimalRounding.Down;
        if (DecimalArithmetic.Round(exact, 0, rounding) is not { } whole) return null;
        var value = whole.ScaledTo(0);
        return duration is FeelYearsDuration
            ? Years(value)
            : BigInteger.Abs(value) < (BigInteger)1e36 ? FeelDaysDuration.Checked((Int128)value) : null;
    }

    private static FeelYearsDuration? Years(BigInteger months) =>
        BigInteger.Abs(months) < long.MaxValue ? new((long)months) : null;
}

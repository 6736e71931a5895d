using NodaTime;

namespace Samanvay.Feel.Values;

/// <summary>
/// The proleptic Gregorian calendar on plain day numbers: FEEL's years reach to 999,999,999, further than
/// NodaTime's.
/// </summary>
internal static class CivilDate
{
    public const int YearMax = 999_999_999;

    private const int DaysPerCycle = 146_097;
    private const int EpochShift = 719_468;

    /// <summary>Days since 1970-01-01.</summary>
    public static long ToEpochDay(long year, int month, int day)
    {
        if (month <= 2) year--;
        var cycle = FloorDivide(year, 400);
        var yearOfCycle = year - cycle * 400;
        var dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
        return cycle * DaysPerCycle + yearOfCycle * 365 + yearOfCycle / 4 - yearOfCycle / 100 + dayOfYear - EpochShift;
    }

    public static (int Year, int Month, int Day) FromEpochDay(long epochDay)
    {
        var shifted = epochDay + EpochShift;
        var cycle = FloorDivide(shifted, DaysPerCycle);
        var dayOfCycle = shifted - cycle * DaysPerCycle;
        var yearOfCycle = (dayOfCycle - dayOfCycle / 1460 + dayOfCycle / 36524 - dayOfCycle / 146096) / 365;
        var dayOfYear = (int)(dayOfCycle - (365 * yearOfCycle + yearOfCycle / 4 - yearOfCycle / 100));
        var month = (5 * dayOfYear + 2) / 153;
        var day = dayOfYear - (153 * month + 2) / 5 + 1;
        month += month < 10 ? 3 : -9;
        return ((int)(yearOfCycle + cycle * 400 + (month <= 2 ? 1 : 0)), month, day);
    }

    public static bool IsValid(long year, int month, int day) =>
        year is >= -YearMax and <= YearMax && month is >= 1 and <= 12 && day >= 1 && day <= DaysInMonth(year, month);

    public static int DaysInMonth(long year, int month) =>
        month switch { 2 => IsLeap(year) ? 29 : 28, 4 or 6 or 9 or 11 => 30, _ => 31 };

    /// <summary>Moves by months and keeps to the month's last day; null outside the calendar.</summary>
    public static long? AddMonths(long epochDay, long months)
    {
        var (year, month, day) = FromEpochDay(epochDay);
        var target = year * 12L + (month - 1) + months;
        var targetYear = FloorDivide(target, 12);
        if (targetYear is < -YearMax or > YearMax) return null;
        var targetMonth = (int)(target - targetYear * 12) + 1;
        return ToEpochDay(targetYear, targetMonth, Math.Min(day, DaysInMonth(targetYear, targetMonth)));
    }

    public static IsoDayOfWeek DayOfWeek(long epochDay) => (IsoDayOfWeek)(FloorModulo(epochDay + 3, 7) + 1);

    public static long FloorDivide(long dividend, long divisor) =>
        dividend / divisor - (dividend % divisor < 0 ? 1 : 0);

    public static long FloorModulo(long dividend, long divisor) => dividend - FloorDivide(dividend, divisor) * divisor;

    private static bool IsLeap(long year) => year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

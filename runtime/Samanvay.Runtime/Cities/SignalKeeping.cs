using Samanvay.Runtime.Access;

namespace Samanvay.Runtime.Cities;

/// <summary>How long the readings of a signal are kept: each of them, and what came of each hour.</summary>
public sealed record SignalKeeping(CityId City, string Signal, int RawDays, int HourlyDays)
{
    /// <summary>Longer than a late reading may be on its way.</summary>
    public const int RawDaysMin = 8;

    public const int DaysMax = 36_500;

    public const int RawDaysUsual = 30;

    public const int HourlyDaysUsual = 730;

    public static SignalKeeping Usual(CityId city, string signal) => new(city, signal, RawDaysUsual, HourlyDaysUsual);

    public bool IsPossible => RawDays is >= RawDaysMin and <= DaysMax && HourlyDays >= RawDays && HourlyDays <= DaysMax;
}

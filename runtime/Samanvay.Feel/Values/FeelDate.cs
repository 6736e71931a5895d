using NodaTime;

namespace Samanvay.Feel.Values;

/// <summary>A day of the proleptic Gregorian calendar.</summary>
public sealed class FeelDate : FeelValue
{
    private FeelDate(long epochDay) => EpochDay = epochDay;

    /// <summary>Days since 1970-01-01.</summary>
    public long EpochDay { get; }

    public override string TypeName => "date";

    public int Year => CivilDate.FromEpochDay(EpochDay).Year;

    public int Month => CivilDate.FromEpochDay(EpochDay).Month;

    public int Day => CivilDate.FromEpochDay(EpochDay).Day;

    public IsoDayOfWeek DayOfWeek => CivilDate.DayOfWeek(EpochDay);

    public static FeelDate Of(LocalDate date) => new(CivilDate.ToEpochDay(date.Year, date.Month, date.Day));

    /// <summary>Null when there is no such day.</summary>
    public static FeelDate? Of(long year, int month, int day) =>
        CivilDate.IsValid(year, month, day) ? new(CivilDate.ToEpochDay(year, month, day)) : null;

    /// <summary>Null beyond the calendar of nine-digit years.</summary>
    public static FeelDate? OfEpochDay(long epochDay) =>
        Math.Abs(epochDay) < 400_000_000_000
            && CivilDate.FromEpochDay(epochDay).Year is >= -CivilDate.YearMax and <= CivilDate.YearMax
            ? new(epochDay)
            : null;

    /// <summary>Null for years that NodaTime does not reach.</summary>
    public LocalDate? ToLocalDate()
    {
        var (year, month, day) = CivilDate.FromEpochDay(EpochDay);
        return year is >= -9998 and <= 9999 ? new LocalDate(year, month, day) : null;
    }

    public override bool Equals(FeelValue? other) => other is FeelDate date && date.EpochDay == EpochDay;

    public override int GetHashCode() => EpochDay.GetHashCode();
}

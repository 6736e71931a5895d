using Samanvay.Feel.Values;

namespace Samanvay.Feel.Builtins;

/// <summary>DMN 1.5, table 79 and 10.3.4: the calendar, and the moment of the evaluation.</summary>
internal static class TemporalFunctions
{
    private static readonly string[] Months =
    [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ];

    public static readonly BuiltinForm[] All =
    [
        new("now", "", call => FeelDateTime.Of(call.Evaluation.Now, call.Evaluation.Zone)),
        new("today", "", call => FeelDateTime.Of(call.Evaluation.Now, call.Evaluation.Zone).Date),
        .. OfDate("day of year", date => FeelNumber.Of(date.EpochDay - CivilDate.ToEpochDay(date.Year, 1, 1) + 1)),
        .. OfDate("day of week", date => new FeelString(date.DayOfWeek.ToString())),
        .. OfDate("month of year", date => new FeelString(Months[date.Month - 1])),
        .. OfDate("week of year", WeekOfYear),
    ];

    private static BuiltinForm[] OfDate(string name, Func<FeelDate, FeelValue> read) =>
    [
        new(name, "date: date", call => read((FeelDate)call[0])),
        new(name, "date: date and time", call => read(((FeelDateTime)call[0]).Date)),
    ];

    // The week belongs to the year of its Thursday.
    private static FeelNumber WeekOfYear(FeelDate date)
    {
        var thursday = date.EpochDay - (int)date.DayOfWeek + 4;
        var year = CivilDate.FromEpochDay(thursday).Year;
        return FeelNumber.Of((thursday - CivilDate.ToEpochDay(year, 1, 1)) / 7 + 1);
    }
}

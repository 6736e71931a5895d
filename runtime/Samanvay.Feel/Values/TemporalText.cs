using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Samanvay.Feel.Values;

/// <summary>Dates, times and durations as ISO 8601 text.</summary>
internal static class TemporalText
{
    private static readonly Int128 NanosecondsPerSecond = FeelTime.NanosecondsPerSecond;

    public static string Format(FeelValue value) => value switch
    {
        FeelDate date => Date(date),
        FeelTime time => Time(time),
        FeelDateTime moment => $"{Date(moment.Date)}T{Time(moment.Time)}",
        FeelDaysDuration duration => Days(duration),
        FeelYearsDuration duration => Years(duration),
        _ => throw new UnreachableException($"No text for {value.TypeName}."),
    };

    private static string Date(FeelDate date)
    {
        var (year, month, day) = CivilDate.FromEpochDay(date.EpochDay);
        return string.Create(
            CultureInfo.InvariantCulture, $"{(year < 0 ? "-" : "")}{Math.Abs(year):0000}-{month:00}-{day:00}");
    }

    private static string Time(FeelTime time)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{time.Hour:00}:{time.Minute:00}:{time.Second:00}");
        return text + Fraction(time.NanosecondOfSecond) + Zone(time.Zone);
    }

    private static string Zone(FeelZone? zone) => zone switch
    {
        null => "",
        { Id: { } id } => "@" + id,
        { OffsetSeconds: 0 } => "Z",
        _ => Offset(zone.OffsetSeconds!.Value),
    };

    private static string Offset(int seconds)
    {
        var magnitude = Math.Abs(seconds);
        var text = string.Create(
            CultureInfo.InvariantCulture, $"{(seconds < 0 ? '-' : '+')}{magnitude / 3600:00}:{magnitude / 60 % 60:00}");
        return magnitude % 60 == 0 ? text : string.Create(CultureInfo.InvariantCulture, $"{text}:{magnitude % 60:00}");
    }

    private static string Days(FeelDaysDuration duration)
    {
        var magnitude = Int128.Abs(duration.Nanoseconds);
        if (magnitude == 0) return "PT0S";
        var seconds = magnitude / NanosecondsPerSecond;
        var text = new StringBuilder(duration.Nanoseconds < 0 ? "-P" : "P");
        AppendPart(text, seconds / 86_400, 'D');
        var fraction = Fraction((int)(magnitude % NanosecondsPerSecond));
        if (seconds % 86_400 == 0 && fraction.Length == 0) return text.ToString();
        text.Append('T');
        AppendPart(text, seconds / 3600 % 24, 'H');
        AppendPart(text, seconds / 60 % 60, 'M');
        if (seconds % 60 != 0 || fraction.Length > 0)
            text.Append(CultureInfo.InvariantCulture, $"{seconds % 60}").Append(fraction).Append('S');
        return text.ToString();
    }

    private static string Years(FeelYearsDuration duration)
    {
        if (duration.Months == 0) return "P0M";
        var magnitude = Math.Abs(duration.Months);
        var text = new StringBuilder(duration.Months < 0 ? "-P" : "P");
        AppendPart(text, magnitude / 12, 'Y');
        AppendPart(text, magnitude % 12, 'M');
        return text.ToString();
    }

    private static void AppendPart(StringBuilder text, Int128 amount, char unit)
    {
        if (amount != 0) text.Append(CultureInfo.InvariantCulture, $"{amount}").Append(unit);
    }

    private static string Fraction(int nanoseconds) =>
        nanoseconds == 0 ? "" : "." + nanoseconds.ToString("000000000", CultureInfo.InvariantCulture).TrimEnd('0');
}

using System.Globalization;
using System.Text.RegularExpressions;

namespace Samanvay.Feel.Values;

/// <summary>Reads the ISO 8601 forms that XML Schema and FEEL allow; null for every other text.</summary>
/// <remarks>The patterns leave no choice at any character, so no text can make them slow.</remarks>
public static partial class TemporalParsing
{
    private const int OffsetMax = 18 * 3600;

    /// <summary>What stands in <c>@"..."</c>: a date, time, date and time or duration.</summary>
    public static FeelValue? Any(string text) =>
        (FeelValue?)Duration(text) ?? (FeelValue?)Date(text) ?? (FeelValue?)DateTime(text) ?? Time(text);

    public static FeelDate? Date(string text)
    {
        var match = DatePattern().Match(text);
        return match.Success ? DateOf(match) : null;
    }

    public static FeelTime? Time(string text)
    {
        var match = TimePattern().Match(text);
        return match.Success && TimeOf(match, out var nextDay) is { } time && !nextDay ? time : null;
    }

    /// <summary>A date alone is not one: <c>date and time("2026-07-01")</c> is the caller's rule.</summary>
    public static FeelDateTime? DateTime(string text)
    {
        var split = text.IndexOf('T', StringComparison.Ordinal);
        if (split < 0 || Date(text[..split]) is not { } date) return null;
        var match = TimePattern().Match(text[(split + 1)..]);
        if (!match.Success || TimeOf(match, out var nextDay) is not { } time) return null;
        var day = nextDay ? FeelDate.OfEpochDay(date.EpochDay + 1) : date;
        return day is null ? null : new(day, time);
    }

    /// <summary>A days and time duration or a years and months duration; both in one text are no FEEL value.</summary>
    public static FeelValue? Duration(string text)
    {
        var years = YearsPattern().Match(text);
        if (years.Success) return YearsOf(years);
        var days = DaysPattern().Match(text);
        return days.Success ? DaysOf(days) : null;
    }

    private static FeelDate? DateOf(Match match) =>
        FeelDate.Of(
            Number(match, "year") * (match.Groups["sign"].Success ? -1 : 1), (int)Number(match, "month"),
            (int)Number(match, "day"));

    // XML Schema part 2, 3.2.7: 24:00:00 is the first moment of the following day.
    private static FeelTime? TimeOf(Match match, out bool nextDay)
    {
        nextDay = false;
        if (!TryZone(match, out var zone)) return null;
        var (hour, minute, second) = (
            (int)Number(match, "hour"), (int)Number(match, "minute"), (int)Number(match, "second"));
        var nanosecond = Nanoseconds(match);
        nextDay = hour == 24 && minute == 0 && second == 0 && nanosecond == 0;
        return FeelTime.Of(nextDay ? 0 : hour, minute, second, nanosecond, zone);
    }

    private static bool TryZone(Match match, out FeelZone? zone)
    {
        zone = null;
        if (match.Groups["utc"].Success) zone = FeelZone.Utc;
        if (match.Groups["zone"].Success) return (zone = FeelZone.OfName(match.Groups["zone"].Value)) is not null;
        if (!match.Groups["offset"].Success) return true;
        var (hours, minutes, seconds) = (
            Number(match, "offsetHour"), Number(match, "offsetMinute"), Number(match, "offsetSecond"));
        var total = (int)(hours * 3600 + minutes * 60 + seconds);
        zone = FeelZone.OfOffset(match.Groups["offset"].Value[0] == '-' ? -total : total);
        return minutes < 60 && seconds < 60 && total <= OffsetMax;
    }

    private static FeelYearsDuration YearsOf(Match match)
    {
        var months = Number(match, "years") * 12 + Number(match, "months");
        return new(match.Groups["sign"].Success ? -months : months);
    }

    private static FeelDaysDuration? DaysOf(Match match)
    {
        var seconds = Number(match, "days") * (Int128)86_400 + Number(match, "hours") * (Int128)3600
            + Number(match, "minutes") * (Int128)60 + Number(match, "second");
        var nanoseconds = seconds * FeelTime.NanosecondsPerSecond + Nanoseconds(match);
        return FeelDaysDuration.Checked(match.Groups["sign"].Success ? -nanoseconds : nanoseconds);
    }

    // Digits beyond the nanosecond are cut off.
    private static long Nanoseconds(Match match)
    {
        var digits = match.Groups["fraction"].Value;
        return digits.Length == 0 ? 0 : long.Parse(digits.PadRight(9, '0')[..9], CultureInfo.InvariantCulture);
    }

    private static long Number(Match match, string group) =>
        match.Groups[group].Success ? long.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(@"^(?<sign>-)?(?<year>[1-9][0-9]{4,8}|[0-9]{4})-(?<month>[0-9]{2})-(?<day>[0-9]{2})\z", Options)]
    private static partial Regex DatePattern();

    [GeneratedRegex(@"^(?<hour>[0-9]{2}):(?<minute>[0-9]{2}):(?<second>[0-9]{2})(\.(?<fraction>[0-9]+))?"
        + @"((?<utc>[zZ])|(?<offset>[+-](?<offsetHour>[0-9]{2}):(?<offsetMinute>[0-9]{2})(:(?<offsetSecond>[0-9]{2}))?)"
        + @"|@(?<zone>[A-Za-z0-9_+/-]+))?\z", Options)]
    private static partial Regex TimePattern();

    [GeneratedRegex(@"^(?<sign>-)?P(?:(?<years>[0-9]{1,11})Y(?:(?<months>[0-9]{1,11})M)?"
        + @"|(?<months>[0-9]{1,11})M)\z", Options)]
    private static partial Regex YearsPattern();

    [GeneratedRegex(@"^(?<sign>-)?P(?:(?<days>[0-9]{1,15})D)?(?:T(?=[0-9])(?:(?<hours>[0-9]{1,15})H)?"
        + @"(?:(?<minutes>[0-9]{1,15})M)?"
        + @"(?:(?<second>[0-9]{1,15})(?:\.(?<fraction>[0-9]*))?S)?)?(?<=[DHMS])\z", Options)]
    private static partial Regex DaysPattern();

    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;
}

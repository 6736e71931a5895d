using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;
using NodaTime.Text;

namespace Samanvay.Engine.ServiceLevels;

/// <summary>Times as text: instants in ISO 8601 with milliseconds, durations of hours, minutes and seconds
/// only.</summary>
public static partial class ClockText
{
    private static readonly InstantPattern Milliseconds =
        InstantPattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm:ss.fff'Z'");

    private static readonly LocalTimePattern HourMinute = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    public static string Format(Instant instant) => Milliseconds.Format(instant);

    public static string Format(LocalTime time) => HourMinute.Format(time);

    /// <summary>Hours are not carried into days, for a day of a calendar is not 24 hours.</summary>
    public static string Format(Duration duration)
    {
        if (duration == Duration.Zero) return "PT0S";
        var milliseconds = (long)duration.TotalMilliseconds;
        var sign = milliseconds < 0 ? "-" : "";
        var (hours, rest) = Math.DivRem(Math.Abs(milliseconds), 3_600_000);
        var (minutes, left) = Math.DivRem(rest, 60_000);
        var seconds = (left / 1000m).ToString("0.###", CultureInfo.InvariantCulture);
        var text = string.Create(CultureInfo.InvariantCulture, $"{sign}PT");
        if (hours > 0) text += string.Create(CultureInfo.InvariantCulture, $"{hours}H");
        if (minutes > 0) text += string.Create(CultureInfo.InvariantCulture, $"{minutes}M");
        return left > 0 ? text + seconds + "S" : text;
    }

    /// <summary>Reads a duration. Days, months and years are refused: how long they are depends on the
    /// calendar.</summary>
    public static bool TryParseDuration(string text, out Duration duration)
    {
        duration = Duration.Zero;
        var match = TimeParts().Match(text);
        if (!match.Success || match.Value.EndsWith('T')) return false;
        var milliseconds = Part(match, "h") * 3_600_000m + Part(match, "m") * 60_000m + Part(match, "s") * 1000m;
        if (milliseconds > 315_576_000_000m) return false;
        duration = Duration.FromMilliseconds((long)milliseconds * (match.Groups["sign"].Success ? -1 : 1));
        return true;
    }

    /// <summary>Reads an instant with offset. A leap second (<c>23:59:60</c>) is the next second; finer than a
    /// millisecond is cut.</summary>
    public static bool TryParseInstant(string text, out Instant instant)
    {
        var leap = LeapSecond().Match(text);
        var plain = leap.Success ? string.Concat(leap.Groups[1].ValueSpan, ":59", leap.Groups[2].ValueSpan) : text;
        var parsed = OffsetDateTimePattern.ExtendedIso.Parse(plain);
        instant = default;
        // At the ends of the calendar an offset, or a leap second, would lead beyond what an instant can be.
        if (!parsed.Success || parsed.Value.Year is < 1 or > 9998) return false;
        var exact = parsed.Value.ToInstant() + (leap.Success ? Duration.FromSeconds(1) : Duration.Zero);
        instant = Instant.FromUnixTimeMilliseconds(exact.ToUnixTimeMilliseconds());
        return true;
    }

    /// <summary>Reads <c>HH:mm</c>; <c>24:00</c> is the midnight that ends a day.</summary>
    public static bool TryParseTime(string text, out LocalTime time)
    {
        var parsed = HourMinute.Parse(text == "24:00" ? "00:00" : text);
        time = parsed.Success ? parsed.Value : default;
        return parsed.Success;
    }

    private static decimal Part(Match match, string group) =>
        match.Groups[group] is { Success: true } found
            ? decimal.Parse(found.ValueSpan, CultureInfo.InvariantCulture)
            : 0;

    [GeneratedRegex(@"^(?<sign>-)?PT(?:(?<h>\d{1,9})H)?(?:(?<m>\d{1,9})M)?(?:(?<s>\d{1,9}(?:\.\d{1,9})?)S)?\z")]
    private static partial Regex TimeParts();

    [GeneratedRegex(@"^(.+T\d\d:\d\d):60((?:\.\d+)?(?:Z|[+-]\d\d:\d\d))\z")]
    private static partial Regex LeapSecond();
}

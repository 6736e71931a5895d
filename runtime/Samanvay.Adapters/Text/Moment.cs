using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;

namespace Samanvay.Adapters.Text;

/// <summary>A date and time with its offset. One without a zone is nobody's time and is never guessed.</summary>
internal static partial class Moment
{
    /// <summary>RFC 3339; a leap second is the next second, finer than a millisecond is cut.</summary>
    public static Instant? Read(string text)
    {
        var match = Rfc3339().Match(text);
        return match.Success ? Of(match) : null;
    }

    /// <summary>As RFC 3339, but the colon of the offset may be missing, as in ISO 8601's basic form: SensorThings'
    /// own examples are written so.</summary>
    public static Instant? ReadIso(string text) =>
        text is [.. var local, '+' or '-', _, _, _, _] && char.IsAsciiDigit(text[^3])
            ? Read($"{local}{text[^5..^2]}:{text[^2..]}")
            : Read(text);

    /// <summary>CAP 1.2, section 3.3.2: whole seconds and an offset in digits; <c>Z</c> is forbidden.</summary>
    public static Instant? ReadCap(string text) => CapTime().IsMatch(text) ? Read(text) : null;

    /// <summary>A date and time as plain files write them, for whose zone somebody answers: seconds may be left out,
    /// and a space may stand for the T.</summary>
    public static LocalDateTime? ReadLocal(string text)
    {
        var match = Local().Match(text);
        if (!match.Success) return null;
        var seconds = match.Groups["seconds"].Success ? "" : ":00";
        return Read($"{match.Groups["day"]}T{match.Groups["time"]}{seconds}Z")?.InUtc().LocalDateTime;
    }

    public static string Write(Instant instant) =>
        NodaTime.Text.InstantPattern.ExtendedIso.Format(instant);

    private static Instant? Of(Match match)
    {
        int Part(string name) => int.Parse(match.Groups[name].ValueSpan, CultureInfo.InvariantCulture);
        var (year, month, day) = (Part("year"), Part("month"), Part("day"));
        if (year is < 1 or > 9998 || month is < 1 or > 12 || day < 1
            || day > CalendarSystem.Iso.GetDaysInMonth(year, month))
        {
            return null;
        }

        var (hour, minute, second) = (Part("hour"), Part("minute"), Part("second"));
        var isLeap = second == 60;
        if (hour > 23 || minute > 59 || second > 60) return null;
        var offset = OffsetOf(match.Groups["zone"].Value);
        if (offset is not { } seconds) return null;
        var local = new LocalDateTime(year, month, day, hour, minute, isLeap ? 59 : second);
        var instant = local.WithOffset(Offset.FromSeconds(seconds)).ToInstant();
        if (isLeap) return instant + Duration.FromSeconds(1);
        var fraction = match.Groups["fraction"].Value.PadRight(3, '0')[..3];
        return instant + Duration.FromMilliseconds(int.Parse(fraction, CultureInfo.InvariantCulture));
    }

    private static int? OffsetOf(string zone)
    {
        if (zone is "Z" or "z") return 0;
        var hours = int.Parse(zone.AsSpan(1, 2), CultureInfo.InvariantCulture);
        var minutes = int.Parse(zone.AsSpan(4, 2), CultureInfo.InvariantCulture);
        if (hours > 18 || minutes > 59 || (hours == 18 && minutes > 0)) return null;
        return (zone[0] == '-' ? -1 : 1) * ((hours * 3600) + (minutes * 60));
    }

    [GeneratedRegex(@"^(?<year>[0-9]{4})-(?<month>[0-9]{2})-(?<day>[0-9]{2})[Tt]"
        + @"(?<hour>[0-9]{2}):(?<minute>[0-9]{2}):(?<second>[0-9]{2})(?:\.(?<fraction>[0-9]{1,12}))?"
        + @"(?<zone>[Zz]|[+-][0-9]{2}:[0-9]{2})\z")]
    private static partial Regex Rfc3339();

    [GeneratedRegex(@"^(?<day>[0-9]{4}-[0-9]{2}-[0-9]{2})[Tt ]"
        + @"(?<time>[0-9]{2}:[0-9]{2}(?<seconds>:[0-9]{2}(?:\.[0-9]{1,12})?)?)\z")]
    private static partial Regex Local();

    [GeneratedRegex(@"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}[+-][0-9]{2}:[0-9]{2}\z")]
    private static partial Regex CapTime();
}

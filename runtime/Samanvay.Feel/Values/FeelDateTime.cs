using NodaTime;

namespace Samanvay.Feel.Values;

/// <summary>A date and a time of day; an instant only when it has an offset or zone.</summary>
public sealed class FeelDateTime(FeelDate date, FeelTime time) : FeelValue
{
    public FeelDate Date { get; } = date;

    public FeelTime Time { get; } = time;

    public FeelZone? Zone => Time.Zone;

    public override string TypeName => "date and time";

    public static FeelDateTime Of(Instant instant, DateTimeZone zone)
    {
        var local = instant.InZone(zone).LocalDateTime;
        return new(FeelDate.Of(local.Date), FeelTime.Of(local.TimeOfDay, ZoneOf(zone)));
    }

    public static FeelDateTime Of(LocalDateTime local) => new(FeelDate.Of(local.Date), FeelTime.Of(local.TimeOfDay));

    /// <summary>Null without a zone, and for years that NodaTime does not reach.</summary>
    public Instant? ToInstant() =>
        Zone is { } zone && Date.ToLocalDate() is { } day && Math.Abs(day.Year) < 9990
            ? day.At(Time.ToLocalTime())
                .WithOffset(Offset.FromSeconds(zone.OffsetAt(Date.EpochDay, Time.NanosecondOfDay))).ToInstant()
            : null;

    /// <summary>Nanoseconds since 1970 in Greenwich; for a local one, on its own clock.</summary>
    internal Int128 Nanoseconds =>
        (Int128)Date.EpochDay * FeelTime.NanosecondsPerDay + Time.NanosecondOfDay
        - (Int128)(Zone?.OffsetAt(Date.EpochDay, Time.NanosecondOfDay) ?? 0) * FeelTime.NanosecondsPerSecond;

    /// <summary>Null beyond the calendar.</summary>
    internal static FeelDateTime? OfNanoseconds(Int128 nanoseconds, FeelZone? zone)
    {
        var utcSecond = FloorDivide(nanoseconds, FeelTime.NanosecondsPerSecond);
        if (Int128.Abs(utcSecond) > 40_000_000_000_000_000) return null;
        var local = nanoseconds + (Int128)(zone?.OffsetAtUtc((long)utcSecond) ?? 0) * FeelTime.NanosecondsPerSecond;
        var day = FloorDivide(local, FeelTime.NanosecondsPerDay);
        var nanosecondOfDay = (long)(local - day * FeelTime.NanosecondsPerDay);
        return FeelDate.OfEpochDay((long)day) is { } date
            ? new(date, FeelTime.OfNanosecondOfDay(nanosecondOfDay, zone))
            : null;
    }

    public override bool Equals(FeelValue? other) =>
        other is FeelDateTime moment && moment.Date.Equals(Date) && moment.Time.Equals(Time);

    public override int GetHashCode() => HashCode.Combine(Date, Time);

    private static Int128 FloorDivide(Int128 dividend, Int128 divisor) =>
        dividend / divisor - (dividend % divisor < 0 ? 1 : 0);

    private static FeelZone ZoneOf(DateTimeZone zone) => zone == DateTimeZone.Utc ? FeelZone.Utc : FeelZone.Of(zone);
}

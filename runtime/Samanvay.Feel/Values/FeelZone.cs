using NodaTime;

namespace Samanvay.Feel.Values;

/// <summary>Where a clock hangs: a fixed offset (<c>+05:30</c>) or a named zone (<c>@Asia/Kolkata</c>).</summary>
public sealed record FeelZone
{
    public static readonly FeelZone Utc = new() { OffsetSeconds = 0 };

    private const int YearLast = 9990;
    private const int YearFirst = -9990;

    private static readonly Instant OurDays = Instant.FromUtc(2020, 1, 1, 0, 0);

    public int? OffsetSeconds { get; private init; }

    /// <summary>The IANA name, when there is one.</summary>
    public string? Id => Zone?.Id;

    private DateTimeZone? Zone { get; init; }

    public static FeelZone OfOffset(int seconds) => new() { OffsetSeconds = seconds };

    public static FeelZone Of(DateTimeZone zone) => new() { Zone = zone };

    /// <summary>Null for a name that the time zone database does not know.</summary>
    public static FeelZone? OfName(string id) =>
        DateTimeZoneProviders.Tzdb.GetZoneOrNull(id) is { } zone ? Of(zone) : null;

    /// <summary>
    /// Seconds east of Greenwich at a local date and time; a skipped hour is read with the offset before it.
    /// </summary>
    public int OffsetAt(long epochDay, long nanosecondOfDay)
    {
        if (OffsetSeconds is { } fixedOffset) return fixedOffset;
        var local = Clamp(epochDay).At(LocalTime.FromNanosecondsSinceMidnight(nanosecondOfDay));
        var mapping = Zone!.MapLocal(local);
        return (mapping.Count == 0 ? mapping.EarlyInterval : mapping.First().GetZoneInterval()).WallOffset.Seconds;
    }

    /// <summary>Seconds east of Greenwich at an instant given as seconds since 1970.</summary>
    public int OffsetAtUtc(long epochSecond)
    {
        if (OffsetSeconds is { } fixedOffset) return fixedOffset;
        var day = Clamp(CivilDate.FloorDivide(epochSecond, 86_400));
        var instant = day.AtMidnight().PlusSeconds(CivilDate.FloorModulo(epochSecond, 86_400)).InUtc().ToInstant();
        return Zone!.GetUtcOffset(instant).Seconds;
    }

    /// <summary>The offset used when only a time of day is known: that of the zone's standard time of our days. In 1970
    /// London was an hour off.</summary>
    internal int OffsetOfTime => OffsetSeconds ?? Zone!.GetZoneInterval(OurDays).StandardOffset.Seconds;

    public bool Equals(FeelZone? other) => other is not null && other.OffsetSeconds == OffsetSeconds && other.Id == Id;

    public override int GetHashCode() => HashCode.Combine(OffsetSeconds, Id);

    // Rules of time zones repeat with the Gregorian cycle of 400 years; a far year uses the last one that NodaTime
    // reaches.
    private static LocalDate Clamp(long epochDay)
    {
        var (year, month, day) = CivilDate.FromEpochDay(epochDay);
        if (year > YearLast)
            year = 9600 + (int)CivilDate.FloorModulo(year, 400) - (CivilDate.FloorModulo(year, 400) > 390 ? 400 : 0);
        if (year < YearFirst) year = -9600 + (int)CivilDate.FloorModulo(year, 400);
        return new LocalDate(year, month, day);
    }
}

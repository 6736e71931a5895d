using NodaTime;

namespace Samanvay.Feel.Values;

/// <summary>A time of day, with the offset or zone it was given with.</summary>
public sealed class FeelTime : FeelValue
{
    internal const long NanosecondsPerSecond = 1_000_000_000;
    internal const long NanosecondsPerDay = 86_400 * NanosecondsPerSecond;

    private FeelTime(long nanosecondOfDay, FeelZone? zone)
    {
        NanosecondOfDay = nanosecondOfDay;
        Zone = zone;
    }

    public long NanosecondOfDay { get; }

    /// <summary>Null for a local time.</summary>
    public FeelZone? Zone { get; }

    public override string TypeName => "time";

    public int Hour => (int)(NanosecondOfDay / NanosecondsPerSecond / 3600);

    public int Minute => (int)(NanosecondOfDay / NanosecondsPerSecond / 60 % 60);

    public int Second => (int)(NanosecondOfDay / NanosecondsPerSecond % 60);

    public int NanosecondOfSecond => (int)(NanosecondOfDay % NanosecondsPerSecond);

    public static FeelTime Of(LocalTime time, FeelZone? zone = null) => new(time.NanosecondOfDay, zone);

    /// <summary>Wraps round midnight.</summary>
    public static FeelTime OfNanosecondOfDay(long nanoseconds, FeelZone? zone) =>
        new(CivilDate.FloorModulo(nanoseconds, NanosecondsPerDay), zone);

    /// <summary>Null when there is no such time of day.</summary>
    public static FeelTime? Of(int hour, int minute, int second, long nanosecond, FeelZone? zone) =>
        hour is >= 0 and < 24 && minute is >= 0 and < 60 && second is >= 0 and < 60
            && nanosecond is >= 0 and < NanosecondsPerSecond
            ? new((hour * 3600L + minute * 60 + second) * NanosecondsPerSecond + nanosecond, zone)
            : null;

    public LocalTime ToLocalTime() => LocalTime.FromNanosecondsSinceMidnight(NanosecondOfDay);

    /// <summary>Nanoseconds since midnight in Greenwich; for a local time, on its own clock.</summary>
    internal long Normalised => NanosecondOfDay - (Zone?.OffsetOfTime ?? 0) * NanosecondsPerSecond;

    public override bool Equals(FeelValue? other) =>
        other is FeelTime time && time.NanosecondOfDay == NanosecondOfDay && Equals(time.Zone, Zone);

    public override int GetHashCode() => HashCode.Combine(NanosecondOfDay, Zone);
}

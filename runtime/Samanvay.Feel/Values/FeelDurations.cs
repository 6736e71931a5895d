using NodaTime;

namespace Samanvay.Feel.Values;

/// <summary>A days and time duration: an exact length, to the nanosecond.</summary>
public sealed class FeelDaysDuration(Int128 nanoseconds) : FeelValue
{
    private static readonly Int128 NanosecondsMax = (Int128)1_000_000_000_000_000_000 * 1_000_000_000_000;

    public Int128 Nanoseconds { get; } = nanoseconds;

    public override string TypeName => "days and time duration";

    public static FeelDaysDuration Of(Duration duration) => new((Int128)duration.ToBigIntegerNanoseconds());

    /// <summary>Null when longer than any calendar.</summary>
    internal static FeelDaysDuration? Checked(Int128 nanoseconds) =>
        Int128.Abs(nanoseconds) <= NanosecondsMax ? new(nanoseconds) : null;

    /// <summary>Null when longer than NodaTime reaches (about 45,000 years).</summary>
    public Duration? ToDuration() =>
        Int128.Abs(Nanoseconds) < (Int128)16_000_000 * FeelTime.NanosecondsPerDay
            ? Duration.FromNanoseconds((System.Numerics.BigInteger)Nanoseconds)
            : null;

    public override bool Equals(FeelValue? other) =>
        other is FeelDaysDuration duration && duration.Nanoseconds == Nanoseconds;

    public override int GetHashCode() => Nanoseconds.GetHashCode();
}

/// <summary>A years and months duration: whole months, whose length depends on where they are laid.</summary>
public sealed class FeelYearsDuration(long months) : FeelValue
{
    public long Months { get; } = months;

    public override string TypeName => "years and months duration";

    public override bool Equals(FeelValue? other) => other is FeelYearsDuration duration && duration.Months == Months;

    public override int GetHashCode() => Months.GetHashCode();
}

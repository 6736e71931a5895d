using Samanvay.Feel.Values;

namespace Samanvay.Feel.Evaluation;

/// <summary>
/// What may stand after a point: entries of contexts, and DMN 1.5, table 65, the parts of dates, times, durations
/// and ranges.
/// </summary>
internal static class Properties
{
    public static FeelValue Read(Place at, FeelValue source, string name)
    {
        switch (source)
        {
            case FeelContext context:
                return context.TryGet(name, out var entry)
                    ? entry
                    : at.Nothing(WarningCodes.UnknownName, $"There is no entry '{name}' in this context.");
            case FeelList list:
                at.Evaluation.Items(list.Count);
                return new FeelList([.. list.Items.Select(item => Read(at, item, name))]);
            case FeelNull: return at.Nothing(WarningCodes.WrongType, $"'{name}' can not be read from a missing value.");
            default:
                return Part(source, name)
                    ?? at.Nothing(WarningCodes.UnknownName, $"A {source.TypeName} has no '{name}'.");
        }
    }

    /// <summary>All the parts that a value of this kind has, for <c>get value</c> and for completion.</summary>
    public static FeelValue? Part(FeelValue source, string name) => source switch
    {
        FeelDate date => OfDate(date, name),
        FeelDateTime moment => OfDate(moment.Date, name) ?? OfTime(moment.Time, name, OffsetOf(moment)),
        FeelTime time => OfTime(time, name, time.Zone?.OffsetSeconds),
        FeelDaysDuration duration => OfDays(duration.Nanoseconds, name),
        FeelYearsDuration duration => OfYears(duration.Months, name),
        FeelRange range => OfRange(range, name),
        _ => null,
    };

    private static int? OffsetOf(FeelDateTime moment) =>
        moment.Zone?.OffsetAt(moment.Date.EpochDay, moment.Time.NanosecondOfDay);

    private static FeelNumber? OfDate(FeelDate date, string name) => name switch
    {
        "year" => FeelNumber.Of(date.Year),
        "month" => FeelNumber.Of(date.Month),
        "day" => FeelNumber.Of(date.Day),
        "weekday" => FeelNumber.Of((int)date.DayOfWeek),
        _ => null,
    };

    private static FeelValue? OfTime(FeelTime time, string name, int? offset) => name switch
    {
        "hour" => FeelNumber.Of(time.Hour),
        "minute" => FeelNumber.Of(time.Minute),
        "second" => FeelNumber.Of(time.Second),
        "time offset" =>
            offset is { } seconds
                ? new FeelDaysDuration((Int128)seconds * FeelTime.NanosecondsPerSecond)
                : FeelValue.Null,
        "timezone" => time.Zone?.Id is { } id ? new FeelString(id) : FeelValue.Null,
        _ => null,
    };

    private static FeelNumber? OfDays(Int128 nanoseconds, string name)
    {
        var seconds = nanoseconds / FeelTime.NanosecondsPerSecond;
        return name switch
        {
            "days" => FeelNumber.Of((long)(seconds / 86_400)),
            "hours" => FeelNumber.Of((long)(seconds / 3600 % 24)),
            "minutes" => FeelNumber.Of((long)(seconds / 60 % 60)),
            "seconds" => FeelNumber.Of((long)(seconds % 60)),
            _ => null,
        };
    }

    private static FeelNumber? OfYears(long months, string name) => name switch
    {
        "years" => FeelNumber.Of(months / 12),
        "months" => FeelNumber.Of(months % 12),
        _ => null,
    };

    private static FeelValue? OfRange(FeelRange range, string name) => name switch
    {
        "start" => range.Start,
        "end" => range.End,
        "start included" => FeelValue.Of(range.StartIncluded),
        "end included" => FeelValue.Of(range.EndIncluded),
        _ => null,
    };
}

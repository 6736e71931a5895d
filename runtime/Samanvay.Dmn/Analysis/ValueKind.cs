using System.Collections.Immutable;
using System.Diagnostics;
using Samanvay.Feel.Values;

namespace Samanvay.Dmn.Analysis;

/// <summary>Values that can be compared with each other; within a kind every two are in order.</summary>
internal enum ValueKind
{
    Null, Boolean, Number, Text, Date, LocalTime, ZonedTime, LocalDateTime, ZonedDateTime, DaysDuration, YearsDuration,

    /// <summary>Lists, contexts and whatever is not known: nothing is cut there.</summary>
    Anything,
}

internal static class ValueKinds
{
    public static ValueKind Of(FeelValue value) => value switch
    {
        FeelNull => ValueKind.Null,
        FeelBoolean => ValueKind.Boolean,
        FeelNumber => ValueKind.Number,
        FeelString => ValueKind.Text,
        FeelDate => ValueKind.Date,
        FeelTime time => time.Zone is null ? ValueKind.LocalTime : ValueKind.ZonedTime,
        FeelDateTime moment => moment.Zone is null ? ValueKind.LocalDateTime : ValueKind.ZonedDateTime,
        FeelDaysDuration => ValueKind.DaysDuration,
        FeelYearsDuration => ValueKind.YearsDuration,
        FeelList or FeelContext or FeelRange or FeelFunction => ValueKind.Anything,
        _ => throw new UnreachableException($"No kind of {value.TypeName}."),
    };

    /// <summary>The kinds that a declared type allows; none when the type says nothing about it.</summary>
    public static ImmutableArray<ValueKind> Of(FeelType type) => type.Widened switch
    {
        FeelType.AnyType => [],
        var known when known == FeelType.Number => [ValueKind.Number],
        var known when known == FeelType.Text => [ValueKind.Text],
        var known when known == FeelType.Boolean => [ValueKind.Boolean],
        var known when known == FeelType.Date => [ValueKind.Date],
        var known when known == FeelType.Time => [ValueKind.LocalTime, ValueKind.ZonedTime],
        var known when known == FeelType.DateTime => [ValueKind.LocalDateTime, ValueKind.ZonedDateTime],
        var known when known == FeelType.DaysDuration => [ValueKind.DaysDuration],
        var known when known == FeelType.YearsDuration => [ValueKind.YearsDuration],
        _ => [ValueKind.Anything],
    };
}

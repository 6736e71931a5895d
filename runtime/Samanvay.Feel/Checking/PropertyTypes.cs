using System.Collections.Immutable;
using Samanvay.Feel.Values;

namespace Samanvay.Feel.Checking;

/// <summary>DMN 1.5, table 65: what may stand after a point, with its type.</summary>
internal static class PropertyTypes
{
    private static readonly ImmutableArray<(string Name, FeelType Type)> OfDate =
    [
        ("year", FeelType.Number), ("month", FeelType.Number), ("day", FeelType.Number), ("weekday", FeelType.Number),
    ];

    private static readonly ImmutableArray<(string Name, FeelType Type)> OfTime =
    [
        ("hour", FeelType.Number), ("minute", FeelType.Number), ("second", FeelType.Number),
        ("time offset", FeelType.DaysDuration), ("timezone", FeelType.Text),
    ];

    private static readonly ImmutableArray<(string Name, FeelType Type)> OfDays =
    [
        ("days", FeelType.Number), ("hours", FeelType.Number), ("minutes", FeelType.Number),
        ("seconds", FeelType.Number),
    ];

    private static readonly ImmutableArray<(string Name, FeelType Type)> OfYears =
        [("years", FeelType.Number), ("months", FeelType.Number)];

    /// <summary>Those that hold a space, which a reader must be told.</summary>
    public static readonly ImmutableArray<string> SpecialNames = ["time offset", "start included", "end included"];

    /// <summary>All that a value of this type has; of a list, what its items have.</summary>
    public static IEnumerable<(string Name, FeelType Type)> Of(FeelType type) => type switch
    {
        FeelType.NarrowedType narrowed => Of(narrowed.Whole),
        FeelType.ContextType context => context.Fields.Select(field => (field.Key, field.Value)),
        FeelType.ListType list => Of(list.Item).Select(part => (part.Name, FeelType.ListOf(part.Type))),
        FeelType.RangeType range =>
        [
            ("start", range.End), ("end", range.End), ("start included", FeelType.Boolean),
            ("end included", FeelType.Boolean),
        ],
        _ when type == FeelType.Date => OfDate,
        _ when type == FeelType.Time => OfTime,
        _ when type == FeelType.DateTime => OfDate.AddRange(OfTime),
        _ when type == FeelType.DaysDuration => OfDays,
        _ when type == FeelType.YearsDuration => OfYears,
        _ => [],
    };

    /// <summary>Null where a value of this type surely has no such part.</summary>
    public static FeelType? Of(FeelType type, string name) => type switch
    {
        FeelType.NarrowedType narrowed => Of(narrowed.Whole, name),
        FeelType.ContextType { Fields.IsEmpty: true } => FeelType.Any,
        FeelType.ListType list => Of(list.Item, name) is { } part ? FeelType.ListOf(part) : null,
        _ when TypeRelation.IsUnknown(type) => FeelType.Any,
        _ => Of(type).FirstOrDefault(part => part.Name == name).Type,
    };
}

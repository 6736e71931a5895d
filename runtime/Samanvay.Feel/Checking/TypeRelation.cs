using System.Collections.Immutable;
using Samanvay.Feel.Values;

namespace Samanvay.Feel.Checking;

/// <summary>How two types lie to each other. A value of a type may always be missing instead.</summary>
internal static class TypeRelation
{
    private static readonly ImmutableArray<FeelType> Ordered =
    [
        FeelType.Number, FeelType.Text, FeelType.Date, FeelType.Time, FeelType.DateTime, FeelType.DaysDuration,
        FeelType.YearsDuration,
    ];

    /// <summary>Nothing can be said of it: any value, or none at all.</summary>
    public static bool IsUnknown(FeelType type) => type is FeelType.AnyType || type == FeelType.Null;

    /// <summary>Without what an author narrowed.</summary>
    public static FeelType Plain(FeelType type) =>
        type is FeelType.NarrowedType narrowed ? Plain(narrowed.Whole) : type;

    /// <summary>A type that has the values of both.</summary>
    public static FeelType Join(FeelType left, FeelType right)
    {
        (left, right) = (Plain(left), Plain(right));
        if (left == FeelType.Null || left == right) return right;
        return (left, right) switch
        {
            (_, var other) when other == FeelType.Null => left,
            (FeelType.ListType a, FeelType.ListType b) => FeelType.ListOf(Join(a.Item, b.Item)),
            (FeelType.RangeType a, FeelType.RangeType b) => new FeelType.RangeType(Join(a.End, b.End)),
            (FeelType.ContextType a, FeelType.ContextType b) => Shared(a, b),
            (FeelType.FunctionType, FeelType.FunctionType) => FeelType.FunctionType.Unspecified,
            _ => FeelType.Any,
        };
    }

    public static FeelType Join(IEnumerable<FeelType> types) => types.Aggregate(FeelType.Null, Join);

    /// <summary>The items of a list; a value that is none is a list of itself.</summary>
    public static FeelType ItemOf(FeelType type) => Plain(type) switch
    {
        FeelType.ListType list => list.Item,
        var other => IsUnknown(other) ? FeelType.Any : other,
    };

    /// <summary>A list of such values, of which each may be missing.</summary>
    public static FeelType AsList(FeelType type) => FeelType.ListOf(Known(ItemOf(type)));

    /// <summary>Null itself is no type that a list or a range could be of.</summary>
    public static FeelType Known(FeelType type) => type == FeelType.Null ? FeelType.Any : type;

    /// <summary>False where FEEL's <c>=</c> surely has no answer.</summary>
    public static bool CanBeEqual(FeelType left, FeelType right)
    {
        (left, right) = (Plain(left), Plain(right));
        return IsUnknown(left) || IsUnknown(right) || left == right || left.GetType() == right.GetType()
            && left is not FeelType.SimpleType;
    }

    /// <summary>False where one surely comes neither before nor after the other.</summary>
    public static bool CanBeOrdered(FeelType left, FeelType right)
    {
        (left, right) = (Plain(left), Plain(right));
        return (IsUnknown(left) || Ordered.Contains(left)) && (IsUnknown(right) || Ordered.Contains(right))
            && CanBeEqual(left, right);
    }

    public static bool CanBe(FeelType type, FeelType wanted) => IsUnknown(type) || Plain(type) == wanted;

    /// <summary>False where a value of one type can surely not be given where the other is declared, not even by the
    /// conversions of DMN 1.5, 10.3.2.9.4.</summary>
    public static bool CanBecome(FeelType given, FeelType declared)
    {
        (given, declared) = (Plain(given), Plain(declared));
        if (IsUnknown(given) || IsUnknown(declared)) return true;
        if (given == FeelType.Date && declared == FeelType.DateTime) return true;
        return (given, declared) switch
        {
            (FeelType.ListType a, FeelType.ListType b) => CanBecome(a.Item, b.Item),
            (FeelType.ListType list, _) => CanBecome(list.Item, declared),
            (_, FeelType.ListType list) => CanBecome(given, list.Item),
            (FeelType.ContextType a, FeelType.ContextType b) => a.Fields.IsEmpty || b.Fields.All(
                field => a.Fields.TryGetValue(field.Key, out var own) && CanBecome(own, field.Value)),
            (FeelType.RangeType a, FeelType.RangeType b) => CanBecome(a.End, b.End),
            (FeelType.FunctionType, FeelType.FunctionType) => true,
            _ => given == declared,
        };
    }

    private static FeelType Shared(FeelType.ContextType left, FeelType.ContextType right) => FeelType.ContextOf(
        left.Fields.Where(field => right.Fields.ContainsKey(field.Key)).Select(
            field => KeyValuePair.Create(field.Key, Join(field.Value, right.Fields[field.Key]))));
}

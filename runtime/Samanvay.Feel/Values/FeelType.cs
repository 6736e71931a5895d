using System.Collections.Immutable;

namespace Samanvay.Feel.Values;

/// <summary>A type as in <c>instance of</c>, in a parameter or in an item definition.</summary>
public abstract record FeelType
{
    private protected FeelType() { }

    public static readonly FeelType Any = new AnyType();
    public static readonly FeelType Null = new SimpleType("Null");
    public static readonly FeelType Number = new SimpleType("number");
    public static readonly FeelType Text = new SimpleType("string");
    public static readonly FeelType Boolean = new SimpleType("boolean");
    public static readonly FeelType Date = new SimpleType("date");
    public static readonly FeelType Time = new SimpleType("time");
    public static readonly FeelType DateTime = new SimpleType("date and time");
    public static readonly FeelType DaysDuration = new SimpleType("days and time duration");
    public static readonly FeelType YearsDuration = new SimpleType("years and months duration");

    private static readonly ImmutableSortedDictionary<string, FeelType> Simple = new[]
    {
        Any, Null, Number, Text, Boolean, Date, Time, DateTime, DaysDuration, YearsDuration,
    }.ToImmutableSortedDictionary(type => type.Name, type => type, StringComparer.Ordinal);

    public abstract string Name { get; }

    /// <summary>FEEL's types without parameters; null for any other name.</summary>
    public static FeelType? OfName(string name) => name switch
    {
        "dateTime" or "dateAndTime" => DateTime,
        "dayTimeDuration" => DaysDuration,
        "yearMonthDuration" => YearsDuration,
        "list" => new ListType(Any),
        "context" => new ContextType(ImmutableSortedDictionary<string, FeelType>.Empty),
        "range" => new RangeType(Any),
        "function" => FunctionType.Unspecified,
        _ => Simple.GetValueOrDefault(name),
    };

    public static FeelType ListOf(FeelType item) => new ListType(item);

    /// <summary>A context that has at least these entries.</summary>
    public static FeelType ContextOf(IEnumerable<KeyValuePair<string, FeelType>> entries) =>
        new ContextType(entries.ToImmutableSortedDictionary(StringComparer.Ordinal));

    public abstract bool Has(FeelValue value);

    /// <summary>The type without what its author narrowed, which is what <c>instance of</c> asks about.</summary>
    public virtual FeelType Widened => this;

    /// <summary>DMN 1.5, 10.3.2.9.2: whether every value of this type is one of <paramref name="other"/>.</summary>
    public virtual bool ConformsTo(FeelType other) => other is AnyType || Equals(other);

    public sealed override string ToString() => Name;

    internal sealed record AnyType : FeelType
    {
        public override string Name => "Any";

        public override bool Has(FeelValue value) => !value.IsNull;
    }

    internal sealed record SimpleType(string TypeName) : FeelType
    {
        public override string Name => TypeName;

        public override bool Has(FeelValue value) => value.TypeName == TypeName;
    }

    internal sealed record ListType(FeelType Item) : FeelType
    {
        public override string Name => $"list<{Item.Name}>";

        public override FeelType Widened => new ListType(Item.Widened);

        public override bool Has(FeelValue value) =>
            value is FeelList list && list.All(item => item.IsNull || Item.Has(item));

        public override bool ConformsTo(FeelType other) =>
            other is AnyType || other is ListType list && Item.ConformsTo(list.Item);
    }

    internal sealed record RangeType(FeelType End) : FeelType
    {
        public override string Name => $"range<{End.Name}>";

        public override bool Has(FeelValue value) =>
            value is FeelRange range && HasEnd(range.Start) && HasEnd(range.End);

        public override bool ConformsTo(FeelType other) =>
            other is AnyType || other is RangeType range && End.ConformsTo(range.End);

        private bool HasEnd(FeelValue end) => end.IsNull || End.Has(end);
    }

    internal sealed record ContextType(ImmutableSortedDictionary<string, FeelType> Fields) : FeelType
    {
        public override string Name =>
            Fields.IsEmpty
                ? "context"
                : $"context<{string.Join(", ", Fields.Select(entry => $"{entry.Key}: {entry.Value.Name}"))}>";

        public override FeelType Widened =>
            new ContextType(
                Fields.ToImmutableSortedDictionary(
                    entry => entry.Key, entry => entry.Value.Widened, StringComparer.Ordinal));

        public override bool Has(FeelValue value) =>
            value is FeelContext context && Fields.All(declared =>
                context.TryGet(declared.Key, out var entry) && (entry.IsNull || declared.Value.Has(entry)));

        public override bool ConformsTo(FeelType other) =>
            other is AnyType || other is ContextType context && context.Fields.All(asked =>
                Fields.TryGetValue(asked.Key, out var own) && own.ConformsTo(asked.Value));

        public bool Equals(ContextType? other) => other is not null && Name == other.Name;

        public override int GetHashCode() => Name.GetHashCode(StringComparison.Ordinal);
    }

    internal sealed record FunctionType(ImmutableArray<FeelType> Parameters, FeelType Result) : FeelType
    {
        /// <summary>Any function, whatever its parameters.</summary>
        public static readonly FunctionType Unspecified = new([], Any) { IsUnspecified = true };

        public bool IsUnspecified { get; private init; }

        public override string Name =>
            $"function<{string.Join(", ", Parameters.Select(type => type.Name))}>->{Result.Name}";

        public override bool Has(FeelValue value) =>
            value is FeelFunction function && (IsUnspecified || Of(function).ConformsTo(this));

        // DMN 1.5, 10.3.2.9.2: parameters the other way round, the result the same way.
        public override bool ConformsTo(FeelType other) =>
            other is AnyType || other is FunctionType function && (function.IsUnspecified
                || Parameters.Length == function.Parameters.Length
                && Parameters.Zip(function.Parameters).All(pair => pair.Second.ConformsTo(pair.First))
                && Result.ConformsTo(function.Result));

        public bool Equals(FunctionType? other) => other is not null && Name == other.Name;

        public override int GetHashCode() => Name.GetHashCode(StringComparison.Ordinal);

        private static FunctionType Of(FeelFunction function) =>
            new([.. function.Parameters.Select(parameter => parameter.Type)], function.Result);
    }

    /// <summary>A type of which only some values are allowed.</summary>
    internal sealed record NarrowedType(FeelType Whole, string Allowed, Func<FeelValue, bool> IsAllowed) : FeelType
    {
        public override string Name => Whole.Name;

        public override FeelType Widened => Whole.Widened;

        public override bool Has(FeelValue value) => Whole.Has(value) && IsAllowed(value);

        public override bool ConformsTo(FeelType other) => Equals(other) || Whole.ConformsTo(other);

        public bool Equals(NarrowedType? other) =>
            other is not null && other.Whole == Whole && other.Allowed == Allowed;

        public override int GetHashCode() => HashCode.Combine(Whole, Allowed);
    }
}

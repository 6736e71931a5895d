using System.Collections.Frozen;
using System.Collections.Immutable;
using Samanvay.Feel.Builtins;
using Samanvay.Feel.Values;

namespace Samanvay.Feel.Checking;

/// <summary>What the built-in functions give, and whether arguments of these types can be given to them.</summary>
internal static class BuiltinTypes
{
    private static readonly FeelType Entries = FeelType.ListOf(
        FeelType.ContextOf([new("key", FeelType.Text), new("value", FeelType.Any)]));

    private static readonly FrozenDictionary<string, Func<ImmutableArray<FeelType>, FeelType>> Results =
        new (string Names, Func<ImmutableArray<FeelType>, FeelType> Result)[]
        {
            ("string|substring|upper case|lower case|substring before|substring after|string join|replace|day of week"
                + "|month of year", _ => FeelType.Text),
            ("number|string length|decimal|floor|ceiling|round up|round down|round half up|round half down|modulo|sqrt"
                + "|log|exp|count|product|median|stddev|day of year|week of year", _ => FeelType.Number),
            ("not|all|any|is|contains|starts with|ends with|matches|odd|even|list contains|before|after|meets|met by"
                + "|overlaps|overlaps before|overlaps after|finishes|finished by|includes|during|starts|started by"
                + "|coincides", _ => FeelType.Boolean),
            ("date|today", _ => FeelType.Date),
            ("time", _ => FeelType.Time),
            ("date and time|now", _ => FeelType.DateTime),
            ("years and months duration", _ => FeelType.YearsDuration),
            ("duration|get value", _ => FeelType.Any),
            ("range", _ => new FeelType.RangeType(FeelType.Any)),
            ("split", _ => FeelType.ListOf(FeelType.Text)),
            ("index of|mode", _ => FeelType.ListOf(FeelType.Number)),
            ("flatten|list replace", _ => FeelType.ListOf(FeelType.Any)),
            ("sublist|remove|reverse|distinct values|sort", given => TypeRelation.AsList(First(given))),
            ("append", given => Around([TypeRelation.ItemOf(First(given)), .. given.Skip(1)])),
            ("insert before", given => Around([TypeRelation.ItemOf(First(given)), .. given.Skip(2)])),
            ("concatenate|union", given => Around(given.Select(TypeRelation.ItemOf))),
            ("min|max|sum|mean", Extreme),
            ("abs", given => First(given) is FeelType.SimpleType own ? own : FeelType.Any),
            ("get entries", _ => Entries),
            ("context|context put|context merge", _ => FeelType.ContextOf([])),
        }
        .SelectMany(line => line.Names.Split('|').Select(name => (Name: name, line.Result)))
        .ToFrozenDictionary(line => line.Name, line => line.Result, StringComparer.Ordinal);

    /// <param name="names">None where arguments go by position; then nothing is said of what depends on them.</param>
    public static FeelType Result(string function, ImmutableArray<string> names, ImmutableArray<FeelType> given) =>
        Results.TryGetValue(function, out var result)
            ? result(names.IsDefault ? [.. given.Select(TypeRelation.Plain)] : [])
            : FeelType.Any;

    public static bool IsKnown(string function) => Results.ContainsKey(function);

    public static bool Fits(BuiltinOverload form, ImmutableArray<string> names, ImmutableArray<FeelType> given) =>
        names.IsDefault ? FitsByPosition(form, given) : FitsByName(form, names, given);

    private static bool FitsByPosition(BuiltinOverload form, ImmutableArray<FeelType> given)
    {
        var parameters = form.Parameters;
        var isOpen = !parameters.IsEmpty && parameters[^1].IsOpen;
        if (given.Length > parameters.Length && !isOpen) return false;
        if (parameters.Skip(given.Length).Any(parameter => !parameter.IsOptional)) return false;
        return given.Zip(parameters).All(pair => pair.Second.IsOpen || Fits(pair.First, pair.Second.Kind));
    }

    // What is not named is null, which only some parameters take.
    private static bool FitsByName(
        BuiltinOverload form, ImmutableArray<string> names, ImmutableArray<FeelType> given) =>
        names.Distinct().Count() == names.Length
        && names.All(name => form.Parameters.Any(parameter => parameter.Name == name))
        && form.Parameters.All(parameter => names.IndexOf(parameter.Name) is >= 0 and var place
            ? Fits(given[place], parameter.Kind)
            : parameter.IsOptional || parameter.Kind == "any");

    private static bool Fits(FeelType type, string kind)
    {
        type = TypeRelation.Plain(type);
        if (TypeRelation.IsUnknown(type) || kind is "any" or "list") return true;
        if (type is FeelType.ListType list && Fits(list.Item, kind)) return true;
        return kind switch
        {
            "context" => type is FeelType.ContextType,
            "range" => type is FeelType.RangeType,
            "function" => type is FeelType.FunctionType,
            "point" => type is FeelType.SimpleType && type != FeelType.Boolean,
            _ => type == FeelType.OfName(kind),
        };
    }

    private static FeelType First(ImmutableArray<FeelType> given) => given.IsEmpty ? FeelType.Any : given[0];

    private static FeelType Around(IEnumerable<FeelType> items) =>
        FeelType.ListOf(TypeRelation.Known(items.Select(Unsure).DefaultIfEmpty(FeelType.Any).Aggregate(
            TypeRelation.Join)));

    private static FeelType Extreme(ImmutableArray<FeelType> given)
    {
        if (given.IsEmpty) return FeelType.Any;
        var items = given is [var only] ? TypeRelation.ItemOf(only) : TypeRelation.Join(given.Select(Unsure));
        return items is FeelType.SimpleType ? TypeRelation.Known(items) : FeelType.Any;
    }

    // A value of which nothing is known may be of any type, unlike one that is surely missing.
    private static FeelType Unsure(FeelType type) => TypeRelation.Plain(type);
}

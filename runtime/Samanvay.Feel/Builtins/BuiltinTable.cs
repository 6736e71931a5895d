using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Samanvay.Feel.Builtins;

/// <summary>All built-in functions by name. A family is one file; a new one is a line here.</summary>
internal static class BuiltinTable
{
    private static readonly FrozenDictionary<string, BuiltinFunction> Functions = new[]
    {
        ConversionFunctions.All, BooleanFunctions.All, StringFunctions.All, PatternFunctions.All, NumberFunctions.All,
        ListFunctions.All,
        ListNumberFunctions.All, ContextFunctions.All, TemporalFunctions.All, RangeFunctions.All,
    }
        .SelectMany(family => family)
        .GroupBy(form => form.Name, StringComparer.Ordinal)
        .ToFrozenDictionary(
            forms => forms.Key,
            forms =>
                new BuiltinFunction(
                    forms.Key, [.. forms.Select(form => new BuiltinOverload(form.Signature, form.Body))]),
            StringComparer.Ordinal);

    public static ImmutableArray<string> Names { get; } = [.. Functions.Keys.Order(StringComparer.Ordinal)];

    public static BuiltinFunction? Find(string name) => Functions.GetValueOrDefault(name);
}

/// <summary>One line of a family: a name, its parameters as the standard writes them, and what it does.</summary>
internal sealed record BuiltinForm(string Name, string Signature, BuiltinBody Body);

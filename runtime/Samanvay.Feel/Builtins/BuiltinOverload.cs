using System.Collections.Immutable;
using System.Diagnostics;
using Samanvay.Feel.Values;

namespace Samanvay.Feel.Builtins;

/// <param name="Kind">The word of the signature: a type, or <c>any</c> that also takes null.</param>
/// <param name="IsOptional">Written <c>name?</c>: may be left out; null means the same.</param>
/// <param name="IsOpen">Written <c>name...</c>: all further arguments as a list; of kind <c>list</c> it also takes
/// the list itself.</param>
internal sealed record BuiltinParameter(string Name, string Kind, bool IsOptional, bool IsOpen);

/// <summary>
/// One form of a built-in. The signature is written as in the standard, so that it can be shown to authors as it
/// is.
/// </summary>
internal sealed class BuiltinOverload(string signature, BuiltinBody body)
{
    public string Signature { get; } = signature;

    public BuiltinBody Body { get; } = body;

    public ImmutableArray<BuiltinParameter> Parameters { get; } = Read(signature);

    /// <summary>
    /// The arguments in the order of the parameters and of their kinds; null when this form does not fit.
    /// </summary>
    public ImmutableArray<FeelValue>? Bind(ImmutableArray<string> names, ImmutableArray<FeelValue> given)
    {
        var ordered = names.IsDefault ? ByPosition(given) : ByName(names, given);
        if (ordered is null) return null;
        for (var index = 0; index < ordered.Length; index++)
        {
            var parameter = Parameters[index];
            // By name, what is not named is null; by position it is missing.
            if (ordered[index] is null && !parameter.IsOptional && names.IsDefault) return null;
            if (Convert(ordered[index] ?? FeelValue.Null, parameter) is not { } converted) return null;
            ordered[index] = converted;
        }

        return [.. ordered.Select(argument => argument!)];
    }

    /// <summary>Whether the parameters of these names follow each other as the names do.</summary>
    public bool IsInOrderOf(ImmutableArray<string> names)
    {
        var next = 0;
        foreach (var parameter in Parameters)
        {
            if (next < names.Length && parameter.Name == names[next]) next++;
        }

        return next == names.Length;
    }

    private FeelValue?[]? ByPosition(ImmutableArray<FeelValue> given)
    {
        var open = !Parameters.IsEmpty && Parameters[^1].IsOpen;
        if (given.Length > Parameters.Length && !open) return null;
        var ordered = new FeelValue?[Parameters.Length];
        for (var index = 0; index < ordered.Length && index < given.Length; index++) ordered[index] = given[index];
        // A null that stands alone is a list that is missing, and no list of a null.
        var isWhole = open && given.Length == Parameters.Length && given[^1] is FeelList or FeelNull
            && Parameters[^1].Kind == "list";
        if (open && given.Length >= Parameters.Length && !isWhole)
            ordered[^1] = FeelList.Of(given.Skip(Parameters.Length - 1));
        return ordered;
    }

    private FeelValue?[]? ByName(ImmutableArray<string> names, ImmutableArray<FeelValue> given)
    {
        var ordered = new FeelValue?[Parameters.Length];
        for (var index = 0; index < names.Length; index++)
        {
            var place = Parameters.Select(parameter => parameter.Name).ToImmutableArray().IndexOf(names[index]);
            if (place < 0 || ordered[place] is not null) return null;
            // A name is written once, so what it gives is one of the values that may follow each other.
            ordered[place] = Parameters[place] is { IsOpen: true, Kind: "any" }
                ? FeelList.Of(given[index])
                : given[index];
        }

        return ordered;
    }

    private static FeelValue? Convert(FeelValue value, BuiltinParameter parameter)
    {
        if (value.IsNull) return parameter.IsOptional || parameter.Kind == "any" ? value : null;
        if (IsOf(value, parameter.Kind)) return value;
        if (parameter.Kind == "list") return FeelList.Of(value);
        return value is FeelList { Count: 1 } list && IsOf(list[0], parameter.Kind) ? list[0] : null;
    }

    private static bool IsOf(FeelValue value, string kind) => kind switch
    {
        "any" => true,
        "number" => value is FeelNumber,
        "string" => value is FeelString,
        "boolean" => value is FeelBoolean,
        "list" => value is FeelList,
        "context" => value is FeelContext,
        "date" => value is FeelDate,
        "time" => value is FeelTime,
        "date and time" => value is FeelDateTime,
        "days and time duration" => value is FeelDaysDuration,
        "range" => value is FeelRange,
        "function" => value is FeelFunction,
        "point" => value is FeelNumber or FeelString or FeelDate or FeelTime or FeelDateTime
            or FeelDaysDuration or FeelYearsDuration,
        _ => throw new UnreachableException($"A signature names the unknown kind {kind}."),
    };

    private static ImmutableArray<BuiltinParameter> Read(string signature) =>
        signature.Length == 0 ? [] : [.. signature.Split(", ").Select(ReadOne)];

    private static BuiltinParameter ReadOne(string written)
    {
        var parts = written.Split(": ");
        var name = parts[0];
        return new(
            name.TrimEnd('?', '.'), parts[1], name.EndsWith('?'), name.EndsWith("...", StringComparison.Ordinal));
    }
}

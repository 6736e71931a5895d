using System.Collections.Immutable;
using Samanvay.Feel.Evaluation;
using Samanvay.Feel.Values;

namespace Samanvay.Feel.Builtins;

/// <summary>One way to call a built-in. It runs only when every argument is of its parameter's kind.</summary>
internal delegate FeelValue BuiltinBody(BuiltinCall call);

/// <summary>A function of DMN 1.5, clause 10.3.4, with all the ways to call it.</summary>
internal sealed class BuiltinFunction(string name, ImmutableArray<BuiltinOverload> overloads)
{
    public string Name { get; } = name;

    public ImmutableArray<BuiltinOverload> Overloads { get; } = overloads;

    /// <summary>The function handed over as a value; it takes the parameters of its first form.</summary>
    public FeelFunction AsValue => field ??= new(
        [.. Overloads[0].Parameters.Select(parameter => new FeelParameter(parameter.Name, FeelType.Any))],
        (evaluation, arguments) => Call(new(evaluation, null), default, arguments));

    public FeelValue Call(Place at, ImmutableArray<string> names, ImmutableArray<FeelValue> given)
    {
        foreach (var argument in given)
        {
            // A function goes through all of a text; those of lists charge for themselves.
            if (argument is FeelString) at.Evaluation.Walk(argument);
        }

        foreach (var overload in Candidates(names))
        {
            if (overload.Bind(names, given) is { } arguments) return overload.Body(new(at, Name, arguments));
        }

        var forms = string.Join(" or ", Overloads.Select(overload => $"{Name}({overload.Signature})"));
        // All of them, however many: they are what can be given.
        var reason = $"'{Name}' was not given what it needs: {forms}.";
        return at.Nothing(WarningCodes.WrongArguments, reason);
    }

    // before(point, range) and before(range, point) have the same names: the order in which they are written decides.
    private ImmutableArray<BuiltinOverload> Candidates(ImmutableArray<string> names) =>
        names.IsDefault || Overloads.Length == 1
            ? Overloads
            : [.. Overloads.OrderByDescending(overload => overload.IsInOrderOf(names))];
}

/// <summary>The arguments of one call, already of the right kinds.</summary>
internal readonly record struct BuiltinCall(Place At, string Name, ImmutableArray<FeelValue> Arguments)
{
    public FeelEvaluation Evaluation => At.Evaluation;

    public FeelValue this[int index] => Arguments[index];

    public bool Has(int index) => index < Arguments.Length && !Arguments[index].IsNull;

    public string Text(int index) => ((FeelString)Arguments[index]).Value;

    public Decimal34 Number(int index) => ((FeelNumber)Arguments[index]).Value;

    public FeelList List(int index) => (FeelList)Arguments[index];

    /// <summary>A count or position, of which a fraction is dropped; null when it is beyond all counts.</summary>
    public int? Truncated(int index) =>
        DecimalArithmetic.Round(Number(index), 0, DecimalRounding.Down) is { } whole
            ? FeelNumber.Of(whole).ToInt32()
            : null;

    public FeelValue Nothing(string reason) =>
        At.Nothing(WarningCodes.WrongArguments, string.Concat("'", Name, "': ", reason));

    public FeelValue Nothing(ShownText reason) => Nothing(reason.ToStringAndClear());
}

using System.Collections.Immutable;
using Samanvay.Feel.Evaluation;

namespace Samanvay.Feel.Values;

/// <summary>A function as a value: one that an author wrote, a built-in, or a decision's knowledge model.</summary>
public sealed class FeelFunction : FeelValue
{
    internal FeelFunction(ImmutableArray<FeelParameter> parameters, FeelCall call)
    {
        Parameters = parameters;
        Call = call;
    }

    public ImmutableArray<FeelParameter> Parameters { get; }

    public IEnumerable<string> ParameterNames => Parameters.Select(parameter => parameter.Name);

    public FeelType Result { get; internal init; } = FeelType.Any;

    public override string TypeName => "function";

    internal FeelCall Call { get; }

    public override bool Equals(FeelValue? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
}

public sealed record FeelParameter(string Name, FeelType Type);

/// <summary>Runs a function with as many arguments as it has parameters.</summary>
internal delegate FeelValue FeelCall(FeelEvaluation evaluation, ImmutableArray<FeelValue> arguments);

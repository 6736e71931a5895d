using Samanvay.Feel.Values;

namespace Samanvay.Engine.Flow;

/// <summary>Why an element can not go on; it becomes a fault on the token.</summary>
internal sealed record Failure(FaultKind Kind, string Message)
{
    public static Failure Expression(string element, string field, string problem) =>
        new(FaultKind.Expression,
            $"'{element}': {field} {problem}. Mend the variables, or the procedure, and try again.");

    public static Failure Steps(string element) => new(
        FaultKind.Limit,
        $"'{element}': this step set off too many others at once. Look for an endless loop, then try again.");

    public static Failure Tokens(string element) => new(
        FaultKind.Limit, $"'{element}': too many branches of this procedure are open. Close some, then try again.");

    public static Failure NoFlow(string element) => new(
        FaultKind.NoFlow,
        $"'{element}': no condition of an outgoing flow holds and none is the default. Choose the way to go on.");
}

/// <summary>What an expression gave: a value or a failure, never both.</summary>
internal readonly record struct Evaluated(FeelValue? Value, Failure? Failure)
{
    public static implicit operator Evaluated(FeelValue value) => new(value, null);

    public static implicit operator Evaluated(Failure failure) => new(null, failure);
}

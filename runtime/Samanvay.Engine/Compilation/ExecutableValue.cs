using Samanvay.Feel;
using Samanvay.Feel.Values;

namespace Samanvay.Engine.Compilation;

/// <summary>What an author wrote in one field: an expression, or a constant.</summary>
/// <param name="Field">Names the field in warnings and faults.</param>
internal sealed record ExecutableValue(string Field, FeelExpression? Expression, FeelValue? Constant)
{
    /// <summary>The value of a variable, whatever signs its name is made of.</summary>
    public string? Variable { get; init; }

    /// <summary>The constant as text, where it is one.</summary>
    public string? Text => (Constant as FeelString)?.Value;
}

using Samanvay.Feel.Evaluation;
using Samanvay.Feel.Syntax;
using Samanvay.Feel.Values;

namespace Samanvay.Dmn.Compilation;

/// <summary>A value that is declared to be of a type: converted to it, or null.</summary>
internal sealed record TypedNode(Node Value, FeelType Type) : ExtensionNode(Value.Offset)
{
    public override int Depth { get; } = Over(Value);

    public static Node Of(Node value, FeelType type) => type == FeelType.Any ? value : new TypedNode(value, type);

    public override Compiled Compile(Samanvay.Feel.Evaluation.Compilation compilation)
    {
        var value = compilation.Expression(Value);
        return frame => TypeConversion.To(new(frame.Evaluation, null), value(frame), Type);
    }
}

using Samanvay.Feel.Syntax;

namespace Samanvay.Feel.Evaluation;

/// <summary>
/// A part that is not FEEL text but takes part in it, such as a decision table inside a boxed context.
/// </summary>
internal abstract record ExtensionNode(int Offset) : Node(Offset)
{
    public abstract Compiled Compile(Compilation compilation);
}

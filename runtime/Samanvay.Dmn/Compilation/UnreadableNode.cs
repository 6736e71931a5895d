using Samanvay.Feel.Evaluation;

namespace Samanvay.Dmn.Compilation;

/// <summary>
/// Stands where something could not be read, so that the rest of the model still runs. It is always null.
/// </summary>
internal sealed record UnreadableNode(string Reason) : ExtensionNode(0)
{
    public override int Depth => 1;

    public override Compiled Compile(Samanvay.Feel.Evaluation.Compilation compilation) =>
        frame => frame.Evaluation.Nothing(ProblemCodes.NoLogic, Reason);
}

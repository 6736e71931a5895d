using Samanvay.Dmn;
using Samanvay.Feel;

namespace Samanvay.Engine.Compilation;

/// <summary>A decision of the playbook, found by its name or id in the model that holds it.</summary>
internal sealed record ExecutableDecision(string Name, DecisionModel Model)
{
    public DecisionResult Evaluate(FeelScope scope) => DecisionEvaluator.Evaluate(Model, Name, scope);
}

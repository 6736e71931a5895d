using System.Collections.Immutable;
using Samanvay.Dmn;
using Samanvay.Feel;
using Samanvay.Feel.Values;

namespace Samanvay.Engine.Compilation;

/// <summary>A decision of the playbook, found by its name or id in the model that holds it.</summary>
internal sealed record ExecutableDecision(string Name, DecisionModel Model)
{
    private readonly ImmutableSortedSet<string> _inputs = Model.InputsOf(Name);

    /// <summary>Of the variables what the decision needs, as far as it is there.</summary>
    public FeelContext InputsIn(FeelContext variables) => FeelContext.Of(
        variables.Where(variable => _inputs.Contains(variable.Key)));

    public DecisionResult Evaluate(FeelScope scope) => DecisionEvaluator.Evaluate(Model, Name, scope);
}

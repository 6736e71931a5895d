using System.Collections.Frozen;
using Samanvay.Bpmn.Model;
using Samanvay.Feel;

namespace Samanvay.Engine.Compilation;

internal sealed class ExclusiveGatewayNode(ExclusiveGateway model) : ExecutableNode(model);

internal sealed class ParallelGatewayNode(ParallelGateway model) : ExecutableNode(model);

internal sealed class InclusiveGatewayNode(InclusiveGateway model) : ExecutableNode(model)
{
    /// <summary>For every node of the same scope, the incoming flows that a token there can still lead to.</summary>
    public FrozenDictionary<string, InclusiveReach> Reach { get; set; } =
        FrozenDictionary<string, InclusiveReach>.Empty;
}

internal sealed class ComplexGatewayNode(ComplexGateway model, FeelExpression? activation) : ExecutableNode(model)
{
    /// <summary>Null where the gateway only splits.</summary>
    public FeelExpression? ActivationCondition { get; } = activation;

    /// <summary>For every node of the same scope, the incoming flows that a token there can still reach.</summary>
    public FrozenDictionary<string, InclusiveReach> Reach { get; set; } =
        FrozenDictionary<string, InclusiveReach>.Empty;
}

internal sealed class EventBasedGatewayNode(EventBasedGateway model) : ExecutableNode(model);

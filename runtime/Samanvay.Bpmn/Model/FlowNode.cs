using System.Collections.Immutable;

namespace Samanvay.Bpmn.Model;

/// <summary>The closed family of what a token can be at: events, activities and gateways.</summary>
public abstract record FlowNode : BpmnElement
{
    /// <summary>Ids of the sequence flows that enter, in the order listed on the node.</summary>
    public ImmutableArray<string> Incoming { get; init; } = [];

    /// <summary>Ids of the sequence flows that leave, in the order listed on the node: conditions are tried in
    /// it.</summary>
    public ImmutableArray<string> Outgoing { get; init; } = [];
}

public abstract record Gateway : FlowNode
{
    public GatewayDirection Direction { get; init; }
}

public enum GatewayDirection { Unspecified, Converging, Diverging, Mixed }

public sealed record ExclusiveGateway : Gateway
{
    public string? DefaultFlowId { get; init; }
}

public sealed record ParallelGateway : Gateway;

public sealed record InclusiveGateway : Gateway
{
    public string? DefaultFlowId { get; init; }
}

public sealed record EventBasedGateway : Gateway
{
    /// <summary>It has no incoming flow: the first event starts an instance.</summary>
    public bool Instantiate { get; init; }

    /// <summary>All events are needed, not the first only. Allowed only where it starts an instance.</summary>
    public bool IsParallel { get; init; }
}

public sealed record ComplexGateway : Gateway
{
    public string? DefaultFlowId { get; init; }

    /// <summary>May read <c>activationCount</c> and the token counts of incoming flows.</summary>
    public BpmnExpression? ActivationCondition { get; init; }
}

using System.Collections.Immutable;

namespace Samanvay.Bpmn.Model;

/// <summary>BPMN's activity: a task, a call or a sub-process.</summary>
public abstract record ActivityNode : FlowNode
{
    public LoopCharacteristics? Loop { get; init; }
    public ImmutableArray<ResourceRole> Resources { get; init; } = [];
    public string? DefaultFlowId { get; init; }
    public int StartQuantity { get; init; } = 1;
    public int CompletionQuantity { get; init; } = 1;

    /// <summary>It runs only when compensated, never by sequence flow.</summary>
    public bool IsForCompensation { get; init; }
    public ImmutableArray<DataProperty> Properties { get; init; } = [];
    public IoSpecification? Io { get; init; }
    public ImmutableArray<DataAssociation> InputAssociations { get; init; } = [];
    public ImmutableArray<DataAssociation> OutputAssociations { get; init; } = [];
}

/// <summary>A task whose kind nobody has chosen; it does nothing and completes at once.</summary>
public sealed record AbstractTask : ActivityNode;

public sealed record UserTask : ActivityNode
{
    public string? Implementation { get; init; }
}

public sealed record ManualTask : ActivityNode;

public sealed record ServiceTask : ActivityNode
{
    public string? Implementation { get; init; }
    public string? OperationRef { get; init; }
}

public sealed record SendTask : ActivityNode
{
    public string? MessageRef { get; init; }
    public string? OperationRef { get; init; }
}

public sealed record ReceiveTask : ActivityNode
{
    public string? MessageRef { get; init; }
    public string? OperationRef { get; init; }
    public bool Instantiate { get; init; }
}

/// <summary>A script in FEEL; its result goes to the variable that <c>sop:variable</c> names.</summary>
public sealed record ScriptTask : ActivityNode
{
    public string? ScriptFormat { get; init; }
    public string? Script { get; init; }
}

/// <summary>Evaluates the DMN decision that <c>sop:decision</c> names.</summary>
public sealed record BusinessRuleTask : ActivityNode
{
    public string? Implementation { get; init; }
}

public sealed record CallActivity : ActivityNode
{
    public string? CalledElement { get; init; }
}

public abstract record SubProcess : ActivityNode
{
    public FlowScope Body { get; init; } = FlowScope.Empty;
}

public sealed record EmbeddedSubProcess : SubProcess;

/// <summary>Has no incoming flow: it waits beside its scope until its start event occurs.</summary>
public sealed record EventSubProcess : SubProcess;

public sealed record Transaction : SubProcess
{
    public string? Method { get; init; }
}

public sealed record AdHocSubProcess : SubProcess
{
    public bool IsSequential { get; init; }
    public bool CancelRemainingInstances { get; init; } = true;
    public BpmnExpression? CompletionCondition { get; init; }
}

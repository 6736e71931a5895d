using System.Collections.Immutable;

namespace Samanvay.Bpmn.Model;

/// <summary>An event. No definition: a none event; more than one: a multiple event.</summary>
public abstract record EventNode : FlowNode
{
    public ImmutableArray<EventDefinition> Definitions { get; init; } = [];
    public ImmutableArray<DataProperty> Properties { get; init; } = [];
    public ImmutableArray<DataItem> DataItems { get; init; } = [];
    public ImmutableArray<DataAssociation> DataAssociations { get; init; } = [];
}

public abstract record CatchEvent : EventNode
{
    /// <summary>A multiple event that needs all of its definitions, not the first that comes.</summary>
    public bool ParallelMultiple { get; init; }
}

public abstract record ThrowEvent : EventNode;

public sealed record StartEvent : CatchEvent
{
    /// <summary>Matters on an event sub-process only.</summary>
    public bool IsInterrupting { get; init; } = true;
}

public sealed record IntermediateCatchEvent : CatchEvent;

public sealed record BoundaryEvent : CatchEvent
{
    public required string AttachedToRef { get; init; }
    public bool CancelActivity { get; init; } = true;
}

public sealed record IntermediateThrowEvent : ThrowEvent;

public sealed record EndEvent : ThrowEvent;

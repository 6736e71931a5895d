using System.Collections.Immutable;

namespace Samanvay.Bpmn.Model;

/// <summary>How an activity repeats.</summary>
public abstract record LoopCharacteristics
{
    public string? Id { get; init; }
}

public sealed record StandardLoop : LoopCharacteristics
{
    public bool TestBefore { get; init; }
    public int? LoopMaximum { get; init; }
    public BpmnExpression? LoopCondition { get; init; }
}

/// <summary>One instance per element of a collection, or as many as the cardinality says.</summary>
public sealed record MultiInstanceLoop : LoopCharacteristics
{
    public bool IsSequential { get; init; }
    public BpmnExpression? LoopCardinality { get; init; }

    /// <summary>FEEL that yields the list: <c>sop:collection</c>, or the data object that <c>loopDataInputRef</c>
    /// names.</summary>
    public BpmnExpression? Collection { get; init; }
    public string? ElementVariable { get; init; }

    /// <summary>Variable that gathers one result per instance, in the order of the collection.</summary>
    public string? OutputCollection { get; init; }

    /// <summary>FEEL in the scope of an instance that yields its result.</summary>
    public BpmnExpression? OutputElement { get; init; }
    public BpmnExpression? CompletionCondition { get; init; }

    /// <summary>The data input of the activity that holds the collection; it is not one of the step itself.</summary>
    public string? InputRef { get; init; }

    public string? OutputRef { get; init; }
    public MultiInstanceBehavior Behavior { get; init; } = MultiInstanceBehavior.All;

    /// <summary>Thrown for every completed instance when the behavior is None.</summary>
    public EventDefinition? NoneEvent { get; init; }

    /// <summary>Thrown for the first completed instance when the behavior is One.</summary>
    public EventDefinition? OneEvent { get; init; }
    public ImmutableArray<ComplexBehavior> ComplexBehaviors { get; init; } = [];
}

/// <summary>When completed instances throw an event to the activity's boundary: BPMN 2.0.2, 10.3.8.</summary>
public enum MultiInstanceBehavior { None, One, All, Complex }

public sealed record ComplexBehavior(BpmnExpression Condition, EventDefinition? Event);

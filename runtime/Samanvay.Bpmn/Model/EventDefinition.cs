using System.Collections.Immutable;

namespace Samanvay.Bpmn.Model;

/// <summary>The closed family of what an event waits for or throws.</summary>
public abstract record EventDefinition
{
    public string? Id { get; init; }
}

public sealed record MessageEventDefinition(string? MessageRef, string? OperationRef = null) : EventDefinition;

/// <param name="Expression">FEEL, or an ISO 8601 literal such as <c>PT5M</c> or <c>R3/PT10M</c> taken as text.</param>
public sealed record TimerEventDefinition(TimerKind Kind, BpmnExpression Expression) : EventDefinition;

public enum TimerKind { Date, Duration, Cycle }

public sealed record SignalEventDefinition(string? SignalRef) : EventDefinition;

/// <summary>Without a reference it catches every error.</summary>
public sealed record ErrorEventDefinition(string? ErrorRef) : EventDefinition;

/// <summary>Without a reference it catches every escalation.</summary>
public sealed record EscalationEventDefinition(string? EscalationRef) : EventDefinition;

public sealed record ConditionalEventDefinition(BpmnExpression Condition) : EventDefinition;

/// <summary>Source and target links of one scope belong together by name.</summary>
public sealed record LinkEventDefinition(string? Name, ImmutableArray<string> SourceRefs, string? TargetRef)
    : EventDefinition;

/// <summary>Without an activity it compensates all that its scope completed.</summary>
public sealed record CompensateEventDefinition(string? ActivityRef, bool WaitForCompletion = true) : EventDefinition;

public sealed record CancelEventDefinition : EventDefinition;

public sealed record TerminateEventDefinition : EventDefinition;

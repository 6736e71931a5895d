using System.Collections.Immutable;
using Samanvay.Bpmn.Model;

namespace Samanvay.Engine.Compilation;

/// <summary>What an event waits for.</summary>
internal abstract record Trigger;

/// <param name="Names">It comes with the first of these.</param>
internal sealed record MessageTrigger(ImmutableArray<string> Names) : Trigger;

internal sealed record SignalTrigger(string Name) : Trigger;

internal sealed record TimerTrigger(TimerKind Kind, ExecutableValue Value) : Trigger;

/// <param name="Code">Null catches every error.</param>
internal sealed record ErrorTrigger(string? Code) : Trigger;

/// <param name="Code">Null catches every escalation.</param>
internal sealed record EscalationTrigger(string? Code) : Trigger;

/// <summary>What an event throws.</summary>
internal abstract record Thrown;

internal sealed record ThrownError(string Code) : Thrown;

internal sealed record ThrownEscalation(string? Code) : Thrown;

internal sealed record ThrownSignal(string Name) : Thrown;

internal sealed record ThrownTermination : Thrown;

/// <summary>A start of a process or sub-process; of an event sub-process when it has a trigger inside one.</summary>
internal sealed class StartEventNode(StartEvent model, ExecutableBody body, Trigger? trigger) : ExecutableNode(model)
{
    public ExecutableBody Body { get; } = body;

    public Trigger? Trigger { get; } = trigger;

    public ResultMapping Result { get; init; } = ResultMapping.Nowhere;

    /// <summary>The event sub-process that it starts.</summary>
    public EventSubProcessNode? Handler { get; set; }
}

internal sealed class EndEventNode(EndEvent model, Thrown? throws) : ExecutableNode(model)
{
    public Thrown? Throws { get; } = throws;
}

internal sealed class ThrowEventNode(IntermediateThrowEvent model, Thrown? throws) : ExecutableNode(model)
{
    public Thrown? Throws { get; } = throws;
}

internal sealed class CatchEventNode(IntermediateCatchEvent model, Trigger trigger, ResultMapping result)
    : ExecutableNode(model)
{
    public Trigger Trigger { get; } = trigger;

    public ResultMapping Result { get; } = result;
}

internal sealed class BoundaryEventNode(BoundaryEvent model, Trigger trigger, ResultMapping result)
    : ExecutableNode(model)
{
    public Trigger Trigger { get; } = trigger;

    public ResultMapping Result { get; } = result;

    public bool IsInterrupting { get; } = model.CancelActivity;

    public required ActivityNode Host { get; init; }
}

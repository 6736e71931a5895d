using System.Collections.Immutable;
using Samanvay.Bpmn.Model;
using Samanvay.Feel;

namespace Samanvay.Engine.Compilation;

/// <summary>What an event waits for.</summary>
internal abstract record Trigger;

/// <param name="Names">It comes with the first of these.</param>
internal sealed record MessageTrigger(ImmutableArray<string> Names) : Trigger
{
    /// <summary>Only messages with this correlation key; null takes all.</summary>
    public ExecutableValue? Key { get; init; }
}

internal sealed record SignalTrigger(string Name) : Trigger;

internal sealed record TimerTrigger(TimerKind Kind, ExecutableValue Value) : Trigger;

internal sealed record ConditionTrigger(FeelExpression Condition) : Trigger;

/// <summary>A token comes to it from the throwing link of the same name; there is nothing to wait for.</summary>
internal sealed record LinkTrigger(string Name) : Trigger;

/// <param name="Code">Null catches every error.</param>
internal sealed record ErrorTrigger(string? Code) : Trigger;

/// <param name="Code">Null catches every escalation.</param>
internal sealed record EscalationTrigger(string? Code) : Trigger;

internal sealed record CompensationTrigger : Trigger;

internal sealed record CancelTrigger : Trigger;

/// <summary>A multiple event: any of the parts is enough, or all are needed.</summary>
internal sealed record SeveralTriggers(ImmutableArray<Trigger> Parts, bool NeedsAll) : Trigger;

/// <summary>What an event throws.</summary>
internal abstract record Thrown;

internal sealed record ThrownError(string Code) : Thrown;

internal sealed record ThrownEscalation(string? Code) : Thrown;

internal sealed record ThrownSignal(string Name) : Thrown;

internal sealed record ThrownMessage(string Name) : Thrown;

internal sealed record ThrownTermination : Thrown;

/// <summary>Goes on at the catching link of the same name, by a flow that was put there.</summary>
internal sealed record ThrownLink : Thrown;

/// <param name="Activity">Null compensates all that the scope completed.</param>
/// <param name="Waits">Whether the token stays until all is compensated.</param>
internal sealed record ThrownCompensation(string? Activity, bool Waits) : Thrown;

/// <summary>Cancels the transaction that it stands in.</summary>
internal sealed record ThrownCancellation : Thrown;

/// <summary>A multiple event throws all of its parts.</summary>
internal sealed record ThrownSeveral(ImmutableArray<Thrown> Parts) : Thrown;

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

    public ImmutableArray<NamedValue> Payload { get; init; } = [];
}

internal sealed class ThrowEventNode(IntermediateThrowEvent model, Thrown? throws) : ExecutableNode(model)
{
    public Thrown? Throws { get; } = throws;

    public ImmutableArray<NamedValue> Payload { get; init; } = [];
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

using System.Collections.Immutable;
using System.Diagnostics;
using Samanvay.Bpmn.Model;
using Samanvay.Engine.Compilation;
using Samanvay.Feel;
using ActivityNode = Samanvay.Engine.Compilation.ActivityNode;

namespace Samanvay.Engine.Migration;

/// <summary>What an element is, as far as a run that stands at it must find the same again: in words, which are equal
/// where the kinds are.</summary>
internal static class ElementKind
{
    public static Sentence Of(ExecutableNode node) => node switch
    {
        ActivityNode { Loop.IsSequential: true } activity => $"{Bare(activity)}, one after the other for each",
        ActivityNode { Loop: not null } activity => $"{Bare(activity)}, side by side for each",
        ActivityNode { Repeat: not null } activity => $"{Bare(activity)}, repeated",
        _ => Bare(node),
    };

    // The cast makes sentences of all that follows, whose values are then said in the reader's language too.
    private static Sentence Bare(ExecutableNode node) => node switch
    {
        ManualTaskNode => (Sentence)"manual task",
        UserTaskNode => "user task",
        ActivityTaskNode => "service task",
        SendTaskNode => "send task",
        ReceiveTaskNode => "receive task",
        ScriptTaskNode => "script task",
        BusinessRuleTaskNode => "business rule task",
        ExclusiveGatewayNode => "exclusive gateway",
        ParallelGatewayNode => "parallel gateway",
        InclusiveGatewayNode => "inclusive gateway",
        ComplexGatewayNode => "complex gateway",
        EventBasedGatewayNode => "event-based gateway",
        StartEventNode { Trigger: { } trigger } => $"start event ({Of(trigger)})",
        StartEventNode => "start event",
        EndEventNode { Throws: { } thrown } => $"end event ({Of(thrown)})",
        EndEventNode => "end event",
        ThrowEventNode { Throws: { } thrown } => $"throw event ({Of(thrown)})",
        ThrowEventNode => "throw event",
        CatchEventNode catcher => $"catch event ({Of(catcher.Trigger)})",
        BoundaryEventNode boundary => $"boundary event ({Of(boundary.Trigger)})",
        SubProcessNode { Model: Transaction } => "transaction",
        SubProcessNode => "sub-process",
        AdHocNode => "ad-hoc sub-process",
        CallActivityNode => "call activity",
        EventSubProcessNode sub => $"event sub-process ({Of(sub.Start.Trigger!)})",
        _ => throw new UnreachableException($"No kind for {node.GetType().Name}."),
    };

    private static Sentence Of(Trigger trigger) => trigger switch
    {
        MessageTrigger => (Sentence)"message",
        SignalTrigger => "signal",
        TimerTrigger => "timer",
        ConditionTrigger => "condition",
        LinkTrigger => "link",
        ErrorTrigger => "error",
        EscalationTrigger => "escalation",
        CompensationTrigger => "compensation",
        CancelTrigger => "cancellation",
        SeveralTriggers { NeedsAll: true } several => $"all of {Together(several.Parts, Of)}",
        SeveralTriggers several => $"any of {Together(several.Parts, Of)}",
        _ => throw new UnreachableException($"No kind for {trigger.GetType().Name}."),
    };

    private static Sentence Of(Thrown thrown) => thrown switch
    {
        ThrownMessage => (Sentence)"message",
        ThrownSignal => "signal",
        ThrownLink => "link",
        ThrownError => "error",
        ThrownEscalation => "escalation",
        ThrownCompensation => "compensation",
        ThrownCancellation => "cancellation",
        ThrownTermination => "termination",
        ThrownSeveral several => $"all of {Together(several.Parts, Of)}",
        _ => throw new UnreachableException($"No kind for {thrown.GetType().Name}."),
    };

    private static Sentence Together<TPart>(ImmutableArray<TPart> parts, Func<TPart, Sentence> of) =>
        parts.Select(of).Aggregate((left, right) => $"{left}, {right}");
}

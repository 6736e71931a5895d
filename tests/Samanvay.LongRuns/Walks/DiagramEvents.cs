using System.Diagnostics;
using System.Xml.Linq;
using Samanvay.Bpmn.Model;
using static Samanvay.LongRuns.Walks.DiagramText;

namespace Samanvay.LongRuns.Walks;

/// <summary>What events wait for and throw, as XML.</summary>
internal static class DiagramEvents
{
    public static XElement Of(EventDefinition definition) => definition switch
    {
        MessageEventDefinition message => Reference("message", message.MessageRef),
        SignalEventDefinition signal => Reference("signal", signal.SignalRef),
        ErrorEventDefinition error => Reference("error", error.ErrorRef),
        EscalationEventDefinition escalation => Reference("escalation", escalation.EscalationRef),
        TimerEventDefinition timer => new XElement(
            Model + "timerEventDefinition", Expression($"time{timer.Kind}", timer.Expression)),
        ConditionalEventDefinition conditional => new XElement(
            Model + "conditionalEventDefinition", Expression("condition", conditional.Condition)),
        LinkEventDefinition link => new XElement(
            Model + "linkEventDefinition", new XAttribute("name", link.Name!)),
        CompensateEventDefinition compensate => new XElement(
            Model + "compensateEventDefinition",
            new XAttribute("waitForCompletion", compensate.WaitForCompletion),
            compensate.ActivityRef is { } activity ? new XAttribute("activityRef", activity) : null),
        CancelEventDefinition => new XElement(Model + "cancelEventDefinition"),
        TerminateEventDefinition => new XElement(Model + "terminateEventDefinition"),
        _ => throw new UnreachableException($"No element for {definition.GetType().Name}."),
    };

    private static XElement Reference(string kind, string? to) =>
        new(Model + $"{kind}EventDefinition", to is null ? null : new XAttribute($"{kind}Ref", IdOf(kind, to)));
}

/// <summary>How activities repeat, as XML. The events that a repetition throws stand beside the process.</summary>
internal sealed class DiagramLoops
{
    private static readonly XNamespace Sop = DiagramExtensions.Sop;

    public List<XElement> Shared { get; } = [];

    public XElement? Of(Samanvay.Bpmn.Model.ActivityNode activity) => activity.Loop switch
    {
        StandardLoop loop => new XElement(
            Model + "standardLoopCharacteristics",
            new XAttribute("testBefore", loop.TestBefore),
            loop.LoopMaximum is { } most ? new XAttribute("loopMaximum", most) : null,
            Expression("loopCondition", loop.LoopCondition)),
        MultiInstanceLoop loop => Multi(loop),
        _ => null,
    };

    private XElement Multi(MultiInstanceLoop loop) => new(
        Model + "multiInstanceLoopCharacteristics",
        new XAttribute("isSequential", loop.IsSequential),
        new XAttribute("behavior", loop.Behavior),
        Named("noneBehaviorEventRef", loop.NoneEvent),
        Named("oneBehaviorEventRef", loop.OneEvent),
        Feel("collection", loop.Collection),
        loop.ElementVariable is { } variable ? new XAttribute(Sop + "elementVariable", variable) : null,
        loop.OutputCollection is { } output ? new XAttribute(Sop + "outputCollection", output) : null,
        Feel("outputElement", loop.OutputElement),
        loop.ComplexBehaviors.Select(each => new XElement(
            Model + "complexBehaviorDefinition",
            Expression("condition", each.Condition),
            each.Event is { } thrown ? new XElement(Model + "event", DiagramEvents.Of(thrown)) : null)),
        Expression("completionCondition", loop.CompletionCondition));

    private static XAttribute? Feel(string name, BpmnExpression? expression) =>
        expression is null ? null : new XAttribute(Sop + name, $"={expression.Body}");

    private XAttribute? Named(string name, EventDefinition? definition)
    {
        if (definition is null) return null;
        var element = DiagramEvents.Of(definition);
        var id = $"thrown-{Shared.Count + 1}";
        element.SetAttributeValue("id", id);
        Shared.Add(element);
        return new XAttribute(name, id);
    }
}

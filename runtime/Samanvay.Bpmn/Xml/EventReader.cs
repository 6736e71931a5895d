using System.Collections.Immutable;
using System.Xml.Linq;
using Samanvay.Bpmn.Model;

namespace Samanvay.Bpmn.Xml;

/// <summary>Reads events and what they wait for or throw.</summary>
internal static class EventReader
{
    public static EventNode? Read(XElement element, string kind, ReadContext context)
    {
        EventNode? node = kind switch
        {
            "startEvent" => new StartEvent
            {
                Id = context.Id(element),
                IsInterrupting = context.Flag(element, "isInterrupting", true),
                ParallelMultiple = context.Flag(element, "parallelMultiple", false),
            },
            "intermediateCatchEvent" => new IntermediateCatchEvent
            {
                Id = context.Id(element),
                ParallelMultiple = context.Flag(element, "parallelMultiple", false),
            },
            "boundaryEvent" => new BoundaryEvent
            {
                Id = context.Id(element),
                AttachedToRef = element.Ref("attachedToRef") ?? "",
                CancelActivity = context.Flag(element, "cancelActivity", true),
                ParallelMultiple = context.Flag(element, "parallelMultiple", false),
            },
            "intermediateThrowEvent" => new IntermediateThrowEvent { Id = context.Id(element) },
            "endEvent" => new EndEvent { Id = context.Id(element) },
            _ => null,
        };
        return node is null ? null : FlowNodeReader.Named(node, element, context) with
        {
            Definitions = Definitions(element, context),
            Properties = DataReader.Properties(element, context),
            DataItems = [.. DataReader.Items(element, "dataInput", context),
                .. DataReader.Items(element, "dataOutput", context)],
            DataAssociations =
            [
                .. DataReader.Associations(element, "dataInputAssociation"),
                .. DataReader.Associations(element, "dataOutputAssociation"),
            ],
        };
    }

    /// <summary>An event's own definitions and those it refers to, in the order of the file.</summary>
    public static ImmutableArray<EventDefinition> Definitions(XElement element, ReadContext context)
    {
        var found = ImmutableArray.CreateBuilder<EventDefinition>();
        foreach (var child in element.Elements().Where(child => child.Name.Namespace == BpmnNames.Bpmn))
        {
            var source = child.Name.LocalName == "eventDefinitionRef" ? Shared(child, context) : child;
            if (source is not null && Definition(source, context) is { } definition) found.Add(definition);
        }

        return found.ToImmutable();
    }

    private static XElement? Shared(XElement reference, ReadContext context)
    {
        var id = XmlReading.Unqualified(reference, reference.Value);
        if (context.SharedEventDefinitions[id].FirstOrDefault() is { } shared) return shared;
        context.Error("BPMN009", reference, $"There is no event definition with the id {id}.");
        return null;
    }

    public static EventDefinition? Definition(XElement element, ReadContext context)
    {
        EventDefinition? definition = element.Name.LocalName switch
        {
            "messageEventDefinition" =>
            new MessageEventDefinition(element.Ref("messageRef"), element.ChildRef("operationRef")),
            "timerEventDefinition" => Timer(element, context),
            "signalEventDefinition" => new SignalEventDefinition(element.Ref("signalRef")),
            "errorEventDefinition" => new ErrorEventDefinition(element.Ref("errorRef")),
            "escalationEventDefinition" => new EscalationEventDefinition(element.Ref("escalationRef")),
            "conditionalEventDefinition" => new ConditionalEventDefinition(
                element.ChildExpression("condition") ?? BpmnExpression.Of("")),
            "linkEventDefinition" => new LinkEventDefinition(
                element.Text("name"), element.ChildRefs("source"), element.ChildRef("target")),
            "compensateEventDefinition" => new CompensateEventDefinition(
                element.Ref("activityRef"), context.Flag(element, "waitForCompletion", true)),
            "cancelEventDefinition" => new CancelEventDefinition(),
            "terminateEventDefinition" => new TerminateEventDefinition(),
            _ => null,
        };
        return definition is null ? null : definition with { Id = element.Text("id") };
    }

    private static TimerEventDefinition Timer(XElement element, ReadContext context)
    {
        (string Name, TimerKind Kind)[] kinds =
            [("timeDate", TimerKind.Date), ("timeDuration", TimerKind.Duration), ("timeCycle", TimerKind.Cycle)];
        var given = kinds.Where(kind => element.Child(kind.Name) is not null).ToList();
        if (given.Count > 1)
        {
            context.Error("BPMN014", element,
            "A timer has one of a date, a duration and a cycle, not several.");
        }

        var (name, kind) = given.FirstOrDefault(kinds[1]);
        return new(kind, element.ChildExpression(name) ?? BpmnExpression.Of(""));
    }
}

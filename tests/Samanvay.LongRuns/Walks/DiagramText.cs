using System.Xml.Linq;
using Samanvay.Bpmn.Model;

namespace Samanvay.LongRuns.Walks;

/// <summary>Writes a drawn procedure as the file in which an author would hand it in.</summary>
internal static class DiagramText
{
    internal static readonly XNamespace Model = "http://www.omg.org/spec/BPMN/20100524/MODEL";

    public static string Of(BpmnDefinitions definitions)
    {
        var loops = new DiagramLoops();
        var processes = definitions.Processes.Select(process => Process(process, loops)).ToList();
        return new XElement(
            Model + "definitions",
            new XAttribute(XNamespace.Xmlns + "bpmn", Model),
            new XAttribute(XNamespace.Xmlns + "sop", DiagramExtensions.Sop),
            new XAttribute("id", definitions.Id!),
            new XAttribute("targetNamespace", "urn:samanvay:walk"),
            definitions.Messages.Select(each => Root("message", each.Id, new XAttribute("name", each.Name!))),
            definitions.Signals.Select(each => Root("signal", each.Id, new XAttribute("name", each.Name!))),
            definitions.Errors.Select(each => Root("error", each.Id, new XAttribute("errorCode", each.Id))),
            definitions.Escalations.Select(
                each => Root("escalation", each.Id, new XAttribute("escalationCode", each.Id))),
            definitions.Resources.Select(each => new XElement(
                Model + "resource", new XAttribute("id", each.Name!), new XAttribute("name", each.Name!))),
            loops.Shared,
            processes).ToString();
    }

    internal static XElement? Expression(string name, BpmnExpression? expression) =>
        expression is null ? null : new XElement(Model + name, expression.Body);

    // An error and an escalation may have one name; every id in a file is another.
    internal static string IdOf(string kind, string name) => $"{kind}-{name}";

    private static XElement Root(string kind, string name, XAttribute said) =>
        new(Model + kind, new XAttribute("id", IdOf(kind, name)), said);

    private static XElement Process(ProcessDefinition process, DiagramLoops loops) => new(
        Model + "process",
        new XAttribute("id", process.Id),
        new XAttribute("isExecutable", "true"),
        DiagramExtensions.Of(process.Sop),
        Body(process.Body, loops));

    private static IEnumerable<XElement?> Body(FlowScope body, DiagramLoops loops) =>
    [
        .. body.Nodes.Select(node => Node(node, body, loops)),
        .. body.Flows.Select(Flow),
        .. body.Associations.Select(each => new XElement(
            Model + "association",
            new XAttribute("id", each.Id),
            new XAttribute("associationDirection", "One"),
            new XAttribute("sourceRef", each.SourceRef),
            new XAttribute("targetRef", each.TargetRef))),
    ];

    private static XElement Flow(SequenceFlow flow) => new(
        Model + "sequenceFlow",
        new XAttribute("id", flow.Id),
        new XAttribute("sourceRef", flow.SourceRef),
        new XAttribute("targetRef", flow.TargetRef),
        Expression("conditionExpression", flow.Condition));

    private static XElement Node(FlowNode node, FlowScope body, DiagramLoops loops) => new(
        Model + Name(node),
        new XAttribute("id", node.Id),
        Attributes(node).Select(each => new XAttribute(each.Name, each.Value)),
        body.OutgoingOf(node).FirstOrDefault(flow => flow.IsDefault) is { } other
            ? new XAttribute("default", other.Id)
            : null,
        DiagramExtensions.Of(node.Sop),
        node.Incoming.Select(flow => new XElement(Model + "incoming", flow)),
        node.Outgoing.Select(flow => new XElement(Model + "outgoing", flow)),
        Content(node, loops));

    private static IEnumerable<object?> Content(FlowNode node, DiagramLoops loops) => node switch
    {
        EventNode said => said.Definitions.Select(DiagramEvents.Of),
        ComplexGateway gateway => [Expression("activationCondition", gateway.ActivationCondition)],
        Samanvay.Bpmn.Model.ActivityNode activity =>
        [
            .. activity.Resources.Select(role => new XElement(
                Model + "potentialOwner", new XElement(Model + "resourceRef", role.ResourceRef))),
            loops.Of(activity),
            .. Inside(activity, loops),
        ],
        _ => [],
    };

    private static IEnumerable<object?> Inside(Samanvay.Bpmn.Model.ActivityNode activity, DiagramLoops loops) =>
        activity switch
        {
            ScriptTask script => [new XElement(Model + "script", script.Script)],
            AdHocSubProcess adHoc => Body(adHoc.Body, loops).Append(
                Expression("completionCondition", adHoc.CompletionCondition)),
            SubProcess sub => Body(sub.Body, loops),
            _ => [],
        };

    private static string Name(FlowNode node) => node switch
    {
        AbstractTask => "task",
        EmbeddedSubProcess or EventSubProcess => "subProcess",
        _ => $"{char.ToLowerInvariant(node.GetType().Name[0])}{node.GetType().Name[1..]}",
    };

    private static IEnumerable<(string Name, object Value)> Attributes(FlowNode node) => node switch
    {
        StartEvent start => [("isInterrupting", start.IsInterrupting), ("parallelMultiple", start.ParallelMultiple)],
        BoundaryEvent edge =>
        [
            ("attachedToRef", edge.AttachedToRef), ("cancelActivity", edge.CancelActivity),
            ("parallelMultiple", edge.ParallelMultiple),
        ],
        CatchEvent caught => [("parallelMultiple", caught.ParallelMultiple)],
        Samanvay.Bpmn.Model.ActivityNode activity =>
        [
            ("isForCompensation", activity.IsForCompensation), ("startQuantity", activity.StartQuantity),
            ("completionQuantity", activity.CompletionQuantity), .. OfKind(activity),
        ],
        _ => [],
    };

    private static IEnumerable<(string, object)> OfKind(Samanvay.Bpmn.Model.ActivityNode activity) => activity switch
    {
        ScriptTask { ScriptFormat: { } format } => [("scriptFormat", format)],
        ReceiveTask { MessageRef: { } message } => [("messageRef", IdOf("message", message))],
        SendTask { MessageRef: { } message } => [("messageRef", IdOf("message", message))],
        CallActivity { CalledElement: { } called } => [("calledElement", called)],
        EventSubProcess => [("triggeredByEvent", true)],
        AdHocSubProcess adHoc =>
        [
            ("ordering", adHoc.IsSequential ? "Sequential" : "Parallel"),
            ("cancelRemainingInstances", adHoc.CancelRemainingInstances),
        ],
        _ => [],
    };
}

using System.Collections.Immutable;
using System.Xml.Linq;
using Samanvay.Bpmn.Model;
using Samanvay.Feel;

namespace Samanvay.Bpmn.Xml;

/// <summary>What must hold before a model can mean anything: ids are there once, and references lead
/// somewhere.</summary>
internal sealed class StructureCheck
{
    private readonly ImmutableArray<Diagnostic>.Builder _problems = ImmutableArray.CreateBuilder<Diagnostic>();
    private readonly BpmnDefinitions _definitions;
    private readonly Dictionary<string, XElement> _elements = new(StringComparer.Ordinal);

    private StructureCheck(BpmnDefinitions definitions) => _definitions = definitions;

    public static ImmutableArray<Diagnostic> Check(BpmnDefinitions definitions, XElement root)
    {
        var check = new StructureCheck(definitions);
        check.Ids(root);
        foreach (var process in definitions.Processes) check.Scope(process.Body);
        foreach (var task in definitions.GlobalTasks) check.Resources(task);
        foreach (var collaboration in definitions.Collaborations) check.Pools(collaboration);
        return check._problems.ToImmutable();
    }

    private void Ids(XElement root)
    {
        foreach (var element in root.DescendantsAndSelf().Where(IsBpmn))
        {
            if (element.Text("id") is { } id && !_elements.TryAdd(id, element))
            {
                _problems.Add(Diagnostic.Error("BPMN007",
                    $"The id {id} is used twice, first in line {_elements[id].Place().Line}. Change one of them.",
                    element.Place()));
            }
        }
    }

    // Our ladders have ids of their own kind, and diagrams may name shapes as they like.
    private static bool IsBpmn(XElement element) => element.Name.Namespace == BpmnNames.Bpmn;

    private void Scope(FlowScope scope)
    {
        foreach (var flow in scope.Flows)
        {
            FlowEnd(scope, flow, flow.SourceRef, "source");
            FlowEnd(scope, flow, flow.TargetRef, "target");
        }

        foreach (var node in scope.Nodes) Node(scope, node);
        foreach (var lane in scope.Lanes.SelectMany(lane => lane.WithChildren()))
        {
            foreach (var missing in lane.FlowNodeRefs.Where(id => !_elements.ContainsKey(id)))
            {
                Missing(lane.Id, $"The lane {lane.Name ?? lane.Id} holds {missing}, which is not in the file.",
                    "flowNodeRef");
            }
        }

        foreach (var data in scope.DataObjectReferences.Where(data =>
            data.DataObjectRef is null || !Exists(data.DataObjectRef)))
        {
            Missing(data.Id, $"The data object reference {data.Name ?? data.Id} leads to no data object.",
                "dataObjectRef");
        }
    }

    private void FlowEnd(FlowScope scope, SequenceFlow flow, string end, string word)
    {
        if (scope.Find(end) is not null) return;
        Sentence problem = end.Length == 0 ? $"has no {word}" : Exists(end)
            ? $"has as its {word} {end}, which is not a step of the same process or sub-process; sequence flows "
                + $"cannot cross that border"
            : $"has as its {word} {end}, which is not in the file";
        Add("BPMN008", flow.Id, $"The sequence flow {flow.Label} {problem}.", word + "Ref");
    }

    private void Node(FlowScope scope, FlowNode node)
    {
        switch (node)
        {
            case BoundaryEvent boundary when scope.Find(boundary.AttachedToRef) is not ActivityNode:
                Add("BPMN012", node.Id, $"The boundary event {node.Label} is not attached to an activity beside it.",
                    "attachedToRef");
                break;
            case SendTask { MessageRef: { } message }: Message(node, message); break;
            case ReceiveTask { MessageRef: { } message }: Message(node, message); break;
            case SubProcess sub: Scope(sub.Body); break;
        }

        if (FlowScopeReader.DefaultFlowOf(node) is { } flow && !node.Outgoing.Contains(flow))
            Add("BPMN015", node.Id, $"The default flow {flow} does not leave {node.Label}.", "default");
        if (node is ActivityNode activity) Resources(activity);
        if (node is EventNode occurrence)
            foreach (var definition in occurrence.Definitions) Definition(node, definition);
    }

    private void Definition(FlowNode node, EventDefinition definition)
    {
        switch (definition)
        {
            case MessageEventDefinition { MessageRef: { } message }: Message(node, message); break;
            case SignalEventDefinition { SignalRef: { } signal } when _definitions.Signals.All(s => s.Id != signal):
                Missing(node.Id, $"{node.Label} names the signal {signal}, which is not in the file.", "signalRef");
                break;
            case ErrorEventDefinition { ErrorRef: { } error } when _definitions.Errors.All(e => e.Id != error):
                Missing(node.Id, $"{node.Label} names the error {error}, which is not in the file.", "errorRef");
                break;
            case EscalationEventDefinition { EscalationRef: { } escalation }
                when _definitions.Escalations.All(e => e.Id != escalation):
                Missing(node.Id, $"{node.Label} names the escalation {escalation}, which is not in the file.",
                    "escalationRef");
                break;
            case CompensateEventDefinition { ActivityRef: { } activity } when !Exists(activity):
                Missing(node.Id, $"{node.Label} compensates {activity}, which is not in the file.", "activityRef");
                break;
        }
    }

    private void Resources(ActivityNode activity)
    {
        foreach (var role in activity.Resources.Select(role => role.ResourceRef).OfType<string>())
        {
            if (_definitions.Resources.All(resource => resource.Id != role && resource.Name != role))
            {
                Missing(activity.Id, $"{activity.Label} names the role {role}. Declare it as a resource of the file.",
                    "resourceRef");
            }
        }
    }

    private void Pools(Collaboration collaboration)
    {
        foreach (var pool in collaboration.Participants)
        {
            if (pool.ProcessRef is { } process && _definitions.FindProcess(process) is null)
            {
                Missing(pool.Id, $"The pool {pool.Name ?? pool.Id} shows the process {process}, which is not in the "
                    + $"file.", "processRef");
            }
        }

        foreach (var flow in collaboration.MessageFlows)
        {
            foreach (var end in new[] { flow.SourceRef, flow.TargetRef }.Where(end => !Exists(end)))
            {
                Missing(flow.Id, $"The message flow {flow.Name ?? flow.Id} ends at {end}, which is not in the file.",
                    "messageFlow");
            }
        }
    }

    private void Message(FlowNode node, string message)
    {
        if (_definitions.Messages.All(candidate => candidate.Id != message))
            Missing(node.Id, $"{node.Label} names the message {message}, which is not in the file.", "messageRef");
    }

    private bool Exists(string id) => _elements.ContainsKey(id);

    private void Missing(string elementId, Sentence message, string field) => Add("BPMN009", elementId, message, field);

    private void Add(string code, string elementId, Sentence message, string field)
    {
        var line = _elements.TryGetValue(elementId, out var element) ? element.Place().Line : null;
        _problems.Add(Diagnostic.Error(code, message, new(ElementId: elementId, Field: field, Line: line)));
    }
}

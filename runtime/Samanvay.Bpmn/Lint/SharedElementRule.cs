using Samanvay.Bpmn.Model;
using Samanvay.Feel;

namespace Samanvay.Bpmn.Lint;

/// <summary>Messages and signals are known by their names, errors and escalations by their codes.</summary>
internal static class SharedElementRule
{
    public static IEnumerable<Diagnostic> Check(BpmnDefinitions file) =>
    [
        .. Named(file.Messages.Select(message => (message.Id, message.Name)), "message"),
        .. Named(file.Signals.Select(signal => (signal.Id, signal.Name)), "signal"),
        .. Twice(file.Messages.Select(message => (message.Id, message.Name)), "message"),
        .. Twice(file.Signals.Select(signal => (signal.Id, signal.Name)), "signal"),
        .. Twice(file.Errors.Select(error => (error.Id, error.Code ?? error.Name)), "error"),
        .. Twice(file.Escalations.Select(each => (each.Id, each.Code ?? each.Name)), "escalation"),
        .. Blank(file), .. Unused(file),
        .. file.Processes.Any(process => process.IsExecutable) || file.Processes.IsEmpty ? [] : NotExecutable(file),
    ];

    private static IEnumerable<Diagnostic> Named(IEnumerable<(string Id, string? Name)> elements, Sentence kind) =>
        from element in elements
        where string.IsNullOrWhiteSpace(element.Name)
        select Diagnostic.Error("BPMN138",
            $"The {kind} {element.Id} has no name, so nothing can wait for it. Name it.",
            Location.Element(element.Id, "name"));

    // These are known by their codes; the name is for people.
    private static IEnumerable<Diagnostic> Blank(BpmnDefinitions file) =>
        from element in file.Errors.Select(error => (error.Id, error.Name, error.Code))
            .Concat(file.Escalations.Select(escalation => (escalation.Id, escalation.Name, escalation.Code)))
        where string.IsNullOrWhiteSpace(element.Name) && string.IsNullOrWhiteSpace(element.Code)
        select Diagnostic.Warning("BPMN138", $"{element.Id} has neither a name nor a code. Name it.",
            Location.Element(element.Id, "name"));

    private static IEnumerable<Diagnostic> Twice(IEnumerable<(string Id, string? Name)> elements, Sentence kind) =>
        from same in elements.Where(element => !string.IsNullOrWhiteSpace(element.Name))
            .GroupBy(element => element.Name)
        where same.Count() > 1
        from each in same
        select Diagnostic.Warning("BPMN139",
            $"There are two {kind}s {same.Key}; they are one and the same to the procedure. Keep one.",
            Location.Element(each.Id));

    private static IEnumerable<Diagnostic> Unused(BpmnDefinitions file)
    {
        var used = References(file).OfType<string>().ToHashSet(StringComparer.Ordinal);
        return from element in file.Messages.Select(message => (message.Id, message.Name))
                   .Concat(file.Signals.Select(signal => (signal.Id, signal.Name)))
                   .Concat(file.Errors.Select(error => (error.Id, error.Name)))
                   .Concat(file.Escalations.Select(escalation => (escalation.Id, escalation.Name)))
               where !used.Contains(element.Id)
               select Diagnostic.Warning("BPMN149", $"Nothing uses {element.Name ?? element.Id}. Remove it.",
                   Location.Element(element.Id));
    }

    private static IEnumerable<string?> References(BpmnDefinitions file)
    {
        var nodes = file.Processes.SelectMany(process => process.Body.AllNodes()).Concat(file.GlobalTasks).ToList();
        var thrown = nodes.OfType<ActivityNode>().Select(node => node.Loop).OfType<MultiInstanceLoop>()
            .SelectMany(loop => loop.ComplexBehaviors.Select(each => each.Event)
                .Append(loop.NoneEvent).Append(loop.OneEvent)).OfType<EventDefinition>();
        return
        [
            .. nodes.OfType<EventNode>().SelectMany(node => node.Definitions).Concat(thrown).Select(Reference),
            .. nodes.Select(node => (node as SendTask)?.MessageRef ?? (node as ReceiveTask)?.MessageRef),
            .. file.Collaborations.SelectMany(each => each.MessageFlows).Select(flow => flow.MessageRef),
            .. file.Interfaces.SelectMany(each => each.Operations).SelectMany(operation =>
                operation.ErrorRefs.Add(operation.InMessageRef ?? "").Add(operation.OutMessageRef ?? "")),
        ];
    }

    private static string? Reference(EventDefinition definition) => definition switch
    {
        MessageEventDefinition message => message.MessageRef,
        SignalEventDefinition signal => signal.SignalRef,
        ErrorEventDefinition error => error.ErrorRef,
        EscalationEventDefinition escalation => escalation.EscalationRef,
        _ => null,
    };

    private static IEnumerable<Diagnostic> NotExecutable(BpmnDefinitions file) =>
        file.Processes.Select(process => LintScope.Hint("BPMN100", process,
            $"{process.Label} is a drawing only. Mark it as executable when it is ready to run.", "isExecutable"));
}

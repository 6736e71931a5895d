using System.Collections.Immutable;
using Samanvay.Bpmn.Model;
using Samanvay.Feel;

namespace Samanvay.Bpmn.Lint;

/// <summary>One process or sub-process as a rule sees it.</summary>
/// <param name="Container">The process or sub-process itself.</param>
internal sealed record LintScope(BpmnDefinitions Definitions, ProcessDefinition Process, BpmnElement Container,
    FlowScope Body)
{
    public static ImmutableArray<LintScope> All(BpmnDefinitions definitions) =>
        [.. definitions.Processes.SelectMany(process => All(definitions, process))];

    private static IEnumerable<LintScope> All(BpmnDefinitions definitions, ProcessDefinition process) =>
        process.Body.AllNodes().OfType<SubProcess>().Select(sub => new LintScope(definitions, process, sub, sub.Body))
            .Prepend(new(definitions, process, process, process.Body));

    public bool IsEventSubProcess => Container is EventSubProcess;

    public IEnumerable<T> Nodes<T>() where T : FlowNode => Body.Nodes.OfType<T>();

    public static Diagnostic Error(string code, BpmnElement element, Sentence message, string? field = null) =>
        Diagnostic.Error(code, message, Location.Element(element.Id, field));

    public static Diagnostic Warning(string code, BpmnElement element, Sentence message, string? field = null) =>
        Diagnostic.Warning(code, message, Location.Element(element.Id, field));

    public static Diagnostic Hint(string code, BpmnElement element, Sentence message, string? field = null) =>
        new(code, Severity.Hint, message, Location.Element(element.Id, field));
}

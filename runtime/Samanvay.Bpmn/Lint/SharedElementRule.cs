using Samanvay.Bpmn.Model;
using Samanvay.Feel;

namespace Samanvay.Bpmn.Lint;

/// <summary>Messages and signals are known by their names, errors and escalations by their codes.</summary>
internal static class SharedElementRule
{
    public static IEnumerable<Diagnostic> Check(BpmnDefinitions file) =>
    [
        .. Names(file.Messages.Select(message => (message.Id, message.Name)), "message"),
        .. Names(file.Signals.Select(signal => (signal.Id, signal.Name)), "signal"),
        .. Twice(file.Errors.Select(error => (error.Id, error.Code)), "error"),
        .. Twice(file.Escalations.Select(escalation => (escalation.Id, escalation.Code)), "escalation"),
        .. file.Processes.Any(process => process.IsExecutable) || file.Processes.IsEmpty ? [] : NotExecutable(file),
    ];

    private static IEnumerable<Diagnostic> Names(IEnumerable<(string Id, string? Name)> elements, Sentence kind)
    {
        var all = elements.ToList();
        foreach (var (id, _) in all.Where(element => string.IsNullOrWhiteSpace(element.Name)))
        {
            yield return Diagnostic.Error("BPMN138",
                $"The {kind} {id} has no name, so nothing can wait for it. Name it.",
                Location.Element(id, "name"));
        }

        foreach (var problem in Twice(all, kind)) yield return problem;
    }

    private static IEnumerable<Diagnostic> Twice(IEnumerable<(string Id, string? Name)> elements, Sentence kind) =>
        from same in elements.Where(element => !string.IsNullOrWhiteSpace(element.Name))
            .GroupBy(element => element.Name)
        from second in same.Skip(1)
        select Diagnostic.Warning("BPMN139",
            $"There are two {kind}s {same.Key}; they are one and the same to the procedure. Keep one.",
            Location.Element(second.Id));

    private static IEnumerable<Diagnostic> NotExecutable(BpmnDefinitions file) =>
        file.Processes.Select(process => LintScope.Hint("BPMN100", process,
            $"{process.Label} is a drawing only. Mark it as executable when it is ready to run.", "isExecutable"));
}

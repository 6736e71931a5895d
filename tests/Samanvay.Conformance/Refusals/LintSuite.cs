using Samanvay.Bpmn.Lint;
using Samanvay.Feel;

namespace Samanvay.Conformance.Refusals;

/// <summary>Cases that another linter publishes: the same elements must be reported by the rule of the same
/// meaning.</summary>
internal static class LintSuite
{
    // Not here: rules about the diagram, which a canonical layout answers, and about names.
    private static readonly Dictionary<string, string[]> Codes = new()
    {
        ["ad-hoc-sub-process"] = ["BPMN136"], ["conditional-event"] = ["BPMN154"], ["conditional-flows"] = ["BPMN110"],
        ["end-event-required"] = ["BPMN102"], ["event-based-gateway"] = ["BPMN115"],
        ["event-sub-process-typed-start-event"] = ["BPMN120"], ["fake-join"] = ["BPMN105"],
        ["global"] = ["BPMN138", "BPMN139", "BPMN149"], ["link-event"] = ["BPMN122"], ["no-disconnected"] = ["BPMN103"],
        ["no-duplicate-sequence-flows"] = ["BPMN107"], ["no-gateway-join-fork"] = ["BPMN113"],
        ["no-implicit-end"] = ["BPMN145"], ["no-implicit-split"] = ["BPMN106"], ["no-implicit-start"] = ["BPMN103"],
        ["single-blank-start-event"] = ["BPMN124"], ["single-event-definition"] = ["BPMN148"],
        ["start-event-required"] = ["BPMN101"], ["sub-process-blank-start-event"] = ["BPMN120"],
        ["superfluous-termination"] = ["BPMN147"],
    };

    public static IEnumerable<Outcome> Run(string folder) =>
        from entry in SuiteFile.Json(folder, "index.json").EnumerateArray()
        let rule = SuiteFile.Text(entry, "rule")
        where rule is not ("no-bpmndi" or "standard-size" or "no-overlapping-elements" or "label-required")
        let file = SuiteFile.Text(entry, "file")
        let expected = entry.GetProperty("reportedIds").EnumerateArray().Select(id => id.GetString()!)
        select new Outcome("another linter's cases", file,
            Codes.TryGetValue(rule, out var codes) ? Compare(Path.Combine(folder, file), codes, [.. expected])
                : $"there is no rule for {rule}");

    private static string? Compare(string file, string[] codes, string[] expected)
    {
        if (SuiteFile.Read(file).Value is not { } model) return "can not be read";
        var found = BpmnLint.Check(model)
            .Where(problem => problem.Severity != Severity.Hint && codes.Contains(problem.Code))
            .Select(problem => problem.Location.ElementId ?? "").Distinct().Order(StringComparer.Ordinal).ToList();
        var wanted = expected.Distinct().Order(StringComparer.Ordinal).ToList();
        return found.SequenceEqual(wanted)
            ? null : $"should report {string.Join(' ', wanted)}, reports {string.Join(' ', found)}";
    }
}

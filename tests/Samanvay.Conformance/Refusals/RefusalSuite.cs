using Samanvay.Bpmn.Validation;
using Samanvay.Feel;

namespace Samanvay.Conformance.Refusals;

/// <summary>Models that must be refused or reported, and good ones that must not be.</summary>
/// <remarks>What the publishers call a vendor's own rule is left out.</remarks>
internal static class RefusalSuite
{
    // What the suite holds for an error and we do not, or only where a procedure is published:
    private static readonly Dictionary<string, string> LeftOpen = new()
    {
        ["EXT012"] = "an expression that is not marked as formal is read as FEEL; many tools leave the mark out",
        ["EXT053"] = "a script that does not name its language is read as FEEL",
        ["EXT067"] = "what is repeated may be open in a drawing; publishing asks for it",
        ["EXT123"] = "a condition that is not marked as formal is read as FEEL",
        ["EXT127"] = "the message may be open in a drawing; publishing asks for it",
        ["EXT128"] = "a message is sent and received by its name; no operation is needed for that",
        ["EXT132"] = "a word is an expression, whose value must be a date when it runs",
        ["EXT133"] = "a word is an expression, whose value must be a cycle when it runs",
        ["EXT134"] = "a word is an expression, whose value must be a duration when it runs",
    };

    public static IEnumerable<Outcome> Run(string folder) =>
    [
        .. Constraints(Path.Combine(folder, "betsy-constraints")), .. Engine(Path.Combine(folder, "camunda7")),
        .. LintSuite.Run(Path.Combine(folder, "bpmnlint")),
        .. Good(Path.GetDirectoryName(Path.GetFullPath(folder))!),
    ];

    /// <summary>The errors for which a file is refused, whatever it is to be used for.</summary>
    public static IEnumerable<Diagnostic> Refusals(string file)
    {
        var read = SuiteFile.Read(file);
        return read.Problems.Concat(read.Value is { } model ? BpmnStandard.Check(model) : [])
            .Where(problem => problem.Severity == Severity.Error);
    }

    private static IEnumerable<Outcome> Constraints(string folder) =>
        from entry in SuiteFile.Json(folder, "index.json").EnumerateArray()
        let outcome = Refused("constraints of the standard", folder, SuiteFile.Text(entry, "file"))
        let reason = LeftOpen.GetValueOrDefault(SuiteFile.Text(entry, "constraint"))
        select outcome.Problem is null || reason is null
            ? outcome : outcome with { Problem = $"{outcome.Problem}: {reason}" };

    private static IEnumerable<Outcome> Engine(string folder) =>
        from entry in SuiteFile.Json(folder, "index.json").EnumerateArray()
        where !entry.GetProperty("vendorSpecific").GetBoolean()
        select Refused("another engine's refusals", folder, SuiteFile.Text(entry, "file"));

    private static Outcome Refused(string part, string folder, string file) =>
        new(part, file, Refusals(Path.Combine(folder, file)).Any() ? null : "is not refused");

    private static IEnumerable<Outcome> Good(string suites) =>
        from suite in (string[])["bpmn-betsy", "bpmn-camunda7", "bpmn-miwg", "bpmn-soundness"]
        let path = Path.Combine(suites, suite)
        where Directory.Exists(path)
        from file in Directory.GetFiles(path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
        where Path.GetExtension(file) is ".bpmn" or ".xml"
        let problems = Refusals(file).Select(problem => $"{problem.Code} {problem.Message}").ToList()
        let clause = AgainstTheText.Clause(file)
        select new Outcome(
            clause is null ? "good models" : "models that run elsewhere against the text of the standard",
            Path.GetRelativePath(suites, file),
            problems.Count == 0 || clause is not null ? null : $"is refused: {string.Join(' ', problems)}")
        {
            Note = problems.Count > 0 ? clause : null,
        };
}

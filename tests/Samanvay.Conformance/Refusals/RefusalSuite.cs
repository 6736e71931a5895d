using System.Collections.Frozen;
using Samanvay.Bpmn.Model;
using Samanvay.Bpmn.Validation;
using Samanvay.Conformance.Betsy;
using Samanvay.Conformance.Camunda;
using Samanvay.Engine.Compilation;
using Samanvay.Feel;
using Samanvay.Feel.Values;

namespace Samanvay.Conformance.Refusals;

/// <summary>Models that must be refused or reported, and good ones that must not be.</summary>
/// <remarks>What the publishers call a vendor's own rule is left out.</remarks>
internal static class RefusalSuite
{
    // What the publishers hold for an error and we do not, by the constraint's number.
    private static readonly FrozenDictionary<string, string> LeftOpen = Reasons.Of("left-open");

    private static readonly FrozenDictionary<string, string> AgainstTheText = Reasons.Of("against-the-text");

    public static IEnumerable<Outcome> Run(string folder) =>
    [
        .. Constraints(Path.Combine(folder, "betsy-constraints")), .. Engine(Path.Combine(folder, "camunda7")),
        .. LintSuite.Run(Path.Combine(folder, "bpmnlint")),
        .. Good(Path.GetDirectoryName(Path.GetFullPath(folder))!),
    ];

    // What the standard forbids, whatever the file is used for.
    private static IEnumerable<Diagnostic> AsDrawing(Parsed<BpmnDefinitions> read) =>
        read.Problems.Concat(read.Value is { } model ? BpmnStandard.Check(model) : []).Where(IsError);

    // And in the processes that are to run, what the engine refuses. The suites' own expressions and script words are
    // said in ours before.
    private static IEnumerable<Diagnostic> AsProcedure(
        Parsed<BpmnDefinitions> read, Func<BpmnDefinitions, BpmnDefinitions> translate)
    {
        if (read.Value is not { } model || read.HasErrors) return read.Problems;
        var translated = translate(model);
        return AsDrawing(read).Concat(translated.Processes.Where(process => process.IsExecutable)
            .SelectMany(process => ProcessCompiler.Compile(translated, new() { ProcessId = process.Id }).Problems)
            .Where(IsError));
    }

    private static bool IsError(Diagnostic problem) => problem.Severity == Severity.Error;

    private static IEnumerable<Outcome> Constraints(string folder) =>
        from entry in SuiteFile.Json(folder, "index.json").EnumerateArray()
        select Refused("constraints of the standard", folder, SuiteFile.Text(entry, "file")) with
        {
            Reason = LeftOpen.GetValueOrDefault(SuiteFile.Text(entry, "constraint")),
        };

    private static IEnumerable<Outcome> Engine(string folder) =>
        from entry in SuiteFile.Json(folder, "index.json").EnumerateArray()
        where !entry.GetProperty("vendorSpecific").GetBoolean()
        select Refused("another engine's refusals", folder, SuiteFile.Text(entry, "file"));

    private static Outcome Refused(string part, string folder, string file) =>
        new(part, file,
            AsProcedure(SuiteFile.Read(folder, file), model => model).Any() ? null : "is not refused");

    private static IEnumerable<Outcome> Good(string suites) =>
        from suite in (string[])["bpmn-betsy", "bpmn-camunda7", "bpmn-miwg", "bpmn-soundness"]
        let path = Path.Combine(suites, suite)
        where Directory.Exists(path)
        from file in Directory.GetFiles(path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
        where Path.GetExtension(file) is ".bpmn" or ".xml"
        let problems = Problems(suite, file).Select(problem => $"{problem.Code} {problem.Message}").ToList()
        let clause = AgainstTheText.GetValueOrDefault(Path.GetFileName(file))
        select new Outcome(
            clause is null ? "good models" : "models that run elsewhere against the text of the standard",
            Path.GetRelativePath(suites, file),
            problems.Count == 0 || clause is not null ? null : $"is refused: {string.Join(' ', problems)}")
        {
            Note = problems.Count > 0 ? clause : null,
        };

    // The first two suites run their models. The others exchange drawings, or look at the flow alone: who does a step
    // or what its messages are called is often left open in them, though they are marked as executable.
    private static IEnumerable<Diagnostic> Problems(string suite, string file) => suite switch
    {
        "bpmn-betsy" => AsProcedure(SuiteFile.Read(file), BetsyModel.Translate),
        "bpmn-camunda7" => AsProcedure(
            SuiteFile.Read(file), _ => CamundaFile.Read(File.ReadAllText(file), FeelContext.Empty)),
        _ => AsDrawing(SuiteFile.Read(file)),
    };
}

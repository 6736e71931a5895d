using System.Collections.Immutable;
using Samanvay.Adapters.Measures;
using Samanvay.Bpmn.Lint;
using Samanvay.Bpmn.Model;
using Samanvay.Bpmn.Xml;
using Samanvay.Dmn;
using Samanvay.Engine;
using Samanvay.Engine.Compilation;
using Samanvay.Engine.Incidents;
using Samanvay.Engine.Situations;
using Samanvay.Engine.Situations.Alerts;
using Samanvay.Feel;
using Samanvay.Feel.Values;
using Samanvay.Runtime.Procedures.Forms;

namespace Samanvay.Runtime.Procedures.Building;

/// <summary>Reads, checks and compiles a procedure's files. The Designer, publishing and playbooks all ask
/// here.</summary>
public static class ProcedureBuilder
{
    public static BuiltProcedure Build(
        ProcedureFiles files, ParameterValues parameters, ProcedureVersionId version, Limits? limits = null)
    {
        if (files.DiagramPath is not { } path) return new([NoDiagram]);
        var problems = new BuildProblems();
        var definitions = problems.Take(path, BpmnReader.Read(files.Texts[path]));
        if (definitions is null) return new(problems.All);
        problems.Add(path, BpmnLint.Check(definitions));
        var declared = definitions.Processes.SelectMany(process => process.Sop.Parameters).ToImmutableArray();
        problems.Add(path, parameters.Check(declared).Select(problem =>
            Diagnostic.Error("PARAM001", problem.Said, Location.Element(problem.Field))));
        var values = parameters.Over(declared);
        var decisions = DecisionLibrary.Read(files, problems);
        var built = new BuiltProcedure([])
        {
            Definitions = definitions,
            Forms = Forms(files, problems),
            Situations = Situations(files, values, decisions, problems),
            Alerts = Alerts(files, values, problems),
            Texts = Texts(files, problems),
        };
        built = built with { BrokenRules = BrokenRules(files, built) };
        References.Check(path, built, problems);
        var options = new CompilationOptions
        {
            Version = version.Value,
            Decisions = decisions,
            Limits = limits ?? Limits.Default,
        };
        return built with { Procedure = Compile(path, definitions, options, values, problems),
            Problems = problems.All };
    }

    /// <summary>What a city can set; nothing where the diagram can not be read.</summary>
    public static ImmutableArray<SopParameter> ParametersOf(ProcedureFiles files) =>
        files.Diagram is { } diagram && BpmnReader.Read(diagram).Value is { } definitions
            ? [.. definitions.Processes.SelectMany(process => process.Sop.Parameters)]
            : [];

    private static Procedure? Compile(
        string path, BpmnDefinitions definitions, CompilationOptions options, FeelContext values,
            BuildProblems problems)
    {
        var process = problems.Take(path, ProcessCompiler.Compile(definitions, options));
        return process is null ? null : problems.Take(path, ProcedurePlanner.Plan(process, values));
    }

    private static ImmutableSortedDictionary<string, Form> Forms(ProcedureFiles files, BuildProblems problems)
    {
        var forms = ImmutableSortedDictionary.CreateBuilder<string, Form>(StringComparer.Ordinal);
        foreach (var (name, path, text) in files.In(ProcedureFiles.Forms))
            if (problems.Take(path, FormReader.Read(path, text)) is { } form) forms[name] = form;
        return forms.ToImmutable();
    }

    private static ImmutableSortedDictionary<string, SituationRule> Situations(
        ProcedureFiles files, FeelContext values, IReadOnlyList<DecisionModel> decisions, BuildProblems problems)
    {
        var rules = ImmutableSortedDictionary.CreateBuilder<string, SituationRule>(StringComparer.Ordinal);
        foreach (var (_, path, text) in files.In(ProcedureFiles.Situations))
        {
            if (SituationReader.IsAboutAlerts(text)) continue;
            if (problems.Take(path, SituationReader.Read(text, path)) is not { } draft) continue;
            problems.Add(path, UnitProblems(draft, path));
            if (problems.Take(path, draft.Bind(values, decisions, path)) is { } rule) rules[rule.Id] = rule;
        }

        return rules.ToImmutable();
    }

    private static ImmutableHashSet<string> BrokenRules(ProcedureFiles files, BuiltProcedure built) =>
    [
        .. files.In(ProcedureFiles.Situations).Select(file => SituationReader.IdOf(file.Text) ?? "")
            .Where(id => built.LevelsOf(id) is null),
    ];

    // A reading in the very same unit fits all the same, so that it need not be an error.
    private static IEnumerable<Diagnostic> UnitProblems(SituationDraft draft, string path) =>
        draft.Inputs.Select(input => (Field: $"inputs.{input.Name}.unit", input.Unit))
            .Prepend((Field: "unit", draft.Unit))
            .Where(used => !Units.IsKnown(used.Unit))
            .Select(used => Diagnostic.Warning(
                "SIT004", $"{used.Field}: {used.Unit} is no unit that is known here, so that nothing can be converted "
                    + "to it. Give its UCUM code, such as m or mm/h.",
                new Location(path, draft.Id, used.Field)));

    private static ImmutableSortedDictionary<string, AlertRule> Alerts(
        ProcedureFiles files, FeelContext values, BuildProblems problems)
    {
        var rules = ImmutableSortedDictionary.CreateBuilder<string, AlertRule>(StringComparer.Ordinal);
        foreach (var (_, path, text) in files.In(ProcedureFiles.Situations))
        {
            if (!SituationReader.IsAboutAlerts(text)) continue;
            if (problems.Take(path, SituationReader.ReadAlert(text, path)) is not { } draft) continue;
            if (problems.Take(path, draft.Bind(values, path)) is { } rule) rules[rule.Id] = rule;
        }

        return rules.ToImmutable();
    }

    private static ImmutableSortedDictionary<string, ProcedureTexts> Texts(ProcedureFiles files, BuildProblems problems)
    {
        var languages = ImmutableSortedDictionary.CreateBuilder<string, ProcedureTexts>(StringComparer.Ordinal);
        foreach (var (_, path, text) in files.In(ProcedureFiles.Languages))
            if (problems.Take(path, ProcedureTexts.Read(path, text)) is { } texts) languages[texts.Language] = texts;
        return languages.ToImmutable();
    }

    private static Diagnostic NoDiagram =>
        Diagnostic.Error("PROC001", "The procedure has no diagram yet. Draw one, or bring one in as a BPMN file.");
}

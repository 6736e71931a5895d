using System.Collections.Immutable;
using System.Net;
using NodaTime;
using Samanvay.Dmn;
using Samanvay.Feel;
using Samanvay.Feel.Values;
using Shouldly;

namespace Samanvay.Tests.Dmn;

/// <summary>Writes small decision models and asks them.</summary>
internal static class Model
{
    public const string Namespace = "https://www.omg.org/spec/DMN/20230324/MODEL/";

    public static string Definitions(params string[] parts) =>
        $"""<definitions xmlns="{Namespace}" name="m" namespace="urn:m">{string.Concat(parts)}</definitions>""";

    public static string Input(string name, string type = "Any") =>
        $"""<inputData id="i-{Id(name)}" name="{name}"><variable name="{name}" typeRef="{type}"/></inputData>""";

    public static string Decision(string name, string logic, string requires = "", string type = "Any") =>
        $"""<decision id="d-{Id(name)}" name="{name}"><variable name="{name}" typeRef="{type}"/>"""
        + $"{requires}{logic}</decision>";

    public static string NeedsInput(params string[] names) => string.Concat(names.Select(name =>
        $"""<informationRequirement><requiredInput href="#i-{Id(name)}"/></informationRequirement>"""));

    public static string NeedsDecision(params string[] names) => string.Concat(names.Select(name =>
        $"""<informationRequirement><requiredDecision href="#d-{Id(name)}"/></informationRequirement>"""));

    public static string Literal(string text) =>
        $"<literalExpression><text>{WebUtility.HtmlEncode(text)}</text></literalExpression>";

    /// <summary>A table over one input; each rule is "test | output | output".</summary>
    public static string Table(string policy, string input, string outputs, params string[] rules) =>
        $"""<decisionTable id="t" {policy}>"""
        + $"<input><inputExpression><text>{input}</text></inputExpression></input>{outputs}"
        + string.Concat(rules.Select(Rule)) + "</decisionTable>";

    public static DecisionModel Compiled(params string[] parts)
    {
        var read = DecisionCompiler.Compile(Definitions(parts));
        read.Problems.ShouldBeEmpty();
        return read.Value.ShouldNotBeNull();
    }

    public static ImmutableArray<Diagnostic> Problems(params string[] parts) =>
        DecisionCompiler.Compile(Definitions(parts)).Problems;

    public static DecisionResult Ask(
        DecisionModel model, string decision, params (string Name, FeelValue Value)[] inputs) =>
        DecisionEvaluator.Evaluate(
            model, decision,
            new FeelScope(FeelContext.Of(inputs), Instant.FromUtc(2026, 7, 1, 4, 30), DateTimeZone.Utc));

    /// <summary>The answer of the only decision "d" over the only input "x".</summary>
    public static DecisionResult AskTable(string table, FeelValue x) =>
        Ask(Compiled(Input("x"), Decision("d", table, NeedsInput("x"))), "d", ("x", x));

    private static string Rule(string rule)
    {
        var cells = rule.Split(" | ").Select(cell => $"<text>{WebUtility.HtmlEncode(cell)}</text>").ToArray();
        var outputs = cells[1..].Select(cell => $"<outputEntry>{cell}</outputEntry>");
        return $"<rule><inputEntry>{cells[0]}</inputEntry>{string.Concat(outputs)}</rule>";
    }

    private static string Id(string name) => name.Replace(' ', '-');
}

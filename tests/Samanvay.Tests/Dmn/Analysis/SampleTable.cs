using System.Collections.Immutable;
using System.Net;
using Samanvay.Dmn;
using Samanvay.Dmn.Analysis;
using Samanvay.Feel.Values;
using Shouldly;

namespace Samanvay.Tests.Dmn.Analysis;

/// <summary>A small table over inputs of its own; a rule is "cell | cell | result".</summary>
internal sealed record SampleTable(ImmutableArray<(string Name, string Type)> Inputs, ImmutableArray<string> Rules)
{
    public string Policy { get; init; } = "UNIQUE";

    /// <summary>What stands inside the output, such as its priorities.</summary>
    public string Output { get; init; } = "";

    /// <summary>Item definitions, for inputs with types of the author's own.</summary>
    public string Types { get; init; } = "";

    /// <summary>What the columns ask, where it is not the inputs themselves.</summary>
    public ImmutableArray<string> Asked { get; init; } = [];

    public static SampleTable Over(params (string Name, string Type)[] inputs) => new([.. inputs], []);

    public SampleTable With(params string[] rules) => this with { Rules = [.. Rules, .. rules] };

    public TableReport Report() => TableAnalysis.Of(Model()).Single();

    public DecisionResult Ask(params FeelValue[] values) => Dmn.Model.Ask(
        Model(), "d", [.. Inputs.Zip(values, (input, value) => (input.Name, value))]);

    /// <summary>The numbers of the rules that match, whatever the hit policy makes of them.</summary>
    public int[] Matches(params FeelValue[] values) =>
        [.. (this with { Policy = "COLLECT" }).Ask(values).MatchedRules.Select(rule => rule.Number)];

    public DecisionModel Model()
    {
        var read = DecisionCompiler.Compile(Dmn.Model.Definitions(
        [
            Types,
            .. Inputs.Select(input => Dmn.Model.Input(input.Name, input.Type)),
            Dmn.Model.Decision("d", Table(), Dmn.Model.NeedsInput([.. Inputs.Select(input => input.Name)])),
        ]));
        return read.Value.ShouldNotBeNull();
    }

    private string Table()
    {
        var asked = Asked.IsEmpty ? [.. Inputs.Select(input => input.Name)] : Asked;
        var columns = asked.Select(text =>
            $"<input><inputExpression><text>{WebUtility.HtmlEncode(text)}</text></inputExpression></input>");
        return $"""<decisionTable id="t" hitPolicy="{Policy}">{string.Concat(columns)}<output>{Output}</output>"""
            + string.Concat(Rules.Select(rule => Row(rule, asked.Length))) + "</decisionTable>";
    }

    private static string Row(string rule, int inputs)
    {
        var cells = rule.Split(" | ").Select((cell, index) => (
            Name: index < inputs ? "inputEntry" : "outputEntry", Text: WebUtility.HtmlEncode(cell)));
        var entries = cells.Select(cell => $"<{cell.Name}><text>{cell.Text}</text></{cell.Name}>");
        return $"<rule>{string.Concat(entries)}</rule>";
    }
}

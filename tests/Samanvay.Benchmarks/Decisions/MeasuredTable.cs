using System.Collections.Immutable;
using System.Globalization;
using Samanvay.Dmn;
using Samanvay.Dmn.Model;
using Samanvay.Feel;
using Samanvay.Feel.Values;

namespace Samanvay.Benchmarks.Decisions;

/// <summary>The table that both are asked: 20 rules over a number, a number, a text and a truth, every one of them
/// looked at, exactly one of which matches.</summary>
internal static class MeasuredTable
{
    public const string Decision = "Alarm";

    private const int CaseCount = 100;

    public static readonly ImmutableArray<string> Inputs = ["level", "rain", "zone", "night"];

    private static readonly string[] Levels = ["< 5", "[5..7)", "[7..9)", "[9..11)", ">= 11"];

    private static readonly string[] Zones = ["low-lying", "riverside", "town"];

    /// <summary>The input cells.</summary>
    public static readonly ImmutableArray<ImmutableArray<string>> Rules =
    [
        .. Levels.SelectMany(level => (ImmutableArray<string>[])
        [
            [level, "< 20", "-", "-"],
            [level, "[20..60)", "not(\"low-lying\")", "-"],
            [level, ">= 20", "\"low-lying\"", "true, false"],
            [level, ">= 60", "\"riverside\", \"town\"", "-"],
        ]),
    ];

    /// <summary>The same cases in every run.</summary>
    public static readonly ImmutableArray<FeelContext> Cases =
    [
        .. Enumerable.Range(0, CaseCount).Select(number => FeelContext.Of(
            (Inputs[0], FeelValue.Of(number * 37 % 130 / 10m)), (Inputs[1], FeelValue.Of(number * 53 % 101L)),
            (Inputs[2], FeelValue.Of(Zones[number % 3])), (Inputs[3], FeelValue.Of(number % 2 == 0)))),
    ];

    public static DecisionModel Compiled()
    {
        var table = new DecisionTable("table", null, HitPolicy.Unique, Aggregation.None)
        {
            Inputs = [.. Inputs.Select(name => new InputClause(name, null, name, null, null))],
            Outputs = [new OutputClause("rule", null, null, null, null, null)],
            Rules =
            [
                .. Rules.Select((cells, index) => new Rule(
                    $"rule{index}", cells, [(index + 1).ToString(CultureInfo.InvariantCulture)], [])),
            ],
        };
        var model = DecisionCompiler.Compile(new Definitions("alarms", "urn:samanvay:benchmark")
        {
            Inputs = [.. Inputs.Select(name => new InputData($"in_{name}", name, null))],
            Decisions = [new Decision("alarm", Decision, null, table, [.. Inputs.Select(name => $"#in_{name}")])],
        });
        return model.HasErrors
            ? throw new InvalidOperationException(string.Join(' ', model.Problems.Select(problem => problem.Message)))
            : model.Value!;
    }

    /// <summary>As an engine does that reads each cell whenever it is asked.</summary>
    public static long MatchReadAgain(FeelContext inputs, FeelScope scope)
    {
        var matched = 0L;
        for (var rule = 0; rule < Rules.Length; rule++)
            if (IsMatch(Rules[rule], inputs, scope)) matched = rule + 1;
        return matched;
    }

    private static bool IsMatch(ImmutableArray<string> cells, FeelContext inputs, FeelScope scope)
    {
        for (var column = 0; column < cells.Length; column++)
        {
            var test = FeelCompiler.UnaryTests(cells[column]).Value!;
            if (!test.Test(inputs[Inputs[column]], scope).Passed) return false;
        }

        return true;
    }
}

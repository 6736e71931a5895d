using System.Collections.Immutable;
using NodaTime;
using Samanvay.Dmn.Evaluation;
using Samanvay.Dmn.Model;
using Samanvay.Feel;
using Samanvay.Feel.Values;

namespace Samanvay.Dmn.Testing;

/// <summary>Runs the test rows that stand in a model, with the evaluator that decides in earnest.</summary>
public static class TestRowRunner
{
    /// <param name="now">The moment for rows that name none.</param>
    public static ImmutableArray<TestRowResult> Run(DecisionModel model, Instant now, DateTimeZone zone)
    {
        var scope = new FeelScope(FeelContext.Empty, now, zone);
        return
        [
            .. from element in model.Definitions.Decisions.Concat<DrgElement>(model.Definitions.KnowledgeModels)
               from row in element.TestRows
               select Run(element.Id, model.ById[element.Id], row, scope),
        ];
    }

    private static TestRowResult Run(string elementId, CompiledElement element, TestRow row, FeelScope scope)
    {
        var reading = new RowReading(elementId, row);
        var expected = row.IsOpen ? null : reading.Value(row.Expected, "expected", scope);
        var given = row.Given.Select(input => KeyValuePair.Create(
            input.Name, reading.Value(input.Text, $"given.{input.Name}", scope) ?? FeelValue.Null)).ToImmutableArray();
        foreach (var input in row.Given.Where(input => !Uses(element, input.Name))) reading.Unused(input);
        var moment = reading.Moment(scope.Now);
        if (!reading.Problems.IsEmpty) return new(elementId, row, reading.Problems);
        var result = DecisionEvaluator.EvaluateGiven(
            element, scope with { Variables = FeelContext.Of(given), Now = moment });
        if (expected is null) reading.Open(result);
        else if (!IsAsExpected(expected, result)) reading.Failed(expected, result);
        return new(elementId, row, reading.Problems) { Expected = expected, Result = result };
    }

    private static bool IsAsExpected(FeelValue expected, DecisionResult result) =>
        result.LimitPassed is null && FeelComparison.Equal(expected, result.Value) == true;

    // What a row gives must have a use, or it tests something else than its author thinks.
    private static bool Uses(CompiledElement element, string name) =>
        element is CompiledLogic { Parameters: var parameters } && parameters.Contains(name)
        || Requires(element, name, []);

    private static bool Requires(CompiledElement element, string name, HashSet<CompiledElement> seen) =>
        element is CompiledLogic logic && seen.Add(element) && logic.Requirements
            .SelectMany(requirement => requirement.Imported.Append(requirement.Element!))
            .Any(required => required is not null && (required.Name == name || Requires(required, name, seen)));
}

using System.Collections.Immutable;
using Samanvay.Dmn.Evaluation;
using Samanvay.Feel;
using Samanvay.Feel.Evaluation;
using Samanvay.Feel.Values;

namespace Samanvay.Dmn;

/// <summary>Asks a decision. Pure: the inputs are the variables of the scope, and the moment comes with it.</summary>
public static class DecisionEvaluator
{
    /// <param name="decisionName">The name or the id of a decision, or of a decision service, whose inputs are then
    /// the variables too.</param>
    public static DecisionResult Evaluate(DecisionModel model, string decisionName, FeelScope scope)
    {
        return Run(scope, evaluation => ValueOf(model, decisionName, evaluation, scope.Variables));
    }

    /// <summary>
    /// Asks one element of the model by its id. What the variables name is given, be it an input, a decision or the
    /// parameter of a knowledge model; a decision that is given is not asked.
    /// </summary>
    internal static DecisionResult EvaluateGiven(CompiledElement element, FeelScope scope) => Run(
        scope, evaluation => new GraphRun(evaluation, scope.Variables).ValueWithGiven(element));

    private static DecisionResult Run(FeelScope scope, Func<FeelEvaluation, FeelValue> ask)
    {
        var matched = ImmutableArray.CreateBuilder<MatchedRule>();
        var evaluation = new FeelEvaluation(scope with { Variables = FeelContext.Empty })
        {
            RuleMatched = (table, rule, number) => matched.Add(new(table, rule, number)),
        };
        try
        {
            var value = ask(evaluation);
            return new(value, matched.ToImmutable(), evaluation.Warnings);
        }
        catch (FeelLimitException limit)
        {
            var warning = new FeelWarning(WarningCodes.Limit, limit.Message);
            return new(
                FeelValue.Null, matched.ToImmutable(), evaluation.Warnings.Add(warning)) { LimitPassed = warning };
        }
    }

    private static FeelValue ValueOf(DecisionModel model, string name, FeelEvaluation evaluation, FeelContext inputs)
    {
        if (!model.Elements.TryGetValue(name, out var element))
        {
            return evaluation.Nothing(
                ProblemCodes.NoDecision, $"The model has no decision '{name}'. Check the name in the procedure.");
        }

        var run = new GraphRun(evaluation, inputs);
        return element is CompiledService service ? run.Asked(service) : run.ValueOf(element);
    }
}

/// <param name="MatchedRules">Every rule of every table that matched, in the order in which they were found: the
/// reasons.</param>
public sealed record DecisionResult(
    FeelValue Value, ImmutableArray<MatchedRule> MatchedRules, ImmutableArray<FeelWarning> Warnings)
{
    /// <summary>
    /// Set when the evaluation was given up because it asked too much; the value is then null and must not be
    /// used.
    /// </summary>
    public FeelWarning? LimitPassed { get; init; }
}

/// <param name="TableId">The id of the table, or of the decision whose logic it is.</param>
/// <param name="Number">The rule's number as the officials see it, from 1.</param>
public sealed record MatchedRule(string TableId, string RuleId, int Number);

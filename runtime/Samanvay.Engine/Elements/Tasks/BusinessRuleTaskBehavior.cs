using Samanvay.Dmn;
using Samanvay.Engine.Compilation;
using Samanvay.Engine.Flow;
using Samanvay.Feel;

namespace Samanvay.Engine.Elements.Tasks;

/// <summary>Asks a DMN decision and keeps its answer with the rules that gave it, also in the history.</summary>
internal static class BusinessRuleTaskBehavior
{
    public static void Enter(Turn turn, BusinessRuleTaskNode task, Token token)
    {
        var site = Site.Of(token);
        var scope = turn.FeelScope(site);
        var result = task.Decision.Evaluate(scope);
        var answered = new FeelResult(result.Value, result.Warnings) { LimitPassed = result.LimitPassed };
        var evaluated = turn.Take(site, $"decision '{task.Decision.Name}'", answered);
        if (evaluated.Failure is null) turn.Record(Evaluated(turn, task, token, (scope, result)));
        var failure = evaluated.Failure ?? (result.Value.IsNull ? NoAnswer(task) : null);
        if (failure is null) Departure.Leave(turn, token, Variables.Map(turn, site, task.Result, result.Value));
        else Faults.Raise(turn, token, FaultStage.Working, failure);
    }

    private static DecisionEvaluated Evaluated(
        Turn turn, BusinessRuleTaskNode task, Token token, (FeelScope Scope, DecisionResult Result) asked) =>
        new(turn.Now, token.Id, task.Id, task.Decision.Name, asked.Result.Value)
        {
            Inputs = task.Decision.InputsIn(asked.Scope.Variables),
            Reasons = [.. asked.Result.MatchedRules.Select(
                rule => new DecisionReason(rule.TableId, rule.RuleId, rule.Number))],
        };

    // A table that answers nothing has a gap or lacks an input; going on would choose in silence.
    private static Failure NoAnswer(BusinessRuleTaskNode task) => new(
        FaultKind.Decision, $"'{task.Id}': decision '{task.Decision.Name}' gives no answer for these values. "
            + "Mend the variables, or the table, and try again.");
}

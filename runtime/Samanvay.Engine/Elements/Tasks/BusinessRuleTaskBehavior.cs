using Samanvay.Engine.Compilation;
using Samanvay.Engine.Flow;

namespace Samanvay.Engine.Elements.Tasks;

/// <summary>Asks a DMN decision and keeps its answer, also in the history.</summary>
internal static class BusinessRuleTaskBehavior
{
    public static void Enter(Turn turn, BusinessRuleTaskNode task, Token token)
    {
        var site = Site.Of(token);
        var evaluated = turn.Take(site, $"decision '{task.Decision.Id}'", task.Decision.Evaluate(turn.FeelScope(token.Scope)));
        if (evaluated.Failure is { } failure)
        {
            Faults.Raise(turn, token, FaultStage.Working, failure);
            return;
        }

        var answer = evaluated.Value!;
        turn.Record(new DecisionEvaluated(turn.Now, token.Id, task.Id, task.Decision.Id, answer));
        if (answer.IsNull) Faults.Raise(turn, token, FaultStage.Working, NoAnswer(task));
        else Departure.Leave(turn, token, Variables.Map(turn, site, task.Result, answer));
    }

    // A table that answers nothing has a gap or lacks an input; going on would choose in silence.
    private static Failure NoAnswer(BusinessRuleTaskNode task) => new(
        FaultKind.Decision, $"'{task.Id}': decision '{task.Decision.Id}' gives no answer for these values. "
            + "Mend the variables, or the table, and try again.");
}

using Samanvay.Engine.Compilation;
using Samanvay.Engine.Flow;

namespace Samanvay.Engine.Elements.Tasks;

/// <summary>Evaluates a FEEL script and keeps its result.</summary>
internal static class ScriptTaskBehavior
{
    public static void Enter(Turn turn, ScriptTaskNode task, Token token)
    {
        var evaluated = turn.Evaluate(Site.Of(token), "the script", task.Script);
        if (evaluated.Failure is { } failure) Faults.Raise(turn, token, FaultStage.Working, failure);
        else Departure.Leave(turn, token, Variables.Map(turn, Site.Of(token), task.Result, evaluated.Value!));
    }
}

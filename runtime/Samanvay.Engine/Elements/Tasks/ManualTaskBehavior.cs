using Samanvay.Engine.Compilation;
using Samanvay.Engine.Flow;
using Samanvay.Feel.Values;

namespace Samanvay.Engine.Elements.Tasks;

/// <summary>BPMN 2.0.2, 13.3.3: manual and abstract tasks are never executed by a system; the token goes straight
/// on.</summary>
internal static class ManualTaskBehavior
{
    public static void Enter(Turn turn, ManualTaskNode task, Token token) =>
        Departure.Leave(turn, token, Variables.Map(turn, Site.Of(token), task.Result, FeelContext.Empty));
}

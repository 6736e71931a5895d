using Samanvay.Engine.Compilation;
using Samanvay.Engine.Flow;
using Samanvay.Feel.Values;

namespace Samanvay.Engine.Elements.Tasks;

/// <summary>Sends its message, with the task's inputs in it, and is done (BPMN 2.0.2, 13.3.3).</summary>
internal static class SendTaskBehavior
{
    public static void Enter(Turn turn, SendTaskNode task, Token token)
    {
        Messages.Throw(turn, token, task.Message.Name, token.Data ?? FeelContext.Empty);
        Departure.Leave(turn, token, Variables.Map(turn, Site.Of(token), task.Result, FeelContext.Empty));
    }
}

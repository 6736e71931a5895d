using Samanvay.Engine.Compilation;
using Samanvay.Engine.Flow;
using Samanvay.Feel.Values;

namespace Samanvay.Engine.Elements.Tasks;

/// <summary>Waits for its message (BPMN 2.0.2, 13.3.3).</summary>
internal static class ReceiveTaskBehavior
{
    public static void Enter(Turn turn, ReceiveTaskNode task, Token token) =>
        Subscriptions.Open(turn, new Arm(task, task.Message), token.Id, token.Scope);

    public static void Occur(Turn turn, ReceiveTaskNode task, Occurrence occurrence) =>
        Receive(turn, task, turn.Instance.Tokens[occurrence.Token!.Value], occurrence.Payload);

    public static void Receive(Turn turn, ReceiveTaskNode task, Token token, FeelContext? payload) =>
        Departure.Leave(turn, token, Variables.Map(turn, Site.Of(token), task.Result, payload ?? FeelContext.Empty));
}

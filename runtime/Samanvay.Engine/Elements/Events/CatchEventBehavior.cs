using Samanvay.Engine.Compilation;
using Samanvay.Engine.Flow;
using Samanvay.Feel.Values;

namespace Samanvay.Engine.Elements.Events;

/// <summary>Waits in the flow for its event; a link's target waits for nothing.</summary>
internal static class CatchEventBehavior
{
    public static void Enter(Turn turn, CatchEventNode catcher, Token token)
    {
        if (catcher.Trigger is LinkTrigger)
        {
            Departure.Leave(turn, token);
            return;
        }

        if (Arming.TryArm(turn, [new Arm(catcher, catcher.Trigger)], token.Id, token.Scope) is { } failure)
            Faults.Raise(turn, token, FaultStage.Working, failure);
    }

    public static void Occur(Turn turn, CatchEventNode catcher, Occurrence occurrence) =>
        Receive(turn, catcher, turn.Instance.Tokens[occurrence.Token!.Value], occurrence.Payload);

    public static void Receive(Turn turn, CatchEventNode catcher, Token token, FeelContext? payload)
    {
        var failure = payload is null ? null : Variables.Map(turn, Site.Of(token), catcher.Result, payload);
        Departure.Leave(turn, token, failure);
    }
}

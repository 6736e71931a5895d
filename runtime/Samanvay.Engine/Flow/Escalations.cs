using Samanvay.Engine.Compilation;
using Samanvay.Engine.Elements;
using Samanvay.Engine.Flow.Freedom;
using Samanvay.Feel.Values;

namespace Samanvay.Engine.Flow;

/// <summary>BPMN escalations: they tell somebody further out, and end nothing unless the catching event
/// interrupts.</summary>
internal static class Escalations
{
    public static Rejection? ThrowAt(Turn turn, ThrowEscalation command)
    {
        if (turn.Find(command.Token) is not { } token) return new TokenNotFound(command.Token);
        // What still waits for more tokens to come has not begun, and no event at its edge or around it waits for it.
        if (turn.Process.NodeOf(token) is not ActivityNode || token.State == TokenState.Gathering)
            return new StepNotOpen(token.Id, token.Element);
        Throw(turn, token, command.Code, FeelContext.Empty);
        return null;
    }

    // BPMN 2.0.2, 10.5.1: an escalation that nothing catches has no effect on the flow.
    public static void Throw(Turn turn, Token token, string? code, FeelContext data)
    {
        var catcher = Catching.Find(turn, token, trigger => Matches(trigger, code));
        turn.Record(new EscalationRaised(turn.Now, token.Id, token.Element, code, catcher?.Event.Id));
        if (catcher is null)
        {
            if (turn.Instance.IsCalled && !Repeating.IsAside(turn.Instance, token))
                turn.Request(new PassEscalation(code));
            return;
        }

        var payload = FeelContext.Of(("code", code is null ? FeelValue.Null : FeelValue.Of(code)));
        BehaviorTable.Occur(turn, catcher.Event, catcher.Occurrence with { Payload = payload.Merge(data) });
    }

    private static Match Matches(Trigger trigger, string? code) => trigger is not EscalationTrigger escalation
        ? Match.No
        : escalation.Code is null ? Match.CatchesAll : escalation.Code == code ? Match.Exact : Match.No;
}

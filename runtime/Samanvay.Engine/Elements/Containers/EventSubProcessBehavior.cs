using Samanvay.Engine.Compilation;
using Samanvay.Engine.Elements.Events;
using Samanvay.Engine.Flow;
using Samanvay.Feel.Values;

namespace Samanvay.Engine.Elements.Containers;

/// <summary>Handles an event inside its scope: instead of what runs there, or beside it as often as the event
/// comes.</summary>
internal static class EventSubProcessBehavior
{
    // BPMN 2.0.2, 13.5.4: a non-interrupting one keeps waiting, so several may run at once; an interrupting one ends
    // what runs in the scope and no other can start there any more.
    public static void Occur(Turn turn, EventSubProcessNode sub, Occurrence occurrence)
    {
        if (sub.IsInterrupting)
        {
            turn.Record(new ScopeInterrupted(turn.Now, occurrence.Scope, sub.Id));
            Interruption.Clear(turn, occurrence.Scope, WithdrawalReason.Interrupted, close: false);
        }

        var token = turn.Place(sub, occurrence.Scope, null);
        Begin(turn, sub, token, occurrence.Payload);
    }

    /// <summary>Begins again after a fault.</summary>
    public static void Enter(Turn turn, EventSubProcessNode sub, Token token) => Begin(turn, sub, token, null);

    public static void End(Turn turn, Scope scope)
    {
        Compensation.KeepScope(turn, scope.Id);
        Scopes.Close(turn, scope);
        Departure.Leave(turn, turn.Instance.Tokens[scope.Owner!.Value]);
    }

    private static void Begin(Turn turn, EventSubProcessNode sub, Token token, FeelContext? payload)
    {
        var scope = Scopes.Open(turn, ScopeKind.EventSubProcess, token, Scopes.Initial(sub.Body, FeelContext.Empty));
        StartEventBehavior.Begin(turn, sub.Start, scope, payload);
    }
}

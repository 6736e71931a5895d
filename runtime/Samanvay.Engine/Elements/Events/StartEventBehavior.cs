using Samanvay.Engine.Compilation;
using Samanvay.Engine.Flow;
using Samanvay.Feel.Values;

namespace Samanvay.Engine.Elements.Events;

/// <summary>Begins a scope: from here on its event sub-processes wait for their events (BPMN 2.0.2, 13.5.4).</summary>
internal static class StartEventBehavior
{
    /// <summary>Puts a token at the start of a new scope, with what the starting event brought.</summary>
    public static void Begin(Turn turn, StartEventNode start, ScopeId scope, FeelContext? payload)
    {
        var token = turn.Place(start, scope, null);
        var failure = payload is null ? null : Variables.Map(turn, new Site(start.Id, scope), start.Result, payload);
        if (failure is null) turn.Enqueue(token);
        else Faults.Raise(turn, token, FaultStage.Working, failure);
    }

    public static void Enter(Turn turn, StartEventNode start, Token token)
    {
        if (Scopes.ArmHandlers(turn, start.Body, token.Scope) is { } failure)
            Faults.Raise(turn, token, FaultStage.Working, failure);
        else
            Departure.Leave(turn, token);
    }
}

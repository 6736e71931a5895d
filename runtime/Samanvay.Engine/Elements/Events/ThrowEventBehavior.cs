using Samanvay.Engine.Compilation;
using Samanvay.Engine.Flow;

namespace Samanvay.Engine.Elements.Events;

/// <summary>Throws an escalation, or nothing where the event only marks a milestone, and goes on.</summary>
internal static class ThrowEventBehavior
{
    public static void Enter(Turn turn, ThrowEventNode thrower, Token token)
    {
        if (thrower.Throws is { } escalation) Throw(turn, escalation, token);
        else Departure.Leave(turn, token);
    }

    public static void Throw(Turn turn, ThrownEscalation escalation, Token token)
    {
        Escalations.Throw(turn, token, escalation.Code);
        // An event that interrupts has taken this token away too.
        if (turn.Find(token.Id) is { } still) Departure.Leave(turn, still);
    }
}

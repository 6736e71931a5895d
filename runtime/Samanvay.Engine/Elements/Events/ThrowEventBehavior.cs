using Samanvay.Engine.Compilation;
using Samanvay.Engine.Flow;

namespace Samanvay.Engine.Elements.Events;

/// <summary>Throws an escalation or a BPMN signal, or nothing where the event only marks a milestone, and goes
/// on.</summary>
internal static class ThrowEventBehavior
{
    public static void Enter(Turn turn, ThrowEventNode thrower, Token token) =>
        ThrowAndGoOn(turn, thrower.Throws, token);

    public static void ThrowAndGoOn(Turn turn, Thrown? thrown, Token token)
    {
        if (thrown is ThrownEscalation escalation) Escalations.Throw(turn, token, escalation.Code);
        else if (thrown is ThrownSignal signal) Signals.Throw(turn, token, signal.Name);
        // An event that interrupts has taken this token away too.
        if (turn.Find(token.Id) is { } still) Departure.Leave(turn, still);
    }
}

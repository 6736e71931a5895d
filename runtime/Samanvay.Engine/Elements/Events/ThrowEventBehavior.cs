using System.Collections.Immutable;
using System.Diagnostics;
using Samanvay.Engine.Compilation;
using Samanvay.Engine.Flow;
using Samanvay.Feel.Values;

namespace Samanvay.Engine.Elements.Events;

/// <summary>Throws what the event throws, or nothing where it only marks a milestone, and goes on.</summary>
internal static class ThrowEventBehavior
{
    public static void Enter(Turn turn, ThrowEventNode thrower, Token token) =>
        ThrowAndGoOn(turn, thrower.Throws, thrower.Payload, token);

    public static void ThrowAndGoOn(
        Turn turn, Thrown? thrown, ImmutableArray<NamedValue> payload, Token token)
    {
        if (Inputs.Evaluate(turn, Site.Of(token), payload, out var failure) is not { } data)
        {
            Faults.Raise(turn, token, FaultStage.Working, failure!);
            return;
        }

        if (thrown is not null && Throw(turn, token, thrown, data)) return;
        // An event that interrupts has taken this token away too.
        if (turn.Find(token.Id) is { } still) Departure.Leave(turn, still);
    }

    /// <summary>True when the token is no longer the caller's to move: it waits, or it has been used up.</summary>
    public static bool Throw(Turn turn, Token token, Thrown thrown, FeelContext data)
    {
        switch (thrown)
        {
            case ThrownLink:
                return false;
            case ThrownEscalation escalation:
                Escalations.Throw(turn, token, escalation.Code, data);
                return turn.Find(token.Id) is null;
            case ThrownSignal signal:
                Signals.Throw(turn, token, signal.Name, data);
                return turn.Find(token.Id) is null;
            case ThrownMessage message:
                Messages.Throw(turn, token, message.Name, data);
                return false;
            case ThrownError error:
                Errors.Throw(turn, token, error.Code, null);
                return true;
            case ThrownTermination:
                Ending.Terminate(turn, token);
                return true;
            case ThrownCompensation compensation:
                return Compensation.Throw(turn, token, compensation);
            case ThrownCancellation:
                Transactions.Cancel(turn, token);
                return true;
            case ThrownSeveral several:
                return several.Parts.Any(part => Throw(turn, token, part, data));
            default:
                throw new UnreachableException($"No case for {thrown.GetType().Name}.");
        }
    }
}

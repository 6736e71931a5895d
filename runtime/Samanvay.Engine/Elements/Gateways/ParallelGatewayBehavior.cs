using Samanvay.Engine.Compilation;
using Samanvay.Engine.Flow;

namespace Samanvay.Engine.Elements.Gateways;

/// <summary>Waits for one token on every incoming flow, then sends one on every outgoing flow (BPMN 2.0.2,
/// 13.4.1).</summary>
internal static class ParallelGatewayBehavior
{
    public static void Enter(Turn turn, ParallelGatewayNode gateway, Token token)
    {
        if (gateway.Incoming.Length > 1)
        {
            if (Joined(turn, gateway, token) is not { } joined) return;
            // Exactly one token of each flow is used up; one more on the same flow waits for the next round.
            foreach (var other in joined.Skip(1))
                turn.Record(new TokenLeft(turn.Now, other.Id, other.Element, TokenOutcome.Completed));
        }

        Departure.Leave(turn, token);
    }

    private static List<Token>? Joined(Turn turn, ParallelGatewayNode gateway, Token arriving)
    {
        var joined = new List<Token>(gateway.Incoming.Length) { arriving };
        foreach (var flow in gateway.Incoming)
        {
            if (flow.Id == arriving.Flow) continue;
            if (Waiting(turn.Instance, arriving, flow.Id) is not { } waiting) return null;
            joined.Add(waiting);
        }

        return joined;
    }

    private static Token? Waiting(ProcessInstance instance, Token arriving, string flow)
    {
        foreach (var (id, token) in instance.Tokens)
        {
            if (token.Flow != flow || token.Scope != arriving.Scope || token.Element != arriving.Element) continue;
            if (!Faults.IsFaulted(instance, id)) return token;
        }

        return null;
    }
}

using Samanvay.Engine.Compilation;
using Samanvay.Engine.Flow;

namespace Samanvay.Engine.Elements.Gateways;

/// <summary>Splits to every flow whose condition holds; joins when no token that is still on its way can
/// arrive.</summary>
internal static class InclusiveGatewayBehavior
{
    // Where several flows come in, the answer depends on all other tokens: it is asked when nothing else can move.
    public static void Enter(Turn turn, InclusiveGatewayNode gateway, Token token)
    {
        if (gateway.Incoming.Length <= 1) Departure.Leave(turn, token);
    }

    /// <summary>Joins at one gateway that can, and says whether there was one.</summary>
    public static bool JoinOne(Turn turn)
    {
        if (!turn.Process.HasInclusiveJoin || !turn.Instance.IsRunning) return false;
        foreach (var (_, token) in turn.Instance.Tokens)
        {
            if (turn.Process.NodeOf(token) is not InclusiveGatewayNode { Incoming.Length: > 1 } gateway) continue;
            if (Faults.IsFaulted(turn.Instance, token.Id)) continue;
            var waiting = Waiting(turn.Instance, token);
            if (MayGrow(turn, gateway, waiting)) continue;
            Join(turn, waiting);
            return true;
        }

        return false;
    }

    private static void Join(Turn turn, List<Token> waiting)
    {
        var flows = new HashSet<string?> { waiting[0].Flow };
        foreach (var other in waiting.Skip(1))
        {
            if (flows.Add(other.Flow))
                turn.Record(new TokenLeft(turn.Now, other.Id, other.Element, TokenOutcome.Completed));
        }

        Departure.Leave(turn, waiting[0]);
    }

    private static List<Token> Waiting(ProcessInstance instance, Token first)
    {
        var waiting = new List<Token>();
        foreach (var (id, token) in instance.Tokens)
        {
            if (token.Element == first.Element && token.Scope == first.Scope && !Faults.IsFaulted(instance, id))
                waiting.Add(token);
        }

        return waiting;
    }

    // BPMN 2.0.2, 13.4.3: the join waits for a token elsewhere in its scope that can reach an incoming flow which has
    // none, unless that token can also reach one which has.
    private static bool MayGrow(Turn turn, InclusiveGatewayNode gateway, List<Token> waiting)
    {
        foreach (var (_, token) in turn.Instance.Tokens)
        {
            if (token.Scope != waiting[0].Scope || token.IsAside || waiting.Contains(token)) continue;
            if (!gateway.Reach.TryGetValue(token.Element, out var reach)) continue;
            if (reach.Sends.Any(flow => !Has(flow)) && !reach.Goes.Any(Has)) return true;
        }

        return false;

        bool Has(string flow) => waiting.Exists(token => token.Flow == flow);
    }
}

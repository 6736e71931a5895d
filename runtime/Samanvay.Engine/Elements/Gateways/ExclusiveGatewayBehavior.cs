using Samanvay.Engine.Compilation;
using Samanvay.Engine.Flow;

namespace Samanvay.Engine.Elements.Gateways;

/// <summary>Lets every token through, by the first flow whose condition holds (BPMN 2.0.2, 13.4.2).</summary>
internal static class ExclusiveGatewayBehavior
{
    public static void Enter(Turn turn, Token token) => Departure.Leave(turn, token);

    public static IReadOnlyList<ExecutableFlow> Choose(
        Turn turn, ExecutableNode node, Token token, out Failure? failure)
    {
        failure = null;
        ExecutableFlow? byDefault = null;
        foreach (var flow in node.Outgoing)
        {
            if (flow.IsDefault) byDefault = flow;
            else if (Conditions.Holds(turn, token, flow, out failure)) return [flow];
            if (failure is not null) return [];
        }

        if (byDefault is not null) return [byDefault];
        if (node.Outgoing.Length > 0) failure = Failure.NoFlow(node.Id);
        return [];
    }
}

using Samanvay.Engine.Compilation;

namespace Samanvay.Engine.Flow;

/// <summary>Which of several outgoing flows are taken where each decides for itself.</summary>
internal static class Conditions
{
    // BPMN 2.0.2, 13.3.1: uncontrolled and conditional flows of an activity each get a token of their own; the default
    // is taken only when no condition holds, whether or not there are uncontrolled ones beside it. An inclusive gateway
    // (13.4.3) splits by the same rule.
    public static IReadOnlyList<ExecutableFlow> Choose(
        Turn turn, ExecutableNode node, Token token, out Failure? failure)
    {
        failure = null;
        if (node.Outgoing.Length == 0 || node.Outgoing is [{ Condition: null }]) return node.Outgoing;
        var taken = new List<ExecutableFlow>();
        ExecutableFlow? byDefault = null;
        var oneHeld = false;
        foreach (var flow in node.Outgoing)
        {
            if (flow.IsDefault) byDefault = flow;
            else if (Holds(turn, token, flow, out failure)) taken.Add(flow);
            if (failure is not null) return [];
            oneHeld |= flow.Condition is not null && taken.LastOrDefault() == flow;
        }

        if (!oneHeld && byDefault is not null) taken.Add(byDefault);
        if (taken.Count == 0) failure = Failure.NoFlow(node.Id);
        return taken;
    }

    public static bool Holds(Turn turn, Token token, ExecutableFlow flow, out Failure? failure)
    {
        failure = null;
        return flow.Condition is not { } condition
            || turn.Holds(Site.Of(token), $"the condition of flow '{flow.Id}'", condition, out failure) == true;
    }
}

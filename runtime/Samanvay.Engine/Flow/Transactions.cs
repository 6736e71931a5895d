using Samanvay.Engine.Compilation;
using Samanvay.Engine.Elements.Events;

namespace Samanvay.Engine.Flow;

/// <summary>The cancellation of a transaction: what runs in it ends, what completed is compensated, then the token goes
/// on from the cancel event at its edge (BPMN 2.0.2, 13.3.4 and 10.5.6).</summary>
internal static class Transactions
{
    /// <param name="token">At the cancel end event; it stays until all is compensated.</param>
    public static void Cancel(Turn turn, Token token)
    {
        turn.Record(new ScopeInterrupted(turn.Now, token.Scope, token.Element));
        Interruption.Clear(turn, token.Scope, WithdrawalReason.Interrupted, close: false, except: token.Id);
        var scope = turn.Instance.Scopes[token.Scope];
        if (scope.Completed is { IsEmpty: false }) Compensation.Begin(turn, token, [scope], null);
        else Finish(turn, token);
    }

    public static void Finish(Turn turn, Token token)
    {
        var host = turn.Instance.Tokens[turn.ScopeOf(token.Id).Owner!.Value];
        while (Arrival.IsIteration(turn, host)) host = turn.Instance.Tokens[turn.ScopeOf(host.Id).Owner!.Value];
        var edge = ((ActivityNode)turn.Process.NodeOf(host)).Boundary.FirstOrDefault(Catches);
        if (edge is not null && !host.IsAside)
        {
            BoundaryEventBehavior.Occur(turn, edge, new(host.Id, host.Scope, null));
            return;
        }

        Interruption.Interrupt(turn, host, WithdrawalReason.Interrupted);
        Scopes.EndIfEmpty(turn, host.Scope);
    }

    private static bool Catches(BoundaryEventNode node) =>
        node.Trigger is CancelTrigger || (node.Trigger is SeveralTriggers several && several.Parts.Any(
            part => part is CancelTrigger));
}

namespace Samanvay.Engine.Flow;

/// <summary>The ends of a process and of the scopes in it.</summary>
internal static class Ending
{
    public static void Complete(Turn turn, Scope root)
    {
        Arming.Disarm(turn, root.Id);
        turn.Record(new ProcessCompleted(turn.Now));
    }

    // BPMN 2.0.2, 13.5.6: a terminate end event ends all that still runs in its process; inside a sub-process that is
    // the sub-process, and what holds it goes on.
    public static void Terminate(Turn turn, Token token)
    {
        var scope = turn.Instance.Scopes[token.Scope];
        turn.Record(new TokenLeft(turn.Now, token.Id, token.Element, TokenOutcome.Completed));
        Interruption.Clear(turn, scope.Id, WithdrawalReason.Terminated, close: false);
        if (scope.Kind == ScopeKind.Process) turn.Record(new ProcessTerminated(turn.Now, token.Element));
        else Scopes.EndIfEmpty(turn, scope.Id);
    }

    // BPMN 2.0.2, 10.5.1: an error goes on outwards until something catches it; out of a called process that is the
    // call activity, and the called process ends.
    public static void Fail(Turn turn, Token token, string code, string? message)
    {
        Interruption.Clear(turn, Scopes.Root(turn.Instance).Id, WithdrawalReason.Failed, close: false);
        turn.Record(new ProcessFailed(turn.Now, token.Element, code, message));
    }

    public static Rejection? Cancel(Turn turn, CancelInstance command)
    {
        Interruption.Clear(turn, Scopes.Root(turn.Instance).Id, WithdrawalReason.Cancelled, close: false);
        turn.Record(new ProcessCancelled(turn.Now, command.Reason) { By = command.By });
        return null;
    }
}

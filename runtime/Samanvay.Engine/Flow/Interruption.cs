namespace Samanvay.Engine.Flow;

/// <summary>Takes tokens away from where they are, with everything that runs inside them.</summary>
internal static class Interruption
{
    public static void Interrupt(Turn turn, Token token, WithdrawalReason reason)
    {
        foreach (var scope in Owned(turn.Instance, token)) Clear(turn, scope, reason, close: true);
        Take(turn, token, reason);
    }

    /// <summary>Ends what runs inside a token or outside for it; the token itself stays.</summary>
    public static void Empty(Turn turn, Token token, WithdrawalReason reason)
    {
        foreach (var scope in Owned(turn.Instance, token)) Clear(turn, scope, reason, close: true);
        Withdraw(turn, token, reason);
    }

    /// <summary>Ends everything inside a scope; the scope itself only where <paramref name="close"/> says
    /// so.</summary>
    /// <param name="except">A token directly in the scope that stays.</param>
    public static void Clear(
        Turn turn, ScopeId root, WithdrawalReason reason, bool close, TokenId? except = null)
    {
        var inside = Inside(turn.Instance, root);
        var tokens = turn.Instance.Tokens.Values
            .Where(token => inside.Contains(token.Scope) && token.Id != except).ToList();
        for (var index = tokens.Count - 1; index >= 0; index--) Take(turn, tokens[index], reason);

        // Children have higher ids than their parents, so the innermost scope ends first.
        foreach (var id in inside.Reverse())
        {
            if (id != root || close) Scopes.Close(turn, turn.Instance.Scopes[id]);
            else Arming.Disarm(turn, id);
        }
    }

    /// <summary>Takes back work that waits for somebody outside.</summary>
    public static void Withdraw(Turn turn, Token token, WithdrawalReason reason)
    {
        if (token.State == TokenState.Offered)
        {
            turn.Record(new UserTaskWithdrawn(turn.Now, token.Id, token.Element, reason));
            turn.Request(new WithdrawUserTask(token.Id, token.Element, reason));
        }
        else if (token.State == TokenState.Requested)
        {
            turn.Record(new ActivityWithdrawn(turn.Now, token.Id, token.Element, reason));
            turn.Request(new WithdrawActivity(token.Id, token.Element));
        }
        else if (token.State == TokenState.Called)
        {
            turn.Record(new CallWithdrawn(turn.Now, token.Id, token.Element, reason));
            turn.Request(new WithdrawCall(token.Id, token.Element, reason));
        }
    }

    private static void Take(Turn turn, Token token, WithdrawalReason reason)
    {
        Arming.Disarm(turn, token);
        Withdraw(turn, token, reason);
        Faults.Forget(turn, token.Id);
        turn.Record(new TokenLeft(turn.Now, token.Id, token.Element, TokenOutcome.Interrupted));
    }

    // Scopes inside those, such as iterations, may have the same owner; they go with the one they are in.
    private static List<ScopeId> Owned(ProcessInstance instance, Token token)
    {
        var owned = new List<ScopeId>();
        foreach (var (id, scope) in instance.Scopes)
            if (scope.Owner == token.Id && scope.Parent == token.Scope) owned.Add(id);
        return owned;
    }

    private static SortedSet<ScopeId> Inside(ProcessInstance instance, ScopeId root)
    {
        var inside = new SortedSet<ScopeId> { root };
        foreach (var (id, scope) in instance.Scopes)
            if (scope.Parent is { } parent && inside.Contains(parent)) inside.Add(id);
        return inside;
    }
}

using Samanvay.Engine.Compilation;
using Samanvay.Engine.Elements.Containers;

namespace Samanvay.Engine.Flow;

/// <summary>What can not go on stays where it is and is shown; a person tries again or goes past it.</summary>
internal static class Faults
{
    public static void Raise(Turn turn, Token token, FaultStage stage, Failure failure, bool retryable = true) =>
        turn.Record(new FaultRaised(turn.Now, new FaultId(turn.NextId), token.Id, token.Element, stage, failure.Kind)
        {
            Message = failure.Message,
            Retryable = retryable,
        });

    public static bool IsFaulted(ProcessInstance instance, TokenId token)
    {
        if (instance.Faults.IsEmpty) return false;
        foreach (var (_, fault) in instance.Faults)
            if (fault.Token == token) return true;
        return false;
    }

    /// <summary>Takes away the faults of a token that is taken away itself.</summary>
    public static void Forget(Turn turn, TokenId token)
    {
        if (turn.Instance.Faults.IsEmpty) return;
        foreach (var (id, fault) in turn.Instance.Faults)
            if (fault.Token == token) turn.Record(new FaultResolved(turn.Now, id, FaultResolution.Gone, null));
    }

    public static Rejection? Retry(Turn turn, RetryFault command)
    {
        if (!turn.Instance.Faults.TryGetValue(command.Fault, out var fault)) return new FaultNotFound(command.Fault);
        turn.Record(new FaultResolved(turn.Now, fault.Id, FaultResolution.Retried, null) { By = command.By });
        var token = turn.Instance.Tokens[fault.Token];
        if (fault.Stage == FaultStage.Entering) Arrival.Begin(turn, token);
        else if (fault.Stage == FaultStage.Working) Arrival.Work(turn, token);
        else Departure.Leave(turn, token);
        return null;
    }

    public static Rejection? Skip(Turn turn, SkipFault command)
    {
        if (!turn.Instance.Faults.TryGetValue(command.Fault, out var fault)) return new FaultNotFound(command.Fault);
        var token = turn.Instance.Tokens[fault.Token];
        var node = turn.Process.NodeOf(token);
        var isIteration = Arrival.IsIteration(turn, token);
        var hasWay = !isIteration && !token.IsAside;
        var mustChoose = hasWay && (fault.Stage == FaultStage.Leaving || node is EventBasedGatewayNode);
        var mayChoose = mustChoose || (hasWay && command.Flow is not null);
        var flow = mayChoose ? WayOut(node, command.Flow) : null;
        if (flow is null && (command.Flow is not null || (mustChoose && !node.Outgoing.IsEmpty)))
            return new FlowNotChosen(fault.Id, node.Id);
        turn.Record(new FaultResolved(turn.Now, fault.Id, FaultResolution.Skipped, command.Reason)
        {
            By = command.By,
        });
        if (isIteration && fault.Stage == FaultStage.Leaving) FinishIteration(turn, token);
        else if (flow is not null) Departure.LeaveBy(turn, token, [flow]);
        else Departure.Leave(turn, token);
        return null;
    }

    private static void FinishIteration(Turn turn, Token token)
    {
        if (turn.ScopeOf(token.Id).Kind == ScopeKind.Loop) StandardLoopBehavior.End(turn, token);
        else MultiInstanceBehavior.FinishWithoutOutput(turn, token);
    }

    private static ExecutableFlow? WayOut(ExecutableNode node, string? chosen)
    {
        if (chosen is not null) return node.Outgoing.FirstOrDefault(flow => flow.Id == chosen);
        return node.Outgoing.Length == 1 ? node.Outgoing[0] : node.Outgoing.FirstOrDefault(flow => flow.IsDefault);
    }
}

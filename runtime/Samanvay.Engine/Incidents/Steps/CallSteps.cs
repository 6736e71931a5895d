namespace Samanvay.Engine.Incidents.Steps;

/// <summary>
/// Called procedures: each is a run of its own beside its caller, with its own promises and work (BPMN 2.0.2, 13.3.4).
/// </summary>
internal static class CallSteps
{
    private const int DepthMax = 20;

    public static void Begin(OperationTurn turn, InstanceId caller, CallProcess call)
    {
        // What the caller did in the same step may have taken the call back already.
        if (!Waits(turn, caller, call.Token))
            return;

        if (Problem(turn, caller, call) is { } problem)
        {
            Fail(turn, caller, call.Token, problem);
            return;
        }

        var procedure = turn.Context.FindInForce(call.Process)!;
        var run = new InstanceId(turn.Operation.Counters.Run + 1);
        turn.Record(new RunStarted(run, procedure.Version, null) { Caller = new RunCaller(caller, call.Token) });
        ClockSteps.AttachToRun(turn, run, procedure);
        var variables = procedure.Parameters.Merge(RunSteps.IncidentVariables(turn)).Merge(call.Inputs);
        RunSteps.Step(turn, run, new StartProcess(turn.Now, null, variables, null, turn.Context.Zone.Id)
        {
            IsCalled = true,
        });
    }

    public static void Withdraw(OperationTurn turn, InstanceId caller, WithdrawCall call)
    {
        foreach (var run in turn.Operation.Runs.Keys.Where(run => CalledBy(turn, run, caller, call.Token)))
            RunSteps.Cancel(turn, run, "The step that called this procedure was withdrawn.");
    }

    /// <summary>Tells the caller how a called run ended.</summary>
    public static void Answer(OperationTurn turn, InstanceId run)
    {
        var ended = turn.Operation.Runs[run];
        if (ended.Caller is not { } caller || !Waits(turn, caller.Run, caller.Token))
            return;

        var instance = ended.Instance;
        RunSteps.Step(turn, caller.Run, instance switch
        {
            { Error: { } error } => new ThrowBpmnError(turn.Now, caller.Token, error.Code, error.Message),
            { Status: ProcessStatus.Cancelled } => new FailActivity(
                turn.Now, caller.Token, "The called procedure was cancelled.", Retryable: true),
            _ => new CompleteCall(turn.Now, caller.Token, instance.Scopes.Values.First().Variables),
        });
    }

    public static void PassOn(OperationTurn turn, InstanceId run, PassEscalation escalation)
    {
        if (turn.Operation.Runs[run].Caller is { } caller && Waits(turn, caller.Run, caller.Token))
            RunSteps.Tell(turn, caller.Run, new ThrowEscalation(turn.Now, caller.Token, escalation.Code));
    }

    private static string? Problem(OperationTurn turn, InstanceId caller, CallProcess call)
    {
        if (turn.Context.FindInForce(call.Process) is not { } procedure)
            return $"The called procedure '{call.Process}' is not published here. Publish it, then try again.";

        if (!procedure.Process.CanBeCalled)
            return $"The called procedure '{call.Process}' has no plain start.";

        return Depth(turn, caller) >= DepthMax
            ? $"Procedures call each other more than {DepthMax} deep. Look for one that calls itself without end."
            : null;
    }

    private static int Depth(OperationTurn turn, InstanceId run)
    {
        var depth = 0;
        for (var at = turn.Operation.Runs[run].Caller; at is not null; at = turn.Operation.Runs[at.Run].Caller) depth++;
        return depth;
    }

    private static void Fail(OperationTurn turn, InstanceId run, TokenId token, string problem) =>
        RunSteps.Step(turn, run, new FailActivity(turn.Now, token, problem, Retryable: true));

    private static bool Waits(OperationTurn turn, InstanceId run, TokenId token) =>
        turn.Operation.Runs[run].Instance.Tokens.TryGetValue(token, out var waiting)
        && waiting.State == TokenState.Called;

    private static bool CalledBy(OperationTurn turn, InstanceId run, InstanceId caller, TokenId token) =>
        turn.Operation.Runs[run].Caller == new RunCaller(caller, token) && RunSteps.IsRunning(turn, run);
}

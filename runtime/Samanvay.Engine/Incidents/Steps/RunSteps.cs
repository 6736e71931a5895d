using Samanvay.Feel;
using Samanvay.Feel.Values;

namespace Samanvay.Engine.Incidents.Steps;

/// <summary>
/// Takes steps of the process engine in the runs of an operation, and turns what it asks for into work.
/// </summary>
internal static class RunSteps
{
    public static OperationRejection? Start(OperationTurn turn, ProcedureStart start, string? by)
    {
        if (turn.Context.Find(start.Version) is not { } procedure)
            return new ProcedureNotFound(start.Version);

        var run = new InstanceId(turn.Operation.Counters.Run + 1);
        turn.Record(new RunStarted(run, start.Version, by));
        ClockSteps.AttachToRun(turn, run, procedure);

        var variables = procedure.Parameters.Merge(IncidentVariables(turn)).Merge(start.Variables);
        return Step(turn, run, new StartProcess(
            turn.Now, start.Message, variables, start.Variables, turn.Context.Zone.Id));
    }

    /// <summary>
    /// Takes one step in one run; what the process asks for is offered, requested or withdrawn at once.
    /// </summary>
    public static OperationRejection? Step(OperationTurn turn, InstanceId run, Command command)
    {
        if (!turn.Operation.Runs.TryGetValue(run, out var procedureRun))
            return new RunNotFound(run);

        if (turn.Context.Find(procedureRun.Version) is not { } procedure)
            return new ProcedureNotFound(procedureRun.Version);

        if (procedureRun.Suspension is { } held && command is not CancelInstance)
            return HoldSteps.Meet(turn, run, held, command);

        switch (ProcessEngine.Step(procedure.Process, procedureRun.Instance, command))
        {
            case Accepted accepted:
                Follow(turn, run, procedure, accepted);
                return null;

            case Rejected rejected:
                return new ProcessRefused(rejected.Reason);

            default:
                throw new System.Diagnostics.UnreachableException("A step is accepted or rejected.");
        }
    }

    /// <summary>What a step of the process engine does in its operation.</summary>
    public static void Follow(OperationTurn turn, InstanceId run, Procedure procedure, Accepted accepted)
    {
        foreach (var fact in accepted.Facts)
            Record(turn, run, procedure, fact);

        foreach (var effect in accepted.Effects)
            Perform(turn, run, procedure, effect);

        if (accepted.Instance.HasEnded)
            ClockSteps.EndRun(turn, run);

        // Other runs come last: what they answer must find this one's own work in place.
        foreach (var effect in accepted.Effects)
            PassOn(turn, run, effect);

        if (accepted.Instance.HasEnded)
            CallSteps.Answer(turn, run);
    }

    /// <summary>
    /// Brings a message to every run that waits for it. That none waits is no error: situations change unasked.
    /// </summary>
    public static OperationRejection? Publish(OperationTurn turn, string name, FeelContext payload)
    {
        var message = new DeliverMessage(turn.Now, name, payload);
        var full = new List<InstanceId>();
        foreach (var run in turn.Operation.Runs.Keys.Where(run => IsRunning(turn, run)))
        {
            switch (Step(turn, run, message))
            {
                case null or ProcessRefused { Reason: MessageNotAwaited }: break;
                case HeldRunFull: full.Add(run); break;
                case var refusal: return refusal;
            }
        }

        // Where nobody has taken it, whoever sent it can send it again.
        if (full.Count > 0 && !turn.HasFacts)
            return new HeldRunFull(full[0]);

        foreach (var run in full)
            turn.Record(new InputTurnedAway(run, message));

        return null;
    }

    /// <summary>Brings what nobody can be asked to send again; where it can not be kept, the history has it.</summary>
    public static void Tell(OperationTurn turn, InstanceId run, Command command)
    {
        if (Step(turn, run, command) is HeldRunFull)
            turn.Record(new InputTurnedAway(run, command));
    }

    public static OperationRejection? FinishActivity(OperationTurn turn, FinishActivity command)
    {
        var token = command.Token;
        return Step(turn, command.Run, command.Outcome switch
        {
            ActivitySucceeded succeeded => new CompleteActivity(turn.Now, token, succeeded.Outputs),
            ActivityGaveUp gaveUp => new FailActivity(turn.Now, token, gaveUp.Reason, Retryable: true),
            ActivityRefused refused => new ThrowBpmnError(turn.Now, token, refused.ErrorCode, refused.Reason),
            _ => throw new System.Diagnostics.UnreachableException("An activity succeeds, gives up or is refused."),
        });
    }

    public static OperationRejection? Cancel(
        OperationTurn turn, InstanceId run, string reason, string? by = null) =>
        Step(turn, run, new CancelInstance(turn.Now, reason, by));

    public static bool IsRunning(OperationTurn turn, InstanceId run) => turn.Operation.Runs[run].Instance.IsRunning;

    public static bool IsRunning(OperationTurn turn, ProcedureVersionId version) =>
        turn.Context.Find(version) is { } procedure
        && turn.Operation.Runs.Values.Any(run =>
            run.Instance.IsRunning && turn.Context.Find(run.Version)?.ProcessId == procedure.ProcessId);

    private static void Record(OperationTurn turn, InstanceId run, Procedure procedure, Fact fact)
    {
        // The variables of a process go with its scope, so its closing condition is read just before the end.
        if (fact is ProcessCompleted && procedure.CloseWhen is { } condition)
        {
            var variables = turn.Operation.Runs[run].Instance.Scopes.Values.First().Variables;
            var holds = condition.Evaluate(new FeelScope(variables, turn.Now, turn.Context.Zone)).Value;
            if (!holds.Equals(FeelValue.True))
                turn.Record(new ClosingHeldBack(run, condition.Text));
        }

        turn.Record(new RunAdvanced(run, fact));
    }

    private static void Perform(OperationTurn turn, InstanceId run, Procedure procedure, Effect effect)
    {
        switch (effect)
        {
            case OfferUserTask offer:
                WorkItemSteps.Offer(turn, run, procedure, offer);
                break;

            case WithdrawUserTask withdraw:
                WorkItemSteps.Withdraw(turn, run, withdraw.Token);
                break;

            case RequestActivity request:
                turn.Request(new PerformActivity(
                    turn.EffectKey("activity"), run, request.Token, request.Element,
                    new ActivityCall(request.Type, request.Version, WithPeople(turn, request.Inputs))));
                break;

            // Timers are rows derived from the state (OperationProjection), and a late answer of a withdrawn
            // activity is refused by the engine: neither needs anything done.
            case ScheduleTimer or CancelTimer or WithdrawActivity:
                break;

            case CallProcess or WithdrawCall or PassEscalation or BroadcastSignal or SendMessage:
                break;

            default:
                throw new System.Diagnostics.UnreachableException($"No case for {effect.GetType().Name}.");
        }
    }

    private static void PassOn(OperationTurn turn, InstanceId run, Effect effect)
    {
        switch (effect)
        {
            case CallProcess call: CallSteps.Begin(turn, run, call); break;
            case WithdrawCall call: CallSteps.Withdraw(turn, run, call); break;
            case PassEscalation escalation: CallSteps.PassOn(turn, run, escalation); break;
            case BroadcastSignal signal:
                Broadcast(turn, run, new DeliverSignal(turn.Now, signal.Name, signal.Payload));
                break;
            case SendMessage message:
                Broadcast(turn, run, new DeliverMessage(turn.Now, message.Name, message.Payload)
                {
                    Key = message.Key,
                });
                break;
        }
    }

    // BPMN 2.0.2, 10.5.1: a signal reaches whoever waits for it; in the run that threw it, it has arrived already. A
    // message goes to the other runs only.
    private static void Broadcast(OperationTurn turn, InstanceId thrower, Command delivery)
    {
        if (!turn.MayBroadcast())
            return;

        foreach (var run in turn.Operation.Runs.Keys.Where(run => run != thrower && IsRunning(turn, run)))
            Tell(turn, run, delivery);
    }

    /// <summary>
    /// An activity that names roles is told who holds them now: like a ladder's targets, resolved when it happens.
    /// </summary>
    private static FeelContext WithPeople(OperationTurn turn, FeelContext inputs)
    {
        var roles = inputs["roles"] switch
        {
            FeelString text => text.Value.Split(' ', StringSplitOptions.RemoveEmptyEntries),
            FeelList list => list.OfType<FeelString>().Select(role => role.Value),
            _ => [],
        };
        var people = roles
            .SelectMany(role => turn.Context.Directory.Resolve(role, turn.Now, turn.Context.Calendars).People)
            .Distinct().Order(StringComparer.Ordinal).ToList();
        return people.Count == 0 ? inputs
            : inputs.With("people", FeelList.Of(people.Select(person => FeelValue.Of(person))));
    }

    public static FeelContext IncidentVariables(OperationTurn turn)
    {
        if (turn.Operation.Incident is not { } incident)
            return FeelContext.Empty;

        var place = FeelContext.Of(
            ("ward", Text(incident.Place.Ward)),
            ("asset", Text(incident.Place.Asset)));

        return FeelContext.Of(
            ("severity", FeelValue.Of((long)incident.Severity)),
            ("incident", FeelContext.Of(
                ("kind", Text(incident.Kind)),
                ("title", Text(incident.Title)),
                ("place", place))));
    }

    private static FeelValue Text(string? text) => text is null ? FeelValue.Null : FeelValue.Of(text);
}

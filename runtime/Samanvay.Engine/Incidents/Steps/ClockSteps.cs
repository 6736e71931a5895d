using Samanvay.Engine.ServiceLevels;

namespace Samanvay.Engine.Incidents.Steps;

/// <summary>Starts, stops and retargets the clocks that watch work items and runs.</summary>
internal static class ClockSteps
{
    public static void AttachToItem(OperationTurn turn, Procedure procedure, WorkItem item) =>
        Attach(turn, procedure, new ClockSubject(item.Run, item.Id, item.ElementId, item.Role));

    public static void AttachToRun(OperationTurn turn, InstanceId run, Procedure procedure) =>
        Attach(turn, procedure, new ClockSubject(run, null, procedure.ProcessId, null));

    /// <summary>The step is offered anew: its acknowledgement is promised anew.</summary>
    public static void WaitForAcknowledgementAgain(OperationTurn turn, WorkItem item)
    {
        if (turn.ProcedureOf(item.Run) is not { } procedure)
            return;

        var subject = new ClockSubject(item.Run, item.Id, item.ElementId, item.Role);
        foreach (var promise in procedure.PromisesOf(item.ElementId).Where(IsAcknowledge))
            Attach(turn, procedure, subject, promise);
    }

    public static void Acknowledge(OperationTurn turn, WorkItemId item, string by)
    {
        foreach (var clock in OfItem(turn, item).Where(clock => clock.Level.Metric == Metric.Acknowledge))
            Record(turn, ClockEngine.Stop(clock, turn.Context.Calendars, turn.Now, turn.Now));

        LadderSteps.Acknowledge(turn, item, by);
    }

    /// <summary>The work is done: whoever completes it has thereby said "mine".</summary>
    public static void CompleteItem(OperationTurn turn, WorkItemId item)
    {
        foreach (var clock in OfItem(turn, item).Where(clock => clock.IsOpen))
            Record(turn, ClockEngine.Stop(clock, turn.Context.Calendars, turn.Now, turn.Now));

        LadderSteps.Stop(turn, attached => attached.Subject.Item == item, "completed");
    }

    public static void CancelItem(OperationTurn turn, WorkItemId item, string reason)
    {
        foreach (var clock in OfItem(turn, item).Where(clock => clock.IsOpen))
            Record(turn, ClockEngine.Cancel(clock, turn.Now, reason));

        LadderSteps.Stop(turn, attached => attached.Subject.Item == item, reason);
    }

    public static void Cancel(OperationTurn turn, ClockId id, string reason)
    {
        if (turn.Operation.Clocks[id].State is { IsOpen: true } clock)
            Record(turn, ClockEngine.Cancel(clock, turn.Now, reason));
        LadderSteps.Stop(turn, attached => attached.State.Id == id, reason);
    }

    /// <summary>
    /// A run has ended: what was promised for it as a whole is kept or late; a cancelled run's promise falls away.
    /// </summary>
    public static void EndRun(OperationTurn turn, InstanceId run)
    {
        var isCancelled = turn.Operation.Runs[run].Instance.Status == ProcessStatus.Cancelled;
        foreach (var clock in OfRun(turn, run).Where(clock => clock.IsOpen))
        {
            Record(turn, isCancelled
                ? ClockEngine.Cancel(clock, turn.Now, "cancelled")
                : ClockEngine.Stop(clock, turn.Context.Calendars, turn.Now, turn.Now));
        }

        LadderSteps.Stop(turn, attached => attached.Subject.Run == run, "ended");
    }

    /// <summary>The severity has changed: a target that depends on it is read again (sla.md 3.3, retarget).</summary>
    public static void Retarget(OperationTurn turn)
    {
        foreach (var attached in turn.Operation.Clocks.Values)
        {
            if (!attached.State.IsOpen || turn.ProcedureOf(attached.Subject.Run) is not { } procedure
                || Find(procedure, attached) is not { Target: not null } promise
                || promise.Resolve(turn, procedure) is not { } level
                || level.Target.Equals(attached.State.Level.Target))
            {
                continue;
            }

            Record(turn, ClockEngine.Retarget(
                attached.State, turn.Context.Calendars, turn.Now, level, Severity(turn)));
        }
    }

    /// <summary>A calendar has changed: running clocks that follow it get another due instant (sla.md 3.3).</summary>
    public static OperationRejection? Recalculate(OperationTurn turn)
    {
        foreach (var attached in turn.Operation.Clocks.Values)
            Record(turn, ClockEngine.CalendarChanged(attached.State, turn.Context.Calendars, turn.Now));

        return turn.HasFacts ? null : new NothingToRecalculate();
    }

    public static bool IsDue(OperationTurn turn, ClockId id) =>
        turn.Operation.Clocks.TryGetValue(id, out var attached)
        && attached.NextDue(turn.Context.Calendars) is { } due && due <= turn.Now;

    /// <summary>Warning or breach first, then whatever the ladder does about it.</summary>
    public static void FireDue(OperationTurn turn, ClockId id)
    {
        var clock = turn.Operation.Clocks[id].State;
        if (ServiceLevelTimers.NextDue(clock) is { } timer && timer.DueAt <= turn.Now)
            Record(turn, ClockEngine.Fire(clock, turn.Context.Calendars, timer, turn.Now));

        LadderSteps.Fire(turn, id);
    }

    public static int? Severity(OperationTurn turn) => (int?)turn.Operation.Incident?.Severity;

    private static void Attach(OperationTurn turn, Procedure procedure, ClockSubject subject)
    {
        foreach (var promise in procedure.PromisesOf(subject.ElementId))
            Attach(turn, procedure, subject, promise);
    }

    public static void Attach(OperationTurn turn, Procedure procedure, ClockSubject subject, PlannedPromise promise)
    {
        if (promise.Resolve(turn, procedure) is not { } level)
        {
            turn.Record(new PromiseFoundUnreadable(subject.ElementId, promise.Level.Id,
                "The target is no length of time."));
            LadderSteps.TellDutyOfficers(turn, subject.Item, subject.ElementId, AnnouncementKind.PromiseUnreadable);
            return;
        }

        var id = new ClockId(turn.Operation.Counters.Clock + 1);
        var clock = ServiceClock.Idle(id, level, subject.ElementId, subject.Role, Severity(turn));
        turn.Record(new ClockAttached(id, subject, clock));
        Record(turn, ClockEngine.Start(clock, turn.Context.Calendars, turn.Now));
        LadderSteps.Start(turn, id, procedure);
    }

    private static PlannedPromise? Find(Procedure procedure, AttachedClock attached) =>
        procedure.PromisesOf(attached.Subject.ElementId)
            .FirstOrDefault(promise => promise.Level.Id == attached.State.Level.Id);

    private static bool IsAcknowledge(PlannedPromise promise) => promise.Level.Metric == Metric.Acknowledge;

    private static List<ServiceClock> OfItem(OperationTurn turn, WorkItemId item) =>
        [.. turn.Operation.Clocks.Values.Where(clock => clock.Subject.Item == item).Select(clock => clock.State)];

    private static List<ServiceClock> OfRun(OperationTurn turn, InstanceId run) =>
        [.. turn.Operation.Clocks.Values.Where(clock => clock.Subject.Run == run).Select(clock => clock.State)];

    private static void Record(OperationTurn turn, ClockResult result)
    {
        if (result is not ClockMoved moved)
            return;

        foreach (var fact in moved.Facts)
            turn.Record(new ClockAdvanced(fact));
    }
}

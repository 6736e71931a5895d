namespace Samanvay.Engine.Incidents.Steps;

/// <summary>What happens to the incident itself.</summary>
internal static class IncidentSteps
{
    public static OperationRejection? Open(OperationTurn turn, OpenIncident command)
    {
        if (turn.Operation.Incident is not null || turn.Operation.Sequence > 0)
            return new IncidentAlreadyOpen();

        turn.Record(new IncidentOpened(command.Opening, turn.Now, command.By));
        if (command.Cause is { } cause)
            turn.Record(new SituationChanged(cause));

        foreach (var start in command.Starts)
        {
            if (RunSteps.Start(turn, start, command.By) is { } rejection)
                return rejection;
        }

        // Nothing offers a step there, so nobody else would hear of it.
        if (command.Starts.IsEmpty && SituationReports.IsOfSensors(command.Opening.DedupeKey))
            LadderSteps.TellDutyOfficers(turn, item: null, elementId: null, AnnouncementKind.SensorFails);

        return null;
    }

    public static OperationRejection? ChangeSituation(OperationTurn turn, ChangeSituation command)
    {
        if (turn.Operation.Incident is not { IsOpen: true })
            return new IncidentNotOpen();

        turn.Record(new SituationChanged(command.Change));
        if (command.Change.Severity is { } severity)
            SetSeverity(turn, severity, by: null, command.Change.MessageName);

        if (RunSteps.Publish(turn, command.Change.MessageName, command.Change.Payload) is { } refused)
            return refused;

        foreach (var start in command.Starts.Where(start => !RunSteps.IsRunning(turn, start.Version)))
        {
            if (RunSteps.Start(turn, start, by: null) is { } rejection)
                return rejection;
        }

        return null;
    }

    public static OperationRejection? ChangeSeverity(OperationTurn turn, ChangeSeverity command)
    {
        if (turn.Operation.Incident is not { IsOpen: true })
            return new IncidentNotOpen();

        SetSeverity(turn, command.Severity, command.By, command.Reason);
        return null;
    }

    /// <summary>Changes the severity, and with it every target that depends on it (sla.md 3.3, retarget).</summary>
    public static void SetSeverity(OperationTurn turn, IncidentSeverity severity, string? by, string? reason)
    {
        if (turn.Operation.Incident is not { } incident || incident.Severity == severity)
            return;

        turn.Record(new IncidentSeverityChanged(incident.Severity, severity, by, reason));
        ClockSteps.Retarget(turn);
    }

    public static OperationRejection? AddNote(OperationTurn turn, AddNote command)
    {
        turn.Record(new NoteAdded(command.By, command.Text));
        return null;
    }

    /// <summary>Heard once is enough: sent again it changes nothing.</summary>
    public static OperationRejection? AcknowledgeAlarm(OperationTurn turn, AcknowledgeAlarm command)
    {
        if (turn.Operation.Incident is not { IsOpen: true } incident)
            return new IncidentNotOpen();

        if (!incident.AlarmHeardBy.Contains(command.By))
            turn.Record(new AlarmAcknowledged(command.By, turn.Now));

        return null;
    }

    public static OperationRejection? Close(OperationTurn turn, CloseIncident command)
    {
        if (turn.Operation.Incident is not { IsOpen: true })
            return new IncidentNotOpen();

        foreach (var run in turn.Operation.Runs.Keys.Where(run => RunSteps.IsRunning(turn, run)))
        {
            if (RunSteps.Cancel(turn, run, command.Reason, command.By) is { } rejection)
                return rejection;
        }

        Close(turn, command.By, command.Reason);
        return null;
    }

    /// <summary>
    /// An incident whose procedures have all ended is over; one that started none waits for a person to close it, and
    /// one of sensors until all of them work again.
    /// </summary>
    public static void CloseWhenAllHasEnded(OperationTurn turn)
    {
        var operation = turn.Operation;
        if (operation.Incident is not { IsOpen: true } incident) return;
        var isOver = operation.Runs.IsEmpty
            ? SituationReports.IsOfSensors(incident.DedupeKey) && incident.FaultySensors is null
            : operation.Runs.Values.All(run => run.Instance.HasEnded && !run.HoldsIncidentOpen);
        if (isOver) Close(turn, by: null, reason: null);
    }

    private static void Close(OperationTurn turn, string? by, string? reason)
    {
        turn.Record(new IncidentClosed(turn.Now, by, reason));
    }
}

namespace Samanvay.Engine.Incidents.Steps;

/// <summary>What happens to people's open steps.</summary>
internal static class WorkItemSteps
{
    private const int ReassignmentsMax = 2;

    public static void Offer(OperationTurn turn, InstanceId run, Procedure procedure, OfferUserTask offer)
    {
        var item = new WorkItem
        {
            Id = new WorkItemId(turn.Operation.Counters.WorkItem + 1),
            Run = run,
            Token = offer.Token,
            ElementId = offer.Element,
            Role = offer.CandidateRoles.IsDefaultOrEmpty ? "" : offer.CandidateRoles[0],
            State = WorkItemState.Offered,
            OfferedAt = turn.Now,
            Subject = Procedure.SubjectOf(turn.Operation.Runs[run].Instance, offer.Scope),
        };
        turn.Record(new WorkItemOffered(item));
        ClockSteps.AttachToItem(turn, procedure, item);
        Notify(turn, item, AnnouncementKind.Offered, item.Role);
    }

    public static void Withdraw(OperationTurn turn, InstanceId run, TokenId token)
    {
        if (turn.Operation.WorkItems.Values.FirstOrDefault(item =>
            item.Run == run && item.Token == token) is not { } item)
        {
            return;
        }

        ClockSteps.CancelItem(turn, item.Id, "withdrawn");
        turn.Record(new WorkItemWithdrawn(item.Id));
    }

    public static OperationRejection? Acknowledge(OperationTurn turn, AcknowledgeWorkItem command)
    {
        if (!turn.Operation.WorkItems.TryGetValue(command.Item, out var item))
            return new WorkItemNotOpen(command.Item);

        if (item.AcknowledgedBy is { } by && by != command.By)
            return new WorkItemTaken(command.Item, by);

        if (item.State == WorkItemState.Acknowledged)
            return null;

        ClockSteps.Acknowledge(turn, item.Id, command.By);
        turn.Record(new WorkItemAcknowledged(item.Id, command.By, turn.Now));
        return null;
    }

    public static OperationRejection? Decline(OperationTurn turn, DeclineWorkItem command)
    {
        if (!turn.Operation.WorkItems.TryGetValue(command.Item, out var item))
            return new WorkItemNotOpen(command.Item);

        if (item.AcknowledgedBy is { } by && by != command.By)
            return new WorkItemTaken(command.Item, by);

        turn.Record(new WorkItemDeclined(item.Id, command.By, command.Reason));
        ClockSteps.WaitForAcknowledgementAgain(turn, turn.Operation.WorkItems[item.Id]);
        Notify(turn, item, AnnouncementKind.Offered, item.Role);
        return null;
    }

    public static OperationRejection? ReportUnable(OperationTurn turn, ReportUnable command)
    {
        if (!turn.Operation.WorkItems.TryGetValue(command.Item, out var item))
            return new WorkItemNotOpen(command.Item);

        turn.Record(new WorkItemReportedUnable(item.Id, command.By, command.Reason));
        LadderSteps.TellFirstLevel(turn, item, AnnouncementKind.ReportedUnable);
        return null;
    }

    public static OperationRejection? Complete(OperationTurn turn, CompleteWorkItem command)
    {
        if (!turn.Operation.WorkItems.TryGetValue(command.Item, out var item))
            return new WorkItemNotOpen(command.Item);

        if (turn.Operation.Runs[item.Run].Suspension is { } held)
            return new RunHeld(item.Run, held);

        // sla.md 3.4: what stops a clock comes before anything that the completion sets going.
        ClockSteps.CompleteItem(turn, item.Id);
        turn.Record(new WorkItemCompleted(item.Id, command.By, turn.Now));
        return RunSteps.Step(
            turn, item.Run, new CompleteUserTask(turn.Now, item.Token, command.Output, command.By));
    }

    /// <summary>
    /// Gives the step to another role: the old promise closes, the new owner gets a fresh one (sla.md 3.5).
    /// </summary>
    public static void Reassign(OperationTurn turn, WorkItemId id, string role)
    {
        if (!turn.Operation.WorkItems.TryGetValue(id, out var item) || item.Role == role)
            return;

        if (item.Reassignments >= ReassignmentsMax)
        {
            LadderSteps.TellDutyOfficers(turn, item.Id, item.ElementId, AnnouncementKind.ReassignedTooOften);
            return;
        }

        ClockSteps.CancelItem(turn, id, "reassigned");
        turn.Record(new WorkItemReassigned(id, item.Role, role));
        if (turn.ProcedureOf(item.Run) is { } procedure)
            ClockSteps.AttachToItem(turn, procedure, turn.Operation.WorkItems[id]);

        Notify(turn, turn.Operation.WorkItems[id], AnnouncementKind.Offered, role);
    }

    public static void Notify(OperationTurn turn, WorkItem item, AnnouncementKind kind, string role)
    {
        var people = turn.Context.Directory.Resolve(role, turn.Now, turn.Context.Calendars).People;
        if (people.IsEmpty)
            return;

        turn.Request(new NotifyPeople(
            turn.EffectKey("announcement"),
                new Announcement(kind, item.Id, item.ElementId, Level: null, SkippedLevels: []), people));
    }
}

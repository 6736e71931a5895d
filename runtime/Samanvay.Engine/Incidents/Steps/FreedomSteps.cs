using System.Collections.Immutable;

namespace Samanvay.Engine.Incidents.Steps;

/// <summary>What people do when the procedure as drawn does not fit: go on elsewhere, do a step again, leave one
/// out.</summary>
internal static class FreedomSteps
{
    public static OperationRejection? Move(OperationTurn turn, MoveStep command) => RunSteps.Step(
        turn, command.Run, new MoveToken(turn.Now, command.Token, command.To, command.Reason, command.By));

    public static OperationRejection? Repeat(OperationTurn turn, RepeatStep command) => RunSteps.Step(
        turn, command.Run,
        new RepeatActivity(turn.Now, command.Scope, command.Element, command.Reason, command.By));

    public static OperationRejection? Skip(OperationTurn turn, SkipStep command) => AndTell(
        turn, command.Run, command.Token, command.By,
        new SkipToken(turn.Now, command.Token, command.Reason, command.Flow, command.By));

    public static OperationRejection? Resolve(OperationTurn turn, ResolveFault command)
    {
        if (command.Remedy == FaultRemedy.Retry)
            return RunSteps.Step(turn, command.Run, new RetryFault(turn.Now, command.Fault, command.By));

        var fault = turn.Operation.Runs.GetValueOrDefault(command.Run)?.Instance.Faults.GetValueOrDefault(
            command.Fault);
        return AndTell(
            turn, command.Run, fault?.Token ?? default, command.By,
            new SkipFault(turn.Now, command.Fault, command.Reason, command.Flow, command.By));
    }

    /// <summary>Whoever answers for the agency hears of what was left out, unless it was they who did it.</summary>
    private static OperationRejection? AndTell(
        OperationTurn turn, InstanceId run, TokenId token, string by, Command skip)
    {
        var element = turn.Operation.Runs.GetValueOrDefault(run)?.Instance.Tokens.GetValueOrDefault(token)?.Element;
        var item = turn.Operation.WorkItems.Values.FirstOrDefault(each => each.Run == run && each.Token == token);
        if (RunSteps.Step(turn, run, skip) is { } rejection)
            return rejection;

        var people = Supervisors(turn, item?.Role ?? RoleOf(turn, run, element), by);
        if (!people.IsEmpty)
        {
            turn.Request(new NotifyPeople(
                turn.EffectKey("tell"),
                new Announcement(AnnouncementKind.StepSkipped, item?.Id, element, Level: null, SkippedLevels: []),
                people));
        }

        return null;
    }

    private static string? RoleOf(OperationTurn turn, InstanceId run, string? element) =>
        turn.ProcedureOf(run) is { } procedure && element is not null
        && procedure.Process.Nodes.GetValueOrDefault(element) is { CandidateRoles: [var role, ..] } ? role : null;

    private static ImmutableArray<string> Supervisors(OperationTurn turn, string? role, string by)
    {
        var directory = turn.Context.Directory;
        var heads = directory.ResolveFor(role, ResponderDirectory.OwnerHead, turn.Now, turn.Context.Calendars).People;
        return [.. (heads.IsEmpty ? directory.DutyOfficers : heads).Where(person => person != by)];
    }
}

using NodaTime;
using Samanvay.Engine.Incidents;
using Samanvay.Feel.Values;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Clock;
using Samanvay.Runtime.Commands;
using Samanvay.Runtime.Ports;
using Samanvay.Runtime.Procedures.Forms;
using Samanvay.Runtime.Views;

namespace Samanvay.Runtime.Work;

/// <summary>Where people take, give back and complete their steps. What it answers is durable.</summary>
public sealed class WorkDesk(
    CommandLoop loop, CityTime time, IOperationContexts contexts, IProcedureStore procedures, IViewStore store)
{
    private readonly StepForms _forms = new(contexts, procedures);

    /// <summary>"Mine": the asker answers for the step from now on.</summary>
    public Task<Answer<Recorded>> AcknowledgeAsync(Asker asker, StepCall call, CancellationToken cancellation) =>
        SendAsync(asker, FrontDoorOperation.ClaimWorkItem, call,
            (at, by) => new AcknowledgeWorkItem(at, call.Item, by), cancellation);

    /// <summary>Gives the step back to its role.</summary>
    public async Task<Answer<Recorded>> DeclineAsync(
        Asker asker, StepCall call, string reason, CancellationToken cancellation)
    {
        if (FrontDoor.CheckText("reason", reason, "Say why you give it back.") is { } problem) return problem;
        return await SendAsync(asker, FrontDoorOperation.DeclineWorkItem, call,
            (at, by) => new DeclineWorkItem(at, call.Item, by, reason.Trim()), cancellation);
    }

    /// <summary>Says that the step can not be done; it stays open and its supervisors are told.</summary>
    public async Task<Answer<Recorded>> ReportUnableAsync(
        Asker asker, StepCall call, string reason, CancellationToken cancellation)
    {
        if (FrontDoor.CheckText("reason", reason, "Say what prevents it: your supervisors are told.") is { } problem)
            return problem;
        return await SendAsync(asker, FrontDoorOperation.DeclineWorkItem, call,
            (at, by) => new ReportUnable(at, call.Item, by, reason.Trim()), cancellation);
    }

    /// <param name="input">As the form's fields were filled in, for example by <see cref="FormPost"/>.</param>
    public async Task<Answer<Recorded>> CompleteAsync(
        Asker asker, StepCall call, FeelContext input, CancellationToken cancellation)
    {
        var operation = FrontDoorOperation.CompleteWorkItem;
        var found = await FindAsync(asker, operation, call, cancellation);
        if (found is not Granted<SoughtStep> { Value: var step }) return ((Refused<SoughtStep>)found).Reason;
        var filled = await _forms.CheckAsync(asker.City, step, new(input, call.Language), cancellation);
        if (!filled.IsValid) return new Invalid(filled.Problems);
        return await SubmitAsync(asker, call,
            (at, by) => new CompleteWorkItem(at, call.Item, by, filled.Output), cancellation);
    }

    private async Task<Answer<Recorded>> SendAsync(
        Asker asker, FrontDoorOperation operation, StepCall call, Func<Instant, string, OperationCommand> command,
        CancellationToken cancellation) =>
        await FindAsync(asker, operation, call, cancellation) switch
        {
            Refused<SoughtStep> refused => refused.Reason,
            _ => await SubmitAsync(asker, call, command, cancellation),
        };

    private async Task<Answer<SoughtStep>> FindAsync(
        Asker asker, FrontDoorOperation operation, StepCall call, CancellationToken cancellation)
    {
        if (FrontDoor.CheckKey(call.Key) is { } problem) return problem;
        if (asker.Person is null || AccessPolicy.ReachOf(asker, operation) == AccessReach.Nothing)
            return new NotAllowed(operation);
        var step = await SoughtStep.FindAsync(store, asker.City, call, cancellation);
        var directory = (await contexts.GetAsync(asker.City, cancellation)).Directory;
        // Whose step it is not can not find out that it exists.
        return step is not null && StepAccess.Allows(asker, operation, directory, step.Role)
            ? step : new NotFound("step", $"{call.Operation}/{call.Item.Value}");
    }

    private async Task<Answer<Recorded>> SubmitAsync(
        Asker asker, StepCall call, Func<Instant, string, OperationCommand> command, CancellationToken cancellation) =>
        FrontDoor.Answer(await loop.SubmitAsync(
            time, asker.City,
            at => FrontDoor.Submission(
                asker, call.Operation, call.Key, command(at, asker.Person!.Value.Value)),
            cancellation));
}

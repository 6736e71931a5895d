using System.Collections.Immutable;
using NodaTime;
using Samanvay.Engine;
using Samanvay.Engine.Incidents;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Clock;
using Samanvay.Runtime.Commands;
using Samanvay.Runtime.Ports;
using Samanvay.Runtime.Views;

namespace Samanvay.Runtime.Work;

/// <summary>Where the control room opens incidents by hand and steers those that are open.</summary>
public sealed class IncidentDesk(
    CommandLoop loop, CityTime time, IOperationContexts contexts, IProcedureStore procedures, IViewStore store)
{
    private readonly NewIncidentCheck _check = new(contexts, procedures);
    private readonly IncidentSending _sending = new(loop, time, contexts, store);

    /// <summary>Opens an incident and starts the chosen procedure. The same key opens the same incident.</summary>
    public async Task<Answer<Recorded>> StartByHandAsync(
        Asker asker, NewIncident incident, string key, CancellationToken cancellation)
    {
        if (IncidentSending.Person(asker, FrontDoorOperation.StartByHand) is not { } by)
            return new NotAllowed(FrontDoorOperation.StartByHand);
        if (FrontDoor.CheckKey(key) is { } bad) return bad;
        if (await _check.CheckAsync(asker.City, incident, cancellation) is { } problem) return problem;
        var opening = new IncidentOpening(
            incident.Kind.Trim(), incident.Title.Trim(), incident.Severity, incident.Place, null);
        ImmutableArray<ProcedureStart> starts =
            incident.Version is { } version ? [new(version, incident.Message, incident.Variables)] : [];
        return FrontDoor.Answer(await loop.SubmitAsync(
            time, asker.City,
            at => FrontDoor.Submission(
                asker, FrontDoor.OperationOf(asker, key), key, new OpenIncident(at, opening, starts, by)),
            cancellation));
    }

    public Task<Answer<Recorded>> ChangeSeverityAsync(
        Asker asker, IncidentCall call, IncidentSeverity severity, string reason, CancellationToken cancellation) =>
        Enum.IsDefined(severity)
            ? SendAsync(asker, FrontDoorOperation.ChangeSeverity,
                new Words(call, reason, "Say why the severity changes: the timeline shows it."),
                (at, by, text) => new ChangeSeverity(at, severity, by, text), cancellation)
            : Task.FromResult<Answer<Recorded>>(new Invalid("severity", "Choose a severity from 1 to 5."));

    /// <summary>Closes the incident; what still runs for it is cancelled.</summary>
    public Task<Answer<Recorded>> CloseAsync(
        Asker asker, IncidentCall call, string reason, CancellationToken cancellation) =>
        SendAsync(asker, FrontDoorOperation.CloseIncident,
            new Words(call, reason, "Say why it is closed: the timeline shows it."),
            (at, by, text) => new CloseIncident(at, by, text), cancellation);

    /// <summary>For whoever steers the incident, and for the agencies that take part in it.</summary>
    public async Task<Answer<Recorded>> AddNoteAsync(
        Asker asker, IncidentCall call, string text, CancellationToken cancellation)
    {
        var operation = AccessPolicy.Allows(asker, FrontDoorOperation.ChangeSeverity, asker.City)
            ? FrontDoorOperation.ChangeSeverity : FrontDoorOperation.ClaimWorkItem;
        return await SendAsync(asker, operation, new Words(call, text, "Write the note first."),
            (at, by, note) => new AddNote(at, by, note), cancellation);
    }

    /// <summary>The alarm of this incident is silent for the asker, on every screen, until it is grave anew.</summary>
    public Task<Answer<Recorded>> AcknowledgeAlarmAsync(
        Asker asker, IncidentCall call, CancellationToken cancellation) =>
        SendAsync(asker, FrontDoorOperation.AcknowledgeAlarm, new Words(call, "heard", ""),
            (at, by, _) => new AcknowledgeAlarm(at, by), cancellation);

    public Task<Answer<Recorded>> RetryFaultAsync(Asker asker, FaultCall call, CancellationToken cancellation) =>
        SendAsync(asker, FrontDoorOperation.RetryFault,
            new Words(new IncidentCall(call.Operation, call.Key), "retry", ""),
            (at, by, text) => Resolve(call, at, FaultRemedy.Retry, by, text), cancellation);

    /// <summary>Goes on as if the step had been done.</summary>
    public Task<Answer<Recorded>> SkipFaultAsync(
        Asker asker, FaultCall call, string reason, CancellationToken cancellation) =>
        SendAsync(asker, FrontDoorOperation.SkipFault,
            new Words(
                new IncidentCall(call.Operation, call.Key), reason,
                "Say why the step is skipped: the timeline shows it."),
            (at, by, text) => Resolve(call, at, FaultRemedy.Skip, by, text), cancellation);

    private static ResolveFault Resolve(FaultCall call, Instant at, FaultRemedy remedy, string by, string reason) =>
        new(at, new InstanceId(call.Run), new FaultId(call.Fault), remedy, by, reason) { Flow = call.Flow };

    private Task<Answer<Recorded>> SendAsync(
        Asker asker, FrontDoorOperation operation, Words words,
        Func<Instant, string, string, OperationCommand> command, CancellationToken cancellation) =>
        _sending.SendAsync(asker, operation, words, command, cancellation);
}

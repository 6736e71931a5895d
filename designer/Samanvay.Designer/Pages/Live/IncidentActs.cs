using System.Globalization;
using Samanvay.Designer.Hosting;
using Samanvay.Designer.Pages.Live.Steering;
using Samanvay.Engine.Incidents;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Views;
using Samanvay.Runtime.Work;
using Samanvay.Runtime.Work.Steering;

namespace Samanvay.Designer.Pages.Live;

/// <summary>What the person may do with incidents; the desk asks again.</summary>
public sealed record IncidentRights(bool Start, bool Steer, bool Close, bool Note, bool Retry, bool Skip)
{
    public static readonly IncidentRights None = new(false, false, false, false, false, false);

    public SteeringRights Steering { get; init; } = SteeringRights.None;

    public static IncidentRights Of(Asker asker)
    {
        bool May(FrontDoorOperation operation) => AccessPolicy.ReachOf(asker, operation) != AccessReach.Nothing;
        return new IncidentRights(
            May(FrontDoorOperation.StartByHand), May(FrontDoorOperation.ChangeSeverity),
                May(FrontDoorOperation.CloseIncident),
            May(FrontDoorOperation.ChangeSeverity) || May(FrontDoorOperation.ClaimWorkItem),
            May(FrontDoorOperation.RetryFault), May(FrontDoorOperation.SkipFault))
        {
            Steering = SteeringRights.Of(asker),
        };
    }
}

/// <summary>The acts on the chosen incident. Each says why not, or nothing when it is recorded.</summary>
public sealed class IncidentActs(LiveSources sources, CurrentAsker current, Guid operation, Func<Task> lookAgain)
    : ISteer
{
    private readonly IncidentDesk _desk = sources.Desk;

    public Guid Operation => operation;

    public Task<Refusal?> NoteAsync(string text, string key) =>
        DoAsync(asker => _desk.AddNoteAsync(asker, Call(key), text, CancellationToken.None));

    public Task<Refusal?> ChangeSeverityAsync(int severity, string reason, string key) => DoAsync(
        asker => _desk.ChangeSeverityAsync(asker, Call(key), (IncidentSeverity)severity, reason,
            CancellationToken.None));

    public Task<Refusal?> CloseAsync(string reason, string key) =>
        DoAsync(asker => _desk.CloseAsync(asker, Call(key), reason, CancellationToken.None));

    public Task<Refusal?> RetryAsync(int run, int fault, string key) =>
        DoAsync(asker => _desk.RetryFaultAsync(asker, new(new(operation), run, fault, key), CancellationToken.None));

    /// <param name="flow">By which to go on; null where there is only one way or none.</param>
    public Task<Refusal?> SkipAsync(FaultView fault, string? flow, string reason, string key) =>
        DoAsync(asker => _desk.SkipFaultAsync(
            asker, new(new(operation), fault.Run, fault.Fault, key) { Flow = flow }, reason, CancellationToken.None));

    /// <summary>What was done last to one of the procedures, for the screen to say.</summary>
    public SteeringAct? Steered { get; private set; }

    public async Task<Refusal?> SteerAsync(SteeringAct act, string reason, string key)
    {
        Steered = null;
        return await DoAsync(async asker =>
        {
            var answer = await sources.Steering.DoAsync(asker, Call(key), act, reason, CancellationToken.None);
            if (answer is Granted<Recorded>) Steered = act;
            return answer;
        });
    }

    public async Task<Answer<SteeringOutlook>> LookAheadAsync(SteeringAct act) =>
        await current.GetAsync() is { } asker
            ? await sources.Steering.PreviewAsync(
                asker, new OperationId(operation), act, CultureInfo.CurrentUICulture.TwoLetterISOLanguageName,
                CancellationToken.None)
            : new NotAllowed(FrontDoorOperation.ViewIncident);

    private IncidentCall Call(string key) => new(new OperationId(operation), key);

    private async Task<Refusal?> DoAsync(Func<Asker, Task<Answer<Recorded>>> act)
    {
        if (await current.GetAsync() is not { } asker) return new NotAllowed(FrontDoorOperation.ViewIncident);
        if (await act(asker) is Refused<Recorded> { Reason: var reason }) return reason;
        await lookAgain();
        return null;
    }
}

using Samanvay.Designer.Hosting;
using Samanvay.Engine.Incidents;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Work;

namespace Samanvay.Designer.Pages.Live;

/// <summary>What the person may do with incidents; the desk asks again.</summary>
public sealed record IncidentRights(bool Start, bool Steer, bool Close, bool Note, bool Retry, bool Skip)
{
    public static readonly IncidentRights None = new(false, false, false, false, false, false);

    public static IncidentRights Of(Asker asker)
    {
        bool May(FrontDoorOperation operation) => AccessPolicy.ReachOf(asker, operation) != AccessReach.Nothing;
        return new IncidentRights(
            May(FrontDoorOperation.StartByHand), May(FrontDoorOperation.ChangeSeverity),
                May(FrontDoorOperation.CloseIncident),
            May(FrontDoorOperation.ChangeSeverity) || May(FrontDoorOperation.ClaimWorkItem),
            May(FrontDoorOperation.RetryFault), May(FrontDoorOperation.SkipFault));
    }
}

/// <summary>The acts on the chosen incident. Each says why not, or nothing when it is recorded.</summary>
public sealed class IncidentActs(IncidentDesk desk, CurrentAsker current, Guid operation, Func<Task> lookAgain)
{
    public Guid Operation => operation;

    public Task<Refusal?> NoteAsync(string text, string key) =>
        DoAsync(asker => desk.AddNoteAsync(asker, Call(key), text, CancellationToken.None));

    public Task<Refusal?> ChangeSeverityAsync(int severity, string reason, string key) => DoAsync(
        asker => desk.ChangeSeverityAsync(asker, Call(key), (IncidentSeverity)severity, reason,
            CancellationToken.None));

    public Task<Refusal?> CloseAsync(string reason, string key) =>
        DoAsync(asker => desk.CloseAsync(asker, Call(key), reason, CancellationToken.None));

    public Task<Refusal?> RetryAsync(int run, int fault, string key) =>
        DoAsync(asker => desk.RetryFaultAsync(asker, new(new(operation), run, fault, key), CancellationToken.None));

    public Task<Refusal?> SkipAsync(int run, int fault, string reason, string key) =>
        DoAsync(asker =>
            desk.SkipFaultAsync(asker, new(new(operation), run, fault, key), reason, CancellationToken.None));

    private IncidentCall Call(string key) => new(new OperationId(operation), key);

    private async Task<Refusal?> DoAsync(Func<Asker, Task<Answer<Recorded>>> act)
    {
        if (await current.GetAsync() is not { } asker) return new NotAllowed(FrontDoorOperation.ViewIncident);
        if (await act(asker) is Refused<Recorded> { Reason: var reason }) return reason;
        await lookAgain();
        return null;
    }
}

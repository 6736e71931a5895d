using Samanvay.Engine.Incidents;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Commands;
using Samanvay.Runtime.Views;

namespace Samanvay.Runtime.Work.Steering;

/// <summary>Where people steer a running procedure past its drawing. What will follow can be seen first: the same
/// engine takes the same step, and nothing is kept.</summary>
public sealed class SteeringDesk(CommandLoop loop, ViewSources sources)
{
    private readonly IncidentSending _sending = new(loop, sources.Time, sources.Contexts, sources.Store);

    /// <summary>Does it, once for each key.</summary>
    public Task<Answer<Recorded>> DoAsync(
        Asker asker, IncidentCall call, SteeringAct act, string reason, CancellationToken cancellation) =>
        _sending.SendAsync(
            asker, act.Operation,
            new Words(call, act.SpeaksForItself ? "chosen" : reason, "Say why: the timeline shows it."),
            act.Command, cancellation);

    /// <summary>What would follow now, or why it is not possible.</summary>
    public async Task<Answer<SteeringOutlook>> PreviewAsync(
        Asker asker, OperationId operation, SteeringAct act, string language, CancellationToken cancellation)
    {
        if (IncidentSending.Person(asker, act.Operation) is not { } by) return new NotAllowed(act.Operation);
        if (await sources.SceneAsync(asker, language, cancellation) is not { } scene
            || !await _sending.SeesAsync(asker, act.Operation, operation, cancellation)
            || await sources.Store.StateAsync(asker.City, operation, cancellation) is not { } stored)
        {
            return new NotFound("incident", operation.ToString());
        }

        var before = OperationJson.ReadState(stored.State.Span);
        var result = OperationEngine.Step(scene.Context, before, act.Command(scene.Now, by, ""));
        // Whether it can still come to its end takes a while to say of a large drawing; the screen goes on meanwhile.
        if (result is OperationAccepted accepted)
            return await Task.Run(() => OutlookReader.Read(scene, before, accepted), cancellation);
        var refused = RefusalText.Of(((OperationRejected)result).Reason);
        return new NotPossible(refused.Code, refused.Message);
    }
}

using NodaTime;
using Samanvay.Engine;
using Samanvay.Engine.Incidents;
using Samanvay.Engine.ServiceLevels;
using Samanvay.Feel.Values;
using Samanvay.Runtime.Ports;
using Samanvay.Tests.Support;

namespace Samanvay.Tests.Storage.Golden;

/// <summary>Does whatever an operation waits for, until nothing of it is open.</summary>
internal sealed class GoldenDriver(WholeCity city)
{
    private const int CommandsMax = 60;
    private const string By = "asha.kulkarni";

    private Instant _now = Instant.FromDateTimeOffset(city.Host.GetUtcNow());

    public async Task FinishAsync(OperationKey key)
    {
        for (var sent = 0; sent < CommandsMax; sent++)
        {
            var state = await city.StateAsync(key);
            if (IsOver(state)) return;
            await city.AcceptedAsync(key, Next(state));
        }

        throw new InvalidOperationException($"Operation {key.Operation} does not come to its end.");
    }

    public async Task CompleteAsync(OperationKey key, string element)
    {
        var item = (await city.StateAsync(key)).WorkItems.Values.First(item => item.ElementId == element);
        await city.AcceptedAsync(key, Complete(item));
    }

    public Task SendAsync(OperationKey key, string message) =>
        city.AcceptedAsync(key, new PublishMessage(_now, message, FeelContext.Empty, By));

    public static bool IsOver(Operation state) =>
        state.Incident is { IsOpen: false }
        || (state.Incident is null && state.Runs.Values.All(run => run.Instance.HasEnded));

    private CompleteWorkItem Complete(WorkItem item) =>
        new(_now, item.Id, By, FeelContext.Of(("done", FeelValue.True)));

    private OperationCommand Next(Operation state)
    {
        foreach (var (run, fault) in Each(state, instance => instance.Faults.Values))
            return new ResolveFault(_now, run, fault.Id, FaultRemedy.Skip, By, "It is to come to its end.");
        foreach (var item in state.WorkItems.Values) return Complete(item);
        foreach (var (run, token) in Each(state, instance => instance.Tokens.Values))
        {
            if (token.State == TokenState.Requested)
                return new FinishActivity(_now, run, token.Id, new ActivitySucceeded(FeelContext.Empty));
        }

        foreach (var (run, scope) in Each(state, instance => instance.Scopes.Values))
        {
            if (scope is { Kind: ScopeKind.AdHoc, IsClosed: false })
                return new FinishStage(_now, run, scope.Id, By, "It is to come to its end.");
        }

        foreach (var (_, waiting) in Each(state, instance => instance.Subscriptions.Values))
        {
            if (waiting.Kind == SubscriptionKind.Message)
                return new PublishMessage(_now, waiting.Name, FeelContext.Empty, By);
        }

        foreach (var (key, timer) in OperationProjection.Timers(state, CalendarBook.AlwaysOpen))
        {
            _now = Instant.Max(_now, timer.DueAt);
            return new FireDue(_now, key, timer.Generation);
        }

        return state.Incident is { IsOpen: true }
            ? new CloseIncident(_now, By, "It is over.")
            : throw new InvalidOperationException($"Operation {state.Id} waits for nothing that can be done.");
    }

    private static IEnumerable<(InstanceId Run, T Part)> Each<T>(
        Operation state, Func<ProcessInstance, IEnumerable<T>> parts) =>
        from run in state.Runs
        where run.Value.Instance.IsRunning
        from part in parts(run.Value.Instance)
        select (run.Key, part);
}

using NodaTime;
using Samanvay.Activities;
using Samanvay.Engine.Incidents;
using Samanvay.Runtime.Ports;
using Samanvay.Tests.Runtime.Commands;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Runtime.Services;

public sealed class OutboxDispatcherTests : IDisposable
{
    private readonly DatabaseFolder _folder = new();

    [Fact]
    public async Task A_step_asks_the_outside_and_goes_on_with_its_answer()
    {
        await using var services = await ServiceShell.OpenAsync(_folder.Path);
        var operation = await services.Shell.StartedAsync(Diagrams.Call);

        (await services.Outbox.RunOnceAsync(default)).ShouldBe(1);

        var call = services.Adapter.Calls.ShouldHaveSingleItem();
        call.Input.GetProperty("number").GetString().ShouldBe("100");
        call.Key.ShouldStartWith(operation.Operation.ToString());
        (await StateAsync(services, operation)).Runs.Values.ShouldAllBe(run => run.Instance.HasEnded);
        (await services.Outbox.RunOnceAsync(default)).ShouldBe(0);
        services.Shell.Host.Advance(Duration.FromMinutes(2));
        (await services.Outbox.RunOnceAsync(default)).ShouldBe(0);
    }

    [Fact]
    public async Task An_answer_that_the_loop_can_not_take_now_waits_in_the_inbox()
    {
        await using var services = await ServiceShell.OpenAsync(_folder.Path);
        var operation = await services.Shell.StartedAsync(Diagrams.Call);
        await services.Shell.StopLoopAsync();

        await services.Outbox.RunOnceAsync(default);

        var waiting = (await services.InboxStore.WaitingAsync(Shell.Noon, 10, default)).ShouldHaveSingleItem();
        waiting.Lane.ShouldBe(operation.Operation.ToString());
        (await services.OutboxStore.NextAttemptAsync(default)).ShouldBeNull();
    }

    [Fact]
    public async Task What_fails_is_tried_again_later_and_later_under_the_same_key()
    {
        await using var services = await ServiceShell.OpenAsync(_folder.Path);
        await services.Shell.StartedAsync(Diagrams.Call);
        services.Adapter.Answer = request =>
            request.Attempt < 3 ? new ActivityFailed("The server is down.") : ActivityResult.Done;

        await services.Outbox.RunOnceAsync(default);
        (await services.Outbox.RunOnceAsync(default)).ShouldBe(0);
        services.Shell.Host.Advance(Duration.FromSeconds(2));
        (await services.Outbox.RunOnceAsync(default)).ShouldBe(1);
        services.Shell.Host.Advance(Duration.FromSeconds(4));
        (await services.Outbox.RunOnceAsync(default)).ShouldBe(1);

        services.Adapter.Calls.Select(call => call.Attempt).ShouldBe([1, 2, 3]);
        services.Adapter.Calls.Select(call => call.Key).Distinct().ShouldHaveSingleItem();
        (await services.OutboxStore.NextAttemptAsync(default)).ShouldBeNull();
    }

    [Fact]
    public async Task After_too_many_attempts_the_step_shows_a_fault_that_a_person_can_retry()
    {
        await using var services = await ServiceShell.OpenAsync(_folder.Path, attemptsMax: 1);
        var operation = await services.Shell.StartedAsync(Diagrams.Call);
        services.Adapter.Answer = static _ => throw new IOException("The line is dead.");
        await services.Outbox.RunOnceAsync(default);
        var run = (await StateAsync(services, operation)).Runs.ShouldHaveSingleItem();
        var fault = run.Value.Instance.Faults.ShouldHaveSingleItem().Value;
        fault.Message.ShouldContain("The line is dead.");

        services.Adapter.Answer = static _ => ActivityResult.Done;
        var retry =
            new ResolveFault(Shell.Noon, run.Key, fault.Id, FaultRemedy.Retry, "officer", "The line was mended.");
        await services.Shell.SubmitAsync(operation, retry);
        await services.Outbox.RunOnceAsync(default);

        (await StateAsync(services, operation)).Runs.Values.ShouldAllBe(each => each.Instance.HasEnded);
        services.Adapter.Calls.Select(call => call.Key).Distinct().Count().ShouldBe(2);
    }

    [Fact]
    public async Task A_dispatcher_that_died_after_the_call_repeats_it_under_the_same_key_and_the_step_goes_on_once()
    {
        await using var services = await ServiceShell.OpenAsync(_folder.Path);
        var operation = await services.Shell.StartedAsync(Diagrams.Call);
        var claimed = await services.OutboxStore.ClaimAsync(Shell.Noon, Duration.FromMinutes(1), 10, default);
        claimed.Count.ShouldBe(1);

        services.Shell.Host.Advance(Duration.FromMinutes(2));
        await services.Outbox.RunOnceAsync(default);

        services.Adapter.Calls.ShouldHaveSingleItem().Attempt.ShouldBe(2);
        (await services.Shell.Operations.LoadAsync(operation, default))!.Sequence.ShouldBe(2);
    }

    public void Dispose() => _folder.Dispose();

    private static async Task<Operation> StateAsync(ServiceShell services, OperationKey operation) =>
        OperationJson.ReadState((await services.Shell.Operations.LoadAsync(operation, default))!.State.Span);
}

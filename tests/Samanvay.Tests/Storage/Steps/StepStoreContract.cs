using NodaTime;
using Samanvay.Engine.Incidents;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Ports;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Storage.Steps;

/// <summary>What every database must do for the step path. One class per database runs it.</summary>
public abstract class StepStoreContract
{
    internal static readonly CityId City = new("pune");
    internal static readonly Instant Noon = Instant.FromUtc(2026, 7, 9, 6, 30);

    private readonly OperationKey _operation = new(City, new OperationId(Guid.NewGuid()));

    internal abstract IOperationStore Operations { get; }

    internal abstract ITimerStore Timers { get; }

    internal abstract IOutboxStore Outbox { get; }

    internal abstract IInboxStore Inbox { get; }

    internal abstract IDueStore Due { get; }

    internal abstract IReconcileStore Reconciling { get; }

    internal abstract IAuditStore Audit { get; }

    [Fact]
    public async Task A_saved_operation_is_read_back_as_it_was()
    {
        await Operations.SaveAsync(Batches.Of(Batches.Created(_operation)), default);

        var stored = await Operations.LoadAsync(_operation, default);

        stored!.Sequence.ShouldBe(1);
        stored.State.ToArray().ShouldBe([1]);
        stored.Hash.ToArray().ShouldBe([11]);
    }

    [Fact]
    public async Task Nothing_of_a_batch_is_stored_when_one_of_its_rows_fails()
    {
        var handled = new HandledCommand(new CommandKey(City, "k1"), new byte[] { 1 }, Noon);
        await Operations.SaveAsync(Batches.Of() with { Handled = [handled] }, default);

        await Should.ThrowAsync<Exception>(
            async () => await Operations.SaveAsync(
                Batches.Of(Batches.Created(_operation)) with { Handled = [handled] }, default));

        (await Operations.LoadAsync(_operation, default)).ShouldBeNull();
        (await Timers.NextDueAsync(City, default)).ShouldBeNull();
    }

    [Fact]
    public async Task A_step_on_a_state_that_is_no_longer_the_newest_is_not_saved()
    {
        await Operations.SaveAsync(Batches.Of(Batches.Created(_operation)), default);

        await Should.ThrowAsync<StepConflictException>(
            async () => await Operations.SaveAsync(Batches.Of(Batches.Changed(_operation, before: 7)), default));
        await Should.ThrowAsync<StepConflictException>(
            async () => await Operations.SaveAsync(Batches.Of(Batches.Created(_operation)), default));
    }

    [Fact]
    public async Task Held_operations_are_handed_out_as_they_stand_and_saved()
    {
        var other = new OperationKey(City, new OperationId(Guid.NewGuid()));
        await Operations.SaveAsync(Batches.Of(Batches.Created(_operation)), default);
        IReadOnlyList<StoredOperation> held = [];

        await Operations.SaveHeldAsync(
            [_operation, other],
            stored =>
            {
                held = stored;
                return new(Batches.Of(Batches.Changed(_operation, before: 1), Batches.Created(other)));
            },
            default);

        held.ShouldHaveSingleItem().Sequence.ShouldBe(1);
        (await Operations.LoadAsync([_operation, other], default)).Select(stored => stored.Sequence)
            .Order().ShouldBe([1, 2]);
    }

    [Fact]
    public async Task Writers_that_share_a_commit_do_not_share_their_failures()
    {
        var others = Enumerable.Range(0, 20).Select(_ => new OperationKey(City, new OperationId(Guid.NewGuid())))
            .ToList();
        await Operations.SaveAsync(Batches.Of(Batches.Created(_operation)), default);

        var saves = others.Select(key => Batches.Created(key)).Append(Batches.Changed(_operation, before: 7))
            .Select(write => Task.Run(async () => await Operations.SaveAsync(Batches.Of(write), default))).ToList();

        await Should.ThrowAsync<StepConflictException>(() => Task.WhenAll(saves));
        saves.Count(save => save.IsFaulted).ShouldBe(1);
        foreach (var other in others) (await Operations.LoadAsync(other, default)).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_handled_key_gives_its_stored_answer_in_its_own_city()
    {
        await Operations.SaveAsync(
            Batches.Of() with { Handled = [new(new CommandKey(City, "k1"), new byte[] { 7 }, Noon)] }, default);

        var found =
            await Operations.FindHandledAsync([new(City, "k1"), new(City, "k2"), new(new("nashik"), "k1")], default);

        found.ShouldHaveSingleItem().Answer.ToArray().ShouldBe([7]);
    }

    [Fact]
    public async Task Due_timers_come_in_order_and_only_the_first_of_each_operation()
    {
        var other = new OperationKey(City, new OperationId(Guid.NewGuid()));
        await Operations.SaveAsync(
            Batches.Of(
                Batches.Created(_operation, Batches.Timer("a", 5), Batches.Timer("b", 3), Batches.Timer("late", 60)),
                Batches.Created(other, Batches.Timer("c", 4))), default);

        var due = await Timers.DueAsync(City, Noon + Duration.FromMinutes(10), new TimerPage(10), default);

        due.Select(timer => timer.Key).ShouldBe(["b", "c"]);
        await Timers.YieldAsync(due, default);
        (await Timers.NextDueAsync(City, default)).ShouldBe(Noon + Duration.FromMinutes(3));
        (await Timers.DueAsync(new("nashik"), Noon + Duration.FromHours(1), new TimerPage(10), default))
            .ShouldBeEmpty();
    }

    [Fact]
    public async Task A_held_timer_is_out_of_the_queue_until_it_is_released()
    {
        await Operations.SaveAsync(Batches.Of(Batches.Created(_operation, Batches.Timer("a", 0))), default);
        var timer = (await Timers.DueAsync(City, Noon, new TimerPage(10), default)).ShouldHaveSingleItem();

        await Timers.HoldAsync(timer, "It can not be fired.", default);
        await Timers.YieldAsync([timer], default);
        (await Timers.DueAsync(City, Noon, new TimerPage(10), default)).ShouldBeEmpty();

        (await Timers.ReleaseAsync(_operation, "a", default)).ShouldBeTrue();
        (await Timers.DueAsync(City, Noon, new TimerPage(10), default)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_kind_that_is_held_does_not_stand_in_the_way_of_the_others()
    {
        await Operations.SaveAsync(
            Batches.Of(Batches.Created(_operation, Batches.Timer("a", 0, TimerKinds.Clock), Batches.Timer("b", 1))),
                default);

        var due = await Timers.DueAsync(
            City, Noon + Duration.FromMinutes(5), new TimerPage(1, TimerKinds.Clock), default);

        due.ShouldHaveSingleItem().Key.ShouldBe("b");
    }

    [Fact]
    public async Task An_effect_is_claimed_by_one_worker_until_its_lease_ends()
    {
        await Operations.SaveAsync(
            Batches.Of(Batches.Created(_operation) with { Outbox = [Batches.Effect("e1")] }), default);
        var lease = Duration.FromMinutes(1);

        (await Outbox.ClaimAsync(Noon, lease, 10, default)).ShouldHaveSingleItem().Attempts.ShouldBe(1);
        (await Outbox.ClaimAsync(Noon, lease, 10, default)).ShouldBeEmpty();
        (await Outbox.ClaimAsync(Noon + lease, lease, 10, default)).ShouldHaveSingleItem().Attempts.ShouldBe(2);
    }

    [Fact]
    public async Task Closing_an_effect_hands_its_result_over_once()
    {
        await Operations.SaveAsync(
            Batches.Of(Batches.Created(_operation) with { Outbox = [Batches.Effect("e1")] }), default);
        var row = (await Outbox.ClaimAsync(Noon, Duration.Zero, 10, default)).Single();

        await Outbox.CompleteAsync(row, Noon, Batches.Request("r1", "lane"), default);
        await Outbox.CompleteAsync(row, Noon, Batches.Request("r2", "lane"), default);

        (await Inbox.WaitingAsync(Noon, 10, default)).ShouldHaveSingleItem().Key.ShouldBe("r1");
        (await Outbox.ClaimAsync(Noon + Duration.FromDays(1), Duration.Zero, 10, default)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_step_that_takes_the_result_of_an_effect_closes_it()
    {
        await Operations.SaveAsync(
            Batches.Of(Batches.Created(_operation) with { Outbox = [Batches.Effect("e1")] }), default);
        var row = (await Outbox.ClaimAsync(Noon, Duration.Zero, 10, default)).Single();
        var taken = Batches.Of(Batches.Changed(_operation, 1)) with { Done = [new DoneEffect(row.Id, Noon)] };

        await Should.ThrowAsync<StepConflictException>(async () => await Operations.SaveAsync(
            taken with { Operations = [Batches.Changed(_operation, 2)] }, default));
        (await Outbox.NextAttemptAsync(default)).ShouldNotBeNull();

        await Operations.SaveAsync(taken, default);
        (await Outbox.NextAttemptAsync(default)).ShouldBeNull();
        await Outbox.CompleteAsync(row, Noon, Batches.Request("r1", "lane"), default);
        (await Inbox.WaitingAsync(Noon, 10, default)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_parked_effect_waits_for_a_person()
    {
        await Operations.SaveAsync(
            Batches.Of(Batches.Created(_operation) with { Outbox = [Batches.Effect("e1"), Batches.Effect("e2")] }),
                default);
        foreach (var row in await Outbox.ClaimAsync(Noon, Duration.Zero, 10, default))
            await Outbox.ParkAsync(row, "The address is wrong.", default);
        (await Outbox.NextAttemptAsync(default)).ShouldBeNull();

        (await Outbox.ReleaseAsync(_operation, "e1", Noon, default)).ShouldBeTrue();
        (await Outbox.SkipAsync(_operation, "e2", Noon, default)).ShouldBeTrue();
        (await Outbox.SkipAsync(_operation, "e2", Noon, default)).ShouldBeFalse();

        (await Outbox.ClaimAsync(Noon, Duration.Zero, 10, default)).ShouldHaveSingleItem().Key.ShouldBe("e1");
    }

    [Fact]
    public async Task A_request_is_taken_once_and_goes_with_the_step_that_takes_it()
    {
        await Inbox.AddAsync(
            [Batches.Request("r1", "a"), Batches.Request("r1", "a"), Batches.Request("r2", "a")], default);
        var waiting = await Inbox.WaitingAsync(Noon, 10, default);
        waiting.Select(row => row.Key).ShouldBe(["r1", "r2"]);

        await Operations.SaveAsync(
            Batches.Of(Batches.Created(_operation)) with
            {
                Inbox = [waiting[0].Id],
                Handled = [new(new CommandKey(City, "r1"), new byte[] { 1 }, Noon)],
            }, default);
        await Inbox.YieldAsync(waiting, default);
        await Inbox.AddAsync([Batches.Request("r1", "a")], default);

        (await Inbox.WaitingAsync(Noon, 10, default)).Select(row => row.Key).ShouldBe(["r2"]);
    }

    [Fact]
    public async Task A_lane_whose_first_row_must_wait_waits_as_a_whole()
    {
        await Inbox.AddAsync(
            [Batches.Request("r1", "a"), Batches.Request("r2", "a"), Batches.Request("r3", "b")], default);
        var taken = await Inbox.WaitingAsync(Noon, 10, default);
        var later = Noon + Duration.FromSeconds(10);

        await Inbox.RetryLaterAsync(taken[0].Id, later, "The queue is full.", default);
        await Inbox.YieldAsync(taken, default);

        var others = await Inbox.WaitingAsync(Noon, 10, default);
        others.Select(row => row.Key).ShouldBe(["r3"]);
        await Inbox.YieldAsync(others, default);
        (await Inbox.WaitingAsync(later, 10, default)).Select(row => row.Key).ShouldBe(["r1", "r2", "r3"]);
    }

    [Fact]
    public async Task What_is_under_way_and_what_comes_next_are_seen_in_one_look()
    {
        (await Due.LookAsync(City, Noon, default)).ShouldBe(new DueWork(false, null));
        await Operations.SaveAsync(
            Batches.Of(Batches.Created(_operation, Batches.Timer("a", 5)) with { Outbox = [Batches.Effect("e1")] }),
                default);
        var next = Noon + Duration.FromMinutes(5);

        (await Due.LookAsync(City, Noon, default)).ShouldBe(new DueWork(true, next));
        (await Due.LookAsync(new("nashik"), Noon, default)).ShouldBe(new DueWork(false, null));

        var effect = (await Outbox.ClaimAsync(Noon, Duration.Zero, 10, default)).Single();
        await Outbox.CompleteAsync(effect, Noon, Batches.Request("r1", "lane"), default);
        (await Due.LookAsync(City, Noon, default)).ShouldBe(new DueWork(true, next));

        var request = (await Inbox.WaitingAsync(Noon, 10, default)).Single();
        await Inbox.RetryLaterAsync(request.Id, next, "The queue is full.", default);
        (await Due.LookAsync(City, Noon, default)).ShouldBe(new DueWork(false, next));
        (await Due.LookAsync(City, next, default)).ShouldBe(new DueWork(true, next));
    }

    [Fact]
    public async Task Histories_are_read_with_the_hashes_that_stand_beside_them()
    {
        await Operations.SaveAsync(Batches.Of(Batches.Created(_operation)), default);
        await Operations.SaveAsync(Batches.Of(Batches.Changed(_operation, before: 1)), default);

        var head = (await Audit.HeadsAsync(null, 10, default)).ShouldHaveSingleItem();
        head.Place.ShouldBe(new OperationSequence(_operation, 2));
        head.Hash.ToArray().ShouldBe([12]);
        (await Audit.HeadsAsync(_operation, 10, default)).ShouldBeEmpty();
        (await Audit.HistoryAsync(_operation, 2, default)).Select(entry => entry.Sequence).ShouldBe([1, 2]);
        (await Audit.HistoryAsync(_operation, 1, default)).ShouldHaveSingleItem().Hash.ToArray().ShouldBe([11]);
        (await Audit.FindAsync([new(_operation, 1), new(_operation, 7)], default))
            .ShouldHaveSingleItem().Hash.ToArray().ShouldBe([11]);
        (await Audit.WithoutStateAsync(10, default)).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_differs_from_the_state_is_found_and_mended()
    {
        await Operations.SaveAsync(
            Batches.Of(Batches.Created(_operation, Batches.Timer("a", 5), Batches.Timer("b", 6))), default);
        var right = Batches.Lines(Batches.Timer("a", 7), Batches.Timer("c", 8));

        (await Reconciling.OpenAsync(null, 10, default)).ShouldBe([_operation]);
        (await Reconciling.RepairAsync(_operation, _ => right, default)).ShouldBe(3);
        (await Reconciling.RepairAsync(_operation, _ => right, default)).ShouldBe(0);
        (await Timers.NextDueAsync(City, default)).ShouldBe(Noon + Duration.FromMinutes(7));
        (await Reconciling.OpenAsync(_operation, 10, default)).ShouldBeEmpty();
    }
}

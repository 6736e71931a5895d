using Samanvay.Runtime.Commands;
using Samanvay.Runtime.Ports;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Runtime.Commands;

public sealed class CommandLoopTests : IDisposable
{
    private readonly DatabaseFolder _folder = new();
    private StoreAround _store = null!;

    private ShellOptions Watched => new() { Around = store => _store = new StoreAround(store) };

    [Fact]
    public async Task What_is_acknowledged_is_there_after_a_restart()
    {
        OperationKey operation;
        await using (var shell = await Shell.OpenAsync(_folder.Path))
            operation = await shell.StartedAsync(Diagrams.Ask);

        await using var restarted = await Shell.OpenAsync(_folder.Path);

        var stored = await restarted.Operations.LoadAsync(operation, default);
        stored!.Sequence.ShouldBe(1);
        var answer = await restarted.SubmitAsync(operation, Diagrams.Complete(Shell.Noon));
        answer.ShouldBe(new CommandAccepted(operation, 2));
    }

    [Fact]
    public async Task Nobody_is_answered_before_the_commit()
    {
        await using var shell = await Shell.OpenAsync(_folder.Path, Watched);
        var (saving, commit) = (new TaskCompletionSource(), new TaskCompletionSource());
        _store.Before = _ =>
        {
            saving.TrySetResult();
            return commit.Task;
        };

        var answer = shell.SubmitAsync(Shell.NewOperation(), Diagrams.Start(Diagrams.Ask, Shell.Noon));
        await saving.Task;

        answer.IsCompleted.ShouldBeFalse();
        commit.SetResult();
        (await answer).ShouldBeOfType<CommandAccepted>();
    }

    [Fact]
    public async Task What_arrives_while_a_batch_is_saved_is_the_next_batch()
    {
        await using var shell = await Shell.OpenAsync(_folder.Path, Watched);
        var (saving, commit) = (new TaskCompletionSource(), new TaskCompletionSource());
        _store.Before = _ =>
        {
            saving.TrySetResult();
            return commit.Task;
        };
        var first = shell.StartedAsync(Diagrams.Ask);
        await saving.Task;

        var others = Enumerable.Range(0, 50).Select(_ => shell.StartedAsync(Diagrams.Ask)).ToList();
        commit.SetResult();
        await Task.WhenAll([first, .. others]);

        _store.Saves.Select(save => save.Operations.Length).ShouldBe([1, 50]);
    }

    [Fact]
    public async Task A_full_queue_says_so_at_once_and_takes_nothing()
    {
        await using var shell = await Shell.OpenAsync(
            _folder.Path, Watched with { Limits = new CommandLoopLimits(QueueMax: 2), Runs = false });
        var waiting = Enumerable.Range(0, 2).Select(_ => shell.StartedAsync(Diagrams.Ask)).ToList();
        var refused = Shell.NewOperation();

        (await shell.SubmitAsync(refused, Diagrams.Start(Diagrams.Ask, Shell.Noon))).ShouldBeOfType<CommandBusy>();

        shell.Run();
        await Task.WhenAll(waiting);
        (await shell.Operations.LoadAsync(refused, default)).ShouldBeNull();
    }

    [Fact]
    public void People_go_before_the_inbox_and_the_inbox_is_not_starved()
    {
        var queue = new CommandQueue(capacity: 1000);
        foreach (var lane in Enumerable.Repeat(Lane.Inbox, 100).Concat(Enumerable.Repeat(Lane.People, 100)))
        {
            queue.TryAdd(new PendingCommand(
                new Submission(Shell.NewOperation(), Diagrams.Complete(Shell.Noon)) { Lane = lane })).ShouldBeTrue();
        }

        var taken = queue.Take(50).Select(pending => pending.Submission.Lane).ToList();

        taken.Count.ShouldBe(50);
        taken.Take(45).ShouldAllBe(lane => lane == Lane.People);
        taken.Skip(45).ShouldAllBe(lane => lane == Lane.Inbox);
    }

    [Fact]
    public async Task A_refused_command_changes_nothing_and_says_why()
    {
        await using var shell = await Shell.OpenAsync(_folder.Path);
        var operation = await shell.StartedAsync(Diagrams.Ask);
        await shell.SubmitAsync(operation, Diagrams.Complete(Shell.Noon));

        var answer = await shell.SubmitAsync(operation, Diagrams.Complete(Shell.Noon));

        answer.ShouldBeOfType<CommandRefused>().Code.ShouldBe("work-item-not-open");
        (await shell.Operations.LoadAsync(operation, default))!.Sequence.ShouldBe(2);
    }

    [Fact]
    public async Task A_screen_is_told_what_was_committed()
    {
        await using var shell = await Shell.OpenAsync(_folder.Path);
        using var changes = shell.Feed.Subscribe(Shell.City);

        var operation = await shell.StartedAsync(Diagrams.Ask);

        await foreach (var change in changes.ReadAsync(TestContext.Current.CancellationToken))
        {
            change.ShouldBe(new OperationChanged(operation.Operation, 1));
            break;
        }
    }

    [Fact]
    public async Task A_screen_that_can_not_keep_up_is_told_to_reload()
    {
        var feed = new ChangeFeed();
        using var slow = feed.Subscribe(Shell.City, capacity: 2);
        foreach (var number in Enumerable.Range(1, 10))
            feed.Publish(Shell.City, new OperationChanged(default, number));

        await foreach (var change in slow.ReadAsync(TestContext.Current.CancellationToken))
        {
            change.ShouldBe(new Reload());
            break;
        }
    }

    public void Dispose() => _folder.Dispose();
}

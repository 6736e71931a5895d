using Samanvay.Runtime.Commands;
using Samanvay.Runtime.Ports;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Runtime.Commands;

public sealed class FailureTests : IDisposable
{
    private readonly DatabaseFolder _folder = new();
    private StoreAround _store = null!;

    private ShellOptions Watched => new() { Around = store => _store = new StoreAround(store) };

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(37)]
    public async Task A_command_that_spoils_its_batch_fails_alone(int count)
    {
        await using var shell = await Shell.OpenAsync(_folder.Path, Watched with { Runs = false });
        var operations = Enumerable.Range(0, count).Select(_ => Shell.NewOperation()).ToList();
        var poison = operations[count / 2];
        _store.Before = batch => batch.Operations.Any(write => write.Key == poison)
            ? throw new InvalidOperationException("This row can not be written.")
            : Task.CompletedTask;
        var sent = operations
            .Select(operation => shell.SubmitAsync(operation, Diagrams.Start(Diagrams.Ask, Shell.Noon))).ToList();

        shell.Run();
        var answers = await Task.WhenAll(sent);

        answers.OfType<CommandFailed>().Count().ShouldBe(1);
        answers[count / 2].ShouldBeOfType<CommandFailed>();
        answers.OfType<CommandAccepted>().Count().ShouldBe(count - 1);
        (await shell.Operations.LoadAsync(poison, default)).ShouldBeNull();
    }

    [Fact]
    public async Task What_was_stepped_on_a_batch_that_failed_is_stepped_again()
    {
        await using var shell = await Shell.OpenAsync(_folder.Path, Watched);
        var operation = await shell.StartedAsync(Diagrams.Ask);
        var (saving, fail) = (new TaskCompletionSource(), new TaskCompletionSource());
        _store.Before = async _ =>
        {
            saving.TrySetResult();
            await fail.Task;
            _store.Before = Nothing;
            throw new InvalidOperationException("This row can not be written.");
        };
        var first = shell.SubmitAsync(operation, Diagrams.Complete(Shell.Noon));
        await saving.Task;
        var second = shell.SubmitAsync(operation, Diagrams.Complete(Shell.Noon));

        fail.SetResult();

        (await first).ShouldBeOfType<CommandFailed>();
        (await second).ShouldBe(new CommandAccepted(operation, 2));
    }

    [Fact]
    public async Task A_database_that_is_away_is_waited_for()
    {
        await using var shell = await Shell.OpenAsync(_folder.Path, Watched);
        var attempts = 0;
        _store.Before = _ => ++attempts < 5
            ? throw new StorageUnavailableException(new IOException("The disk is away."))
            : Task.CompletedTask;

        await shell.StartedAsync(Diagrams.Ask);

        attempts.ShouldBe(5);
    }

    [Fact]
    public async Task A_commit_whose_answer_was_lost_is_not_done_twice()
    {
        await using var shell = await Shell.OpenAsync(_folder.Path, Watched);
        var lost = false;
        _store.After = _ =>
        {
            if (lost) return;
            lost = true;
            throw new StorageUnavailableException(new IOException("The disk went away after the commit."));
        };

        var operation = await shell.StartedAsync(Diagrams.Ask);

        _store.Saves.Count.ShouldBe(1);
        (await shell.SubmitAsync(operation, Diagrams.Complete(Shell.Noon))).ShouldBe(new CommandAccepted(operation, 2));
    }

    [Fact]
    public async Task An_operation_that_can_not_be_read_fails_without_taking_others_with_it()
    {
        OperationKey operation;
        await using (var shell = await Shell.OpenAsync(_folder.Path))
        {
            operation = await shell.StartedAsync(Diagrams.Ask);
            await shell.Database.Writer.WriteAsync(
                session => { session["UPDATE operations SET state = x'00'"].Execute(); }, default);
        }

        await using var restarted = await Shell.OpenAsync(_folder.Path);

        (await restarted.SubmitAsync(operation, Diagrams.Complete(Shell.Noon))).ShouldBeOfType<CommandFailed>();
        await restarted.StartedAsync(Diagrams.Ask);
    }

    public void Dispose() => _folder.Dispose();

    private static Task Nothing(StepBatch batch) => Task.CompletedTask;
}

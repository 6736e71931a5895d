using Samanvay.Runtime.Commands;
using Samanvay.Runtime.Ports;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Runtime.Commands;

public sealed class IdempotencyTests : IDisposable
{
    private readonly DatabaseFolder _folder = new();

    [Fact]
    public async Task The_same_key_is_done_once_and_answered_the_same_also_after_a_restart()
    {
        var operation = Shell.NewOperation();
        CommandAnswer first;
        await using (var shell = await Shell.OpenAsync(_folder.Path))
        {
            first = await shell.SubmitAsync(operation, Diagrams.Start(Diagrams.Ask, Shell.Noon), "k1");
            (await shell.SubmitAsync(operation, Diagrams.Start(Diagrams.Ask, Shell.Noon), "k1")).ShouldBe(first);
        }

        await using var restarted = await Shell.OpenAsync(_folder.Path);

        (await restarted.SubmitAsync(operation, Diagrams.Start(Diagrams.Ask, Shell.Noon), "k1")).ShouldBe(first);
        (await restarted.Operations.LoadAsync(operation, default))!.Sequence.ShouldBe(1);
    }

    [Fact]
    public async Task The_same_key_twice_in_one_batch_is_done_once()
    {
        await using var shell = await Shell.OpenAsync(_folder.Path, new ShellOptions { Runs = false });
        var operation = Shell.NewOperation();
        var sent = Enumerable.Range(0, 5)
            .Select(_ => shell.SubmitAsync(operation, Diagrams.Start(Diagrams.Ask, Shell.Noon), "k1")).ToList();

        shell.Run();

        (await Task.WhenAll(sent)).ShouldAllBe(answer => answer == new CommandAccepted(operation, 1));
    }

    [Fact]
    public async Task A_refusal_is_answered_the_same_again()
    {
        await using var shell = await Shell.OpenAsync(_folder.Path);
        var operation = await shell.StartedAsync(Diagrams.Wait);

        var first = await shell.SubmitAsync(operation, Diagrams.Complete(Shell.Noon), "k1");

        first.ShouldBeOfType<CommandRefused>();
        (await shell.SubmitAsync(operation, Diagrams.Complete(Shell.Noon), "k1")).ShouldBe(first);
    }

    [Fact]
    public async Task The_same_key_in_another_city_is_another_command()
    {
        await using var shell = await Shell.OpenAsync(_folder.Path);
        var here = Shell.NewOperation();
        var there = new OperationKey(new("nashik"), here.Operation);

        await shell.SubmitAsync(here, Diagrams.Start(Diagrams.Ask, Shell.Noon), "k1");

        (await shell.SubmitAsync(there, Diagrams.Start(Diagrams.Ask, Shell.Noon), "k1"))
            .ShouldBe(new CommandAccepted(there, 1));
    }

    public void Dispose() => _folder.Dispose();
}

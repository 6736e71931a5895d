using FsCheck;
using FsCheck.Fluent;
using Samanvay.Engine.Incidents;
using Samanvay.Runtime.Commands;
using Samanvay.Runtime.Ports;
using Samanvay.Storage.Sqlite;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Runtime.Commands;

/// <summary>The stored history is the truth: it gives back the state, and no batching changes it.</summary>
public sealed class ReplayTests
{
    [Fact]
    public void A_batch_gives_the_same_histories_as_its_commands_one_by_one() => Prop.ForAll(
        ArbMap.Default.ArbFor<byte[]>(),
        choices =>
        {
            var sent = choices.Take(20).Select(choice => (Operation: choice % 3, Kind: choice / 3 % 3)).ToList();
            var together = RunAsync(sent, alone: false).GetAwaiter().GetResult();
            var oneByOne = RunAsync(sent, alone: true).GetAwaiter().GetResult();
            together.ShouldBe(oneByOne);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(15).WithEndSize(20));

    [Fact]
    public async Task A_promise_that_begins_and_ends_within_one_batch_is_counted()
    {
        using var folder = new DatabaseFolder();
        await using var shell = await Shell.OpenAsync(folder.Path, new ShellOptions { Runs = false });
        var operation = Shell.NewOperation();
        Task[] answers =
        [
            shell.SubmitAsync(operation, Diagrams.Start(Diagrams.Promised, Shell.Noon)),
            shell.SubmitAsync(operation, Diagrams.Complete(Shell.Noon)),
            shell.SubmitAsync(operation, Diagrams.Start(Diagrams.Wait, Shell.Noon)),
        ];

        shell.Run();
        await Task.WhenAll(answers);

        (await shell.Database.Reader.ReadAsync(
            session => session["SELECT outcome FROM clocks"].Read(row => row.Text(0)), default)).ShouldBe(["Met"]);
    }

    [Fact]
    public async Task Replaying_the_stored_facts_gives_the_stored_state_byte_for_byte()
    {
        using var folder = new DatabaseFolder();
        await using var shell = await Shell.OpenAsync(folder.Path);
        var operation = await shell.StartedAsync(Diagrams.Ask);
        await shell.SubmitAsync(operation, Diagrams.Complete(Shell.Noon));

        var history = await HistoryAsync(shell, operation);
        var replayed = OperationEngine.Replay(
            operation.Operation, history.Select(entry => OperationJson.ReadFacts(entry.Body).AsEnumerable()));

        var stored = await shell.Operations.LoadAsync(operation, default);
        OperationJson.WriteState(replayed).ShouldBe(stored!.State.ToArray());
    }

    [Fact]
    public async Task Each_history_entry_is_chained_to_all_before_it()
    {
        using var folder = new DatabaseFolder();
        await using var shell = await Shell.OpenAsync(folder.Path);
        var operation = await shell.StartedAsync(Diagrams.Ask);
        await shell.SubmitAsync(operation, Diagrams.Complete(Shell.Noon));

        var hash = HashChain.Start;
        foreach (var entry in await HistoryAsync(shell, operation))
        {
            hash = HashChain.Next(hash.Span, entry.Body);
            entry.Hash.ShouldBe(hash.ToArray());
        }
        (await shell.Operations.LoadAsync(operation, default))!.Hash.ToArray().ShouldBe(hash.ToArray());
    }

    private static async Task<List<string>> RunAsync(List<(int Operation, int Kind)> sent, bool alone)
    {
        using var folder = new DatabaseFolder();
        await using var shell = await Shell.OpenAsync(folder.Path, new ShellOptions { Runs = alone });
        var operations = Enumerable.Range(1, 3)
            .Select(number => new OperationKey(Shell.City, new OperationId(new Guid(number, 0, 0, new byte[8]))))
            .ToList();
        var answers = new List<Task>();
        foreach (var (operation, kind) in sent)
        {
            var answer = shell.SubmitAsync(operations[operation], Command(kind));
            answers.Add(answer);
            if (alone) await answer;
        }
        if (!alone) shell.Run();
        await Task.WhenAll(answers);
        var hashes = new List<string>();
        foreach (var operation in operations)
        {
            var stored = await shell.Operations.LoadAsync(operation, default);
            hashes.Add(stored is null ? "none" : Convert.ToHexString(stored.Hash.Span));
        }
        return hashes;
    }

    private static OperationCommand Command(int kind) => kind switch
    {
        0 => Diagrams.Start(Diagrams.Ask, Shell.Noon),
        1 => Diagrams.Start(Diagrams.Wait, Shell.Noon),
        _ => Diagrams.Complete(Shell.Noon),
    };

    private static async Task<List<(byte[] Body, byte[] Hash)>> HistoryAsync(Shell shell, OperationKey operation) =>
        await shell.Database.Reader.ReadAsync(
            session => session["SELECT body, hash FROM history WHERE city = ? AND operation = ? ORDER BY sequence"]
                .Bind(operation).Read(row => (row.Bytes(0), row.Bytes(1))), default);
}

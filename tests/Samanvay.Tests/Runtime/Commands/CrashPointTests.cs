using Samanvay.Runtime.Commands;
using Samanvay.Runtime.Ports;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Runtime.Commands;

/// <summary>
/// The machine stops before one statement, each in turn: what was acknowledged is there, the rest is not.
/// </summary>
public sealed class CrashPointTests
{
    [Fact]
    public async Task At_every_statement_the_acknowledged_is_there_once_and_the_tables_agree()
    {
        var crashed = true;
        for (var point = 1; crashed; point++)
        {
            using var folder = new DatabaseFolder();
            var operation = Shell.NewOperation();
            crashed = await CrashAtAsync(point, folder.Path, operation);
            point.ShouldBeLessThan(200);
        }
    }

    // Starts, completes, starts another; true when the machine stopped on the way.
    private static async Task<bool> CrashAtAsync(int point, string path, OperationKey operation)
    {
        var machine = new Machine(point);
        var other = Shell.NewOperation();
        var answers = new List<CommandAnswer>();
        await using (var shell = await Shell.OpenAsync(path, new ShellOptions { Before = machine.Before }))
        {
            machine.Begin();
            answers.Add(await shell.SubmitAsync(operation, Diagrams.Start(Diagrams.Ask, Shell.Noon), "k1"));
            answers.Add(await shell.SubmitAsync(operation, Diagrams.Complete(Shell.Noon), "k2"));
            answers.Add(await shell.SubmitAsync(other, Diagrams.Start(Diagrams.Wait, Shell.Noon), "k3"));
            machine.End();
        }
        await VerifyAsync(path, operation, other, answers);
        return machine.HasStopped;
    }

    private static async Task VerifyAsync(
        string path, OperationKey operation, OperationKey other, List<CommandAnswer> answers)
    {
        await using var restarted = await Shell.OpenAsync(path);
        (await restarted.Reconciler.RunOnceAsync(default)).ShouldBe(0);
        var again = new List<CommandAnswer>
        {
            await restarted.SubmitAsync(operation, Diagrams.Start(Diagrams.Ask, Shell.Noon), "k1"),
            await restarted.SubmitAsync(operation, Diagrams.Complete(Shell.Noon), "k2"),
            await restarted.SubmitAsync(other, Diagrams.Start(Diagrams.Wait, Shell.Noon), "k3"),
        };

        foreach (var (before, after) in answers.Zip(again))
        {
            if (before is CommandAccepted) after.ShouldBe(before);
        }
        again[0].ShouldBe(new CommandAccepted(operation, 1));
        again[2].ShouldBe(new CommandAccepted(other, 1));
        (await restarted.Database.Reader.ReadAsync(
            session => session["SELECT operation FROM timers"].Read(row => row.Text(0)), default))
            .ShouldBe([other.Operation.ToString()]);
        (await restarted.Reconciler.RunOnceAsync(default)).ShouldBe(0);
    }

    /// <summary>From the chosen statement on, nothing reaches the disk any more.</summary>
    private sealed class Machine(int point)
    {
        private readonly Lock _lock = new();
        private int _statements;
        private bool _isOn;

        public bool HasStopped { get; private set; }

        public void Begin()
        {
            lock (_lock) _isOn = true;
        }

        public void End()
        {
            lock (_lock) _isOn = false;
        }

        public void Before(string statement)
        {
            lock (_lock)
            {
                if (!_isOn || (++_statements < point && !HasStopped)) return;
                HasStopped = true;
                throw new InvalidOperationException($"The machine stopped before {statement}.");
            }
        }
    }
}

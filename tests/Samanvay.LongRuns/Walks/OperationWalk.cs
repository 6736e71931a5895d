using Samanvay.Engine;
using Samanvay.Engine.Incidents;
using Samanvay.Runtime.Commands;
using Samanvay.Runtime.Ports;
using Shouldly;

namespace Samanvay.LongRuns.Walks;

/// <summary>
/// Sends an operation one random command after the other and checks it after each; keeps what was sent and what came of
/// it, for the stores to do the same.
/// </summary>
internal sealed class OperationWalk
{
    private readonly OperationContext _context;
    private readonly RandomCommands _commands;
    private byte[] _stored;

    public OperationWalk(OperationContext context, OperationKey key, DrawnProcedure drawn, int seed)
    {
        (_context, Key) = (context, key);
        Operation = Operation.Empty(key.Operation);
        _commands = new RandomCommands(context, drawn, seed);
        _stored = OperationJson.WriteState(Operation);
    }

    public OperationKey Key { get; }

    public Operation Operation { get; private set; }

    public List<WalkStep> Steps { get; } = [];

    /// <summary>The state as it is to be stored.</summary>
    public ReadOnlySpan<byte> Stored => _stored;

    public void Go(int steps)
    {
        Send(_commands.Begin());
        for (var step = 0; step < steps && Operation.Sequence > 0; step++) Send(_commands.Next(Operation));
    }

    private void Send(OperationCommand command)
    {
        switch (OperationEngine.Step(_context, Operation, command))
        {
            case OperationRejected rejected:
                Steps.Add(new(command, RefusalText.Of(rejected.Reason), [], []));
                break;
            case OperationAccepted accepted:
                Take(command, accepted);
                Check();
                break;
        }
    }

    private void Take(OperationCommand command, OperationAccepted accepted)
    {
        var facts = OperationJson.WriteFacts(accepted.Facts);
        var state = OperationJson.WriteState(accepted.Operation);
        var before = OperationJson.ReadState(_stored);

        var replayed = OperationJson.ReadFacts(facts).Aggregate(OperationFold.Begin(before), OperationEngine.Apply);
        Same(OperationJson.WriteState(replayed with { Sequence = before.Sequence + 1 }), state, "replayed facts");

        var reread = OperationJson.ReadCommand(OperationJson.WriteCommand(command));
        var again = OperationEngine.Step(_context, before, reread).ShouldBeOfType<OperationAccepted>();
        Same(OperationJson.WriteFacts(again.Facts), facts, "the facts of the command stepped again");
        Same(OperationJson.WriteState(again.Operation), state, "the state of the command stepped again");

        Operation = accepted.Operation;
        _stored = state;
        Steps.Add(new(
            command, new CommandAccepted(Key, Operation.Sequence), facts,
            [.. accepted.Effects.Select(effect => OutboxMapping.Of(effect, command.At))]));
    }

    private void Check()
    {
        var rows = OperationProjection.Of(Operation, _context.Calendars);
        foreach (var (run, instance) in Operation.Runs.Select(run => (run.Key, run.Value.Instance)))
        {
            var offered = instance.Tokens.Values.Where(token => token.State == TokenState.Offered)
                .Select(token => token.Id);
            Operation.WorkItems.Values.Where(item => item.Run == run).Select(item => item.Token).Order()
                .ShouldBe(offered.Order());
            if (!instance.HasEnded) continue;
            instance.Tokens.ShouldBeEmpty();
            instance.Timers.ShouldBeEmpty();
            instance.Subscriptions.ShouldBeEmpty();
            instance.Faults.ShouldBeEmpty();
            rows.Timers.Keys.ShouldAllBe(timer => timer.Process == null || timer.Process.Value.Run != run);
        }
        if (Operation.Incident is { IsOpen: false }) rows.WorkItems.ShouldBeEmpty();
        var keys = Steps.SelectMany(step => step.Outbox).Select(row => row.Key).ToList();
        keys.Distinct(StringComparer.Ordinal).Count().ShouldBe(keys.Count, "keys of the outbox");
    }

    private static void Same(byte[] found, byte[] expected, string what)
    {
        if (found.AsSpan().SequenceEqual(expected)) return;
        throw new InvalidOperationException($"{what} differ: {Text(found)}\n  in place of {Text(expected)}");
    }

    private static string Text(byte[] utf8) => System.Text.Encoding.UTF8.GetString(utf8);
}

/// <summary>A command, its answer, and what it adds to the history and the outbox.</summary>
internal sealed record WalkStep(
    OperationCommand Command, CommandAnswer Answer, byte[] Facts, IReadOnlyList<NewOutboxRow> Outbox);

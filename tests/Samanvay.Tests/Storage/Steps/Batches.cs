using System.Collections.Immutable;
using NodaTime;
using Samanvay.Runtime.Ports;

namespace Samanvay.Tests.Storage.Steps;

/// <summary>Small rows for the contract of the step path.</summary>
internal static class Batches
{
    public static StepBatch Of(params OperationWrite[] writes) => new([.. writes], [], [], []);

    public static OperationWrite Created(OperationKey key, params TimerLine[] timers) => Write(key, 0, [.. timers]);

    public static OperationWrite Changed(OperationKey key, long before) => Write(key, before, []);

    public static TimerLine Timer(string key, int minutes, string kind = TimerKinds.Process) =>
        new(key, 0, StepStoreContract.Noon + Duration.FromMinutes(minutes), kind);

    public static OperationLines Lines(params TimerLine[] timers) => new(Header(), [.. timers], [], [], []);

    public static NewOutboxRow Effect(string key) =>
        new(key, "test.call", new byte[] { 1 }, null, StepStoreContract.Noon);

    public static InboxRow Request(string key, string lane) =>
        new(0, StepStoreContract.City, key, InboxKinds.Command, lane, new byte[] { 1 }, StepStoreContract.Noon, 0);

    private static OperationHeader Header() => new(null, null, null, StepStoreContract.Noon, null);

    private static OperationWrite Write(OperationKey key, long before, ImmutableArray<TimerLine> timers)
    {
        var sequence = before + 1;
        var hash = new[] { (byte)(10 + sequence) };
        return new OperationWrite(
            key, before, new StoredOperation(key, sequence, new[] { (byte)sequence }, hash),
            OperationLineChanges.Between(null, Lines([.. timers])),
            [new HistoryEntry(sequence, StepStoreContract.Noon, "[]"u8.ToArray(), hash)], []);
    }
}

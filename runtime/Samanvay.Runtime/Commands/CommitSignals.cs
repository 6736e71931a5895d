using Samanvay.Runtime.Services;

namespace Samanvay.Runtime.Commands;

/// <summary>What happens right after a commit: services are woken and screens are told.</summary>
internal sealed class CommitSignals(ChangeFeed feed, Wakeups wakeups)
{
    public void Committed(SteppedBatch batch)
    {
        foreach (var operation in batch.Operations)
        {
            var write = operation.Sealed;
            if (!write.Outbox.IsEmpty) wakeups.Outbox.Set();
            if (!write.Lines.Timers.Put.IsEmpty) wakeups.Timers.Set();
            feed.Publish(write.Key.City, new OperationChanged(write.Key.Operation, write.After.Sequence));
        }
    }
}

using Samanvay.Runtime.Access;
using Samanvay.Runtime.Work;

namespace Samanvay.Designer.Hosting;

/// <summary>How much waits for a person who may do something about it; null for everybody else.</summary>
public sealed class CurrentAttention(CurrentAsker current, AttentionDesk? desk = null)
{
    public async ValueTask<int?> GetAsync() =>
        desk is not null && await current.GetAsync() is { } asker
            && AccessPolicy.Allows(asker, FrontDoorOperation.RetryStuckWork, asker.City)
            ? await desk.CountAsync(asker, CancellationToken.None) : null;
}

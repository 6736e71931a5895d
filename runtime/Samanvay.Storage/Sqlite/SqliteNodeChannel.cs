using Samanvay.Runtime.Access;
using Samanvay.Runtime.Commands;
using Samanvay.Runtime.Ports;

namespace Samanvay.Storage.Sqlite;

/// <summary>One process owns the file: there is nobody to tell and nobody to hear.</summary>
internal sealed class SqliteNodeChannel : INodeChannel
{
    public void Tell(CityId city, CityChange change)
    {
    }

    public Task RunAsync(Action<CityId?, CityChange> hear, CancellationToken cancellation) =>
        Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellation);
}

using Samanvay.Runtime.Access;
using Samanvay.Runtime.Clock;
using Samanvay.Runtime.Commands;
using Samanvay.Runtime.Ports;

namespace Samanvay.Runtime.Services;

/// <summary>
/// Keeps this process in step with the others on the same database: what they change is forgotten here, and the screens
/// that are open here are told.
/// </summary>
public sealed class Neighbours(
    INodeChannel channel, CommandLoop loop, ChangeFeed feed, CityTime time, IEnumerable<ICityCache> caches)
{
    public async Task RunAsync(CancellationToken cancellation)
    {
        feed.Published += channel.Tell;
        try
        {
            await channel.RunAsync(Hear, cancellation);
        }
        finally
        {
            feed.Published -= channel.Tell;
        }
    }

    private void Hear(CityId? city, CityChange change)
    {
        switch (change)
        {
            case OperationChanged moved when city is { } here:
                loop.Moved(new OperationKey(here, moved.Operation), moved.Sequence);
                break;
            case CityDefined or ProceduresPublished or Reload:
                foreach (var cache in caches) cache.Forget(city, change);
                break;
        }
        foreach (var told in city is { } one ? [one] : time.Cities) feed.Pass(told, change);
    }
}

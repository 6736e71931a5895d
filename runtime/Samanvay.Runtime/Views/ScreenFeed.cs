using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Samanvay.Engine.Incidents;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Commands;

namespace Samanvay.Runtime.Views;

/// <summary>Tells a screen when to look anew: at once after a quiet time, then at most four times a second.</summary>
public sealed class ScreenFeed(ChangeFeed feed, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    /// <summary>Ends when cancelled, without an exception: the screen has gone.</summary>
    public async IAsyncEnumerable<ScreenChanges> ReadAsync(
        CityId city, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var subscription = feed.Subscribe(city);
        await using var leaving = cancellation.Register(subscription.Dispose);
        var changes = subscription.ReadAsync(CancellationToken.None).GetAsyncEnumerator(CancellationToken.None);
        var next = changes.MoveNextAsync().AsTask();
        try
        {
            while (await next)
            {
                var gathered = ScreenChanges.None;
                do
                {
                    gathered = gathered.With(changes.Current);
                    next = changes.MoveNextAsync().AsTask();
                }
                while (next.IsCompleted && await next);
                yield return gathered;
                await PauseAsync(cancellation);
            }
        }
        finally
        {
            // The screen may go while the next change is being waited for.
            subscription.Dispose();
            await next;
            await changes.DisposeAsync();
        }
    }

    private async Task PauseAsync(CancellationToken cancellation) =>
        await Task.Delay(Pause, time, cancellation)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
}

/// <summary>What has changed since the screen looked last.</summary>
/// <param name="Everything">Changes were left out, or the city's time was set.</param>
/// <param name="Messages">Somebody has a new message.</param>
public sealed record ScreenChanges(ImmutableHashSet<OperationId> Operations, bool Everything, bool Messages)
{
    internal static readonly ScreenChanges None = new([], Everything: false, Messages: false);

    public bool Concerns(OperationId operation) => Everything || Operations.Contains(operation);

    internal ScreenChanges With(CityChange change) => change switch
    {
        OperationChanged changed => this with { Operations = Operations.Add(changed.Operation) },
        NotificationsChanged => this with { Messages = true },
        _ => this with { Everything = true },
    };
}

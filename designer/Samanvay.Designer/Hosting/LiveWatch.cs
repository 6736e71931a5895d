using Samanvay.Runtime.Access;
using Samanvay.Runtime.Views;

namespace Samanvay.Designer.Hosting;

/// <summary>Follows the city for one open screen: at every change, and now and then for what changes without a
/// step.</summary>
public sealed class LiveWatch(ScreenFeed feed, TimeProvider host) : IAsyncDisposable
{
    private static readonly TimeSpan Glance = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _gone = new();
    private Task _watching = Task.CompletedTask;
    private bool _left;

    /// <param name="look">Draws the screen anew; null where only time has passed.</param>
    /// <param name="failed">Hears why the screen can not be drawn any more.</param>
    public void Start(CityId city, Func<ScreenChanges?, Task> look, Func<Exception, Task> failed) =>
        _watching = Task.WhenAll(GuardAsync(() => FollowAsync(city, look), failed),
            GuardAsync(() => GlanceAsync(look), failed));

    public async ValueTask DisposeAsync()
    {
        // By the screen, and again by the scope that made it.
        if (_left) return;
        _left = true;
        await _gone.CancelAsync();
        await _watching;
        _gone.Dispose();
    }

    private async Task FollowAsync(CityId city, Func<ScreenChanges?, Task> look)
    {
        await foreach (var changes in feed.ReadAsync(city, _gone.Token)) await look(changes);
    }

    private async Task GlanceAsync(Func<ScreenChanges?, Task> look)
    {
        using var timer = new PeriodicTimer(Glance, host);
        while (await timer.WaitForNextTickAsync(_gone.Token)) await look(null);
    }

    private async Task GuardAsync(Func<Task> watch, Func<Exception, Task> failed)
    {
        try
        {
            await watch();
        }
        catch (Exception) when (_gone.IsCancellationRequested)
        {
            // The screen has gone, and what it was about to draw with it.
        }
        catch (Exception reason)
        {
            await failed(reason);
        }
    }
}

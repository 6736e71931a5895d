using Samanvay.Activities;
using Samanvay.Activities.Notifications;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Commands;

namespace Samanvay.Runtime.Services;

/// <summary>In-app messages that open screens learn of at once.</summary>
internal sealed class ToldOnScreen(INotificationBoard board, ChangeFeed feed) : IActivityAdapter
{
    private readonly InAppNotification _inApp = new(board);

    public string Type => _inApp.Type;

    public async Task<ActivityResult> PerformAsync(ActivityRequest request, CancellationToken cancellation)
    {
        var result = await _inApp.PerformAsync(request, cancellation);
        if (result is ActivityCompleted) feed.Publish(new CityId(request.City), new NotificationsChanged());
        return result;
    }
}

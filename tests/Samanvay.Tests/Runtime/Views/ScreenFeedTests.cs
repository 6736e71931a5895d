using Samanvay.Engine.Incidents;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Commands;
using Samanvay.Runtime.Views;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Runtime.Views;

public sealed class ScreenFeedTests
{
    private static readonly CityId City = new("nadipur");
    private static readonly OperationId One = new(Guid.Parse("0190a6c8-0000-7000-8000-000000000001"));
    private static readonly OperationId Two = new(Guid.Parse("0190a6c8-0000-7000-8000-000000000002"));

    [Fact]
    public async Task Changes_that_come_together_are_told_once()
    {
        var feed = new ChangeFeed();
        await using var screen = new ScreenFeed(feed, TimeProvider.System)
            .ReadAsync(City, TestContext.Current.CancellationToken)
            .GetAsyncEnumerator(TestContext.Current.CancellationToken);
        var first = screen.MoveNextAsync();

        feed.Publish(City, new OperationChanged(One, 1));
        (await first).ShouldBeTrue();
        var second = screen.MoveNextAsync();
        feed.Publish(City, new OperationChanged(One, 2));
        feed.Publish(City, new OperationChanged(Two, 1));
        feed.Publish(City, new NotificationsChanged());
        (await second).ShouldBeTrue();

        screen.Current.Operations.ShouldBe([One, Two], ignoreOrder: true);
        screen.Current.Messages.ShouldBeTrue();
        screen.Current.Everything.ShouldBeFalse();
    }

    [Fact]
    public async Task A_screen_that_goes_ends_its_feed_without_an_exception()
    {
        var feed = new ChangeFeed();
        using var gone = new CancellationTokenSource();
        await using var screen = new ScreenFeed(feed, TimeProvider.System)
            .ReadAsync(City, gone.Token).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        var next = screen.MoveNextAsync();

        await gone.CancelAsync();

        (await next).ShouldBeFalse();
    }
}

using NodaTime;
using Samanvay.Runtime.Ports;
using Samanvay.Runtime.Services;
using Samanvay.Storage.Sqlite.Upkeep;
using Samanvay.Tests.Runtime.Commands;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Runtime.Services;

public sealed class StuckWorkTests : IDisposable
{
    private readonly DatabaseFolder _folder = new();

    [Fact]
    public async Task What_was_given_up_is_listed_with_its_reason_until_a_person_decides()
    {
        await using var services = await ServiceShell.OpenAsync(_folder.Path);
        var stuck = Stuck(services);
        var request = new InboxRow(0, Shell.City, "r1", "unheard-of", "lane", new byte[] { 1 }, Shell.Noon, 0);
        await services.InboxStore.AddAsync([request], default);
        await services.Inbox.RunOnceAsync(default);

        var row = (await stuck.ListAsync(Shell.City, default)).ShouldHaveSingleItem();
        row.Kind.ShouldBe(StuckKind.Request);
        row.Reason.ShouldNotBeEmpty();
        (await stuck.ListAsync(new("nashik"), default)).ShouldBeEmpty();
        (await stuck.RetryAsync(new("nashik"), row, default)).ShouldBeFalse();

        (await stuck.RetryAsync(Shell.City, row, default)).ShouldBeTrue();
        await services.Inbox.RunOnceAsync(default);
        (await stuck.SkipAsync(Shell.City, row, default)).ShouldBeTrue();

        (await stuck.ListAsync(Shell.City, default)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_held_timer_is_listed_and_fires_when_a_person_retries_it()
    {
        await using var services = await ServiceShell.OpenAsync(_folder.Path);
        var stuck = Stuck(services);
        var operation = await services.Shell.StartedAsync(Diagrams.Wait);
        services.Shell.Host.Advance(Duration.FromMinutes(10));
        var due = await services.TimerStore.DueAsync(Shell.City, services.Shell.Time.Now(Shell.City), new(10), default);
        await services.TimerStore.HoldAsync(due.Single(), "It could not be fired.", default);

        var row = (await stuck.ListAsync(Shell.City, default)).ShouldHaveSingleItem();
        row.Operation.ShouldBe(operation);
        (await stuck.SkipAsync(Shell.City, row, default)).ShouldBeFalse();
        (await stuck.RetryAsync(Shell.City, row, default)).ShouldBeTrue();

        (await services.Timers.RunOnceAsync(Shell.City, default)).ShouldBe(1);
        (await services.Shell.Operations.LoadAsync(operation, default))!.Sequence.ShouldBe(2);
    }

    public void Dispose() => _folder.Dispose();

    private static StuckWork Stuck(ServiceShell services) => new(
        new StuckStores(
            new SqliteStuckStore(services.Shell.Database), services.OutboxStore, services.InboxStore,
            services.TimerStore),
        services.Shell.Wakeups, services.Shell.Host);
}

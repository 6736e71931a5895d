using NodaTime;
using Samanvay.Engine.Incidents;
using Samanvay.Runtime.Ports;
using Samanvay.Storage.Sqlite;
using Samanvay.Tests.Runtime.Commands;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Runtime.Services;

public sealed class TimerServiceTests : IDisposable
{
    private const string AddTimer = """
        INSERT INTO timers (city, operation, key, generation, due_at, kind) VALUES (?, ?, ?, 0, 0, 'process')
        """;

    private const string AddUnreadable = """
        INSERT INTO operations (city, id, sequence, state, hash, changed_at) VALUES (?, ?, 1, x'00', x'00', 0)
        """;

    private readonly DatabaseFolder _folder = new();

    [Fact]
    public async Task A_timer_fires_when_the_city_has_come_to_its_time_and_not_before()
    {
        await using var services = await ServiceShell.OpenAsync(_folder.Path);
        var operation = await services.Shell.StartedAsync(Diagrams.Wait);
        services.Shell.Host.Advance(Duration.FromMinutes(9));
        (await services.Timers.RunOnceAsync(Shell.City, default)).ShouldBe(0);

        services.Shell.Host.Advance(Duration.FromMinutes(1));

        (await services.Timers.RunOnceAsync(Shell.City, default)).ShouldBe(1);
        (await StateAsync(services, operation)).Runs.Values.ShouldAllBe(run => run.Instance.HasEnded);
        (await services.TimerStore.NextDueAsync(Shell.City, default)).ShouldBeNull();
    }

    [Fact]
    public async Task Overdue_timers_all_fire_after_downtime()
    {
        await using (var before = await ServiceShell.OpenAsync(_folder.Path))
        {
            foreach (var _ in Enumerable.Range(0, 230)) await before.Shell.StartedAsync(Diagrams.Wait);
        }
        await using var services = await ServiceShell.OpenAsync(_folder.Path);
        services.Shell.Host.Advance(Duration.FromHours(5));

        var fired = new List<int>();
        while (await services.Timers.RunOnceAsync(Shell.City, default) is > 0 and var count) fired.Add(count);

        fired.ShouldBe([200, 30]);
        (await services.Shell.Reconciler.RunOnceAsync(default)).ShouldBe(0);
    }

    [Fact]
    public async Task A_row_that_no_state_knows_is_found_and_removed_in_place_of_firing_for_ever()
    {
        await using var services = await ServiceShell.OpenAsync(_folder.Path);
        var operation = await services.Shell.StartedAsync(Diagrams.Ask);
        await services.Shell.Database.Writer.WriteAsync(
            session =>
            {
                session[AddTimer].Bind(operation).Bind("run/1/99").Execute();
            }, default);

        await services.Timers.RunOnceAsync(Shell.City, default);
        await services.Timers.RunOnceAsync(Shell.City, default);

        (await services.Timers.RunOnceAsync(Shell.City, default)).ShouldBe(0);
        (await services.TimerStore.NextDueAsync(Shell.City, default)).ShouldBeNull();
    }

    [Fact]
    public async Task A_timer_that_can_not_be_fired_is_held_and_the_others_fire()
    {
        await using var services = await ServiceShell.OpenAsync(_folder.Path);
        var good = await services.Shell.StartedAsync(Diagrams.Wait);
        var bad = Shell.NewOperation();
        await services.Shell.Database.Writer.WriteAsync(
            session =>
            {
                session[AddUnreadable].Bind(bad).Execute();
                session[AddTimer].Bind(bad).Bind("run/1/1").Execute();
            }, default);
        services.Shell.Host.Advance(Duration.FromMinutes(10));

        await services.Timers.RunOnceAsync(Shell.City, default);

        (await StateAsync(services, good)).Runs.Values.ShouldAllBe(run => run.Instance.HasEnded);
        (await services.TimerStore.NextDueAsync(Shell.City, default)).ShouldBeNull();
        (await services.TimerStore.ReleaseAsync(bad, "run/1/1", default)).ShouldBeTrue();
    }

    public void Dispose() => _folder.Dispose();

    private static async Task<Operation> StateAsync(ServiceShell services, OperationKey operation) =>
        OperationJson.ReadState((await services.Shell.Operations.LoadAsync(operation, default))!.State.Span);
}

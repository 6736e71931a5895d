using NodaTime;
using Samanvay.Engine.Incidents;
using Samanvay.Engine.ServiceLevels;
using Samanvay.Runtime.Ports;
using Samanvay.Runtime.Services;
using Samanvay.Storage.Sqlite;
using Samanvay.Storage.Sqlite.Upkeep;
using Samanvay.Tests.Runtime.Commands;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Runtime.Services;

public sealed class CalendarFollowerTests : IDisposable
{
    // Noon is at 06:30 of the universal time by which this office opens.
    private static readonly BusinessCalendar Office = new()
    {
        Id = "office", ZoneId = "UTC",
        Weekly = BusinessCalendar.TwentyFourSeven.Weekly.Add(
            IsoDayOfWeek.Thursday, [new WorkingHours(new LocalTime(6, 0), new LocalTime(18, 0))]).Add(
            IsoDayOfWeek.Friday, [new WorkingHours(new LocalTime(6, 0), new LocalTime(18, 0))]),
    };

    private static readonly BusinessCalendar ClosedThatDay = Office with
    {
        Version = 2,
        Exceptions = Office.Exceptions.Add(new LocalDate(2026, 7, 9), []),
    };

    private readonly DatabaseFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_declared_holiday_moves_what_is_due_and_its_timer()
    {
        await using var shell = await OpenAsync();
        var operation = await shell.StartedAsync(Diagrams.Promised);
        var follower = Follower(shell);
        (await follower.RunOnceAsync(default)).ShouldBe(0);
        (await DueAsync(shell, operation)).ShouldBe(Shell.Noon + Duration.FromHours(2));

        shell.Diagrams.Calendars = new CalendarBook([ClosedThatDay]);

        (await follower.RunOnceAsync(default)).ShouldBe(1);
        (await DueAsync(shell, operation)).ShouldBe(Instant.FromUtc(2026, 7, 10, 8, 0));
        (await new SqliteTimerStore(shell.Database).NextDueAsync(Shell.City, default))
            .ShouldBe(Instant.FromUtc(2026, 7, 10, 8, 0));
        (await shell.Reconciler.RunOnceAsync(default)).ShouldBe(0);
    }

    [Fact]
    public async Task A_calendar_that_changed_while_nothing_ran_is_followed_at_the_next_start()
    {
        OperationKey operation;
        await using (var before = await OpenAsync())
            operation = await before.StartedAsync(Diagrams.Promised);
        await using var shell = await OpenAsync();
        shell.Diagrams.Calendars = new CalendarBook([ClosedThatDay]);

        (await Follower(shell).RunOnceAsync(default)).ShouldBe(1);

        (await DueAsync(shell, operation)).ShouldBe(Instant.FromUtc(2026, 7, 10, 8, 0));
    }

    [Fact]
    public async Task A_calendar_that_counts_as_before_leaves_no_trace()
    {
        await using var shell = await OpenAsync();
        var operation = await shell.StartedAsync(Diagrams.Promised);
        var follower = Follower(shell);
        await follower.RunOnceAsync(default);

        shell.Diagrams.Calendars = new CalendarBook([Office with { Version = 2 }]);

        (await follower.RunOnceAsync(default)).ShouldBe(0);
        (await StateAsync(shell, operation)).Sequence.ShouldBe(1);
    }

    private async Task<Shell> OpenAsync()
    {
        var shell = await Shell.OpenAsync(_folder.Path);
        shell.Diagrams.Calendars = new CalendarBook([Office]);
        await shell.Time.AddAsync(Shell.City, ClockMode.Live, Shell.Noon, default);
        return shell;
    }

    private static CalendarFollower Follower(Shell shell) => new(
        shell.Diagrams, new SqliteReconcileStore(shell.Database), shell.Loop, shell.Time, shell.Reconciler);

    private static async Task<Instant?> DueAsync(Shell shell, OperationKey key) =>
        (await StateAsync(shell, key)).Clocks.Values.Single().State.DueAt;

    private static async Task<Operation> StateAsync(Shell shell, OperationKey key) => OperationJson.ReadState(
        (await shell.Operations.LoadAsync(key, default))!.State.Span);
}

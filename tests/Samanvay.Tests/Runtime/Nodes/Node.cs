using Microsoft.Extensions.Logging.Abstractions;
using Samanvay.Engine.Incidents;
using Samanvay.Runtime;
using Samanvay.Runtime.Clock;
using Samanvay.Runtime.Commands;
using Samanvay.Runtime.Ports;
using Samanvay.Runtime.Services;
using Samanvay.Storage.PostgreSql;
using Samanvay.Storage.PostgreSql.Upkeep;
using Samanvay.Tests.Runtime.Commands;
using Samanvay.Tests.Support;

namespace Samanvay.Tests.Runtime.Nodes;

/// <summary>One of several loops on one PostgreSQL database, as in a process of its own.</summary>
internal sealed class Node : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly PostgresDatabase _database;
    private readonly Task _running;

    public Node(string connection)
    {
        _database = new PostgresDatabase(connection, TimeProvider.System);
        Operations = new PostgresOperationStore(_database);
        Loop = new CommandLoop(
            new CommandLoopPorts(Operations, new Diagrams(), new ChangeFeed(), new Wakeups()), new CommandLoopLimits(),
            TimeProvider.System, NullLogger<CommandLoop>.Instance);
        Time = new CityTime(Host, new PostgresClockStore(_database));
        Timers = new TimerService(
            new PostgresTimerStore(_database), Loop, Time, Reconciler, NullLogger<TimerService>.Instance);
        _running = Task.Run(() => Loop.RunAsync(_stop.Token));
    }

    public CommandLoop Loop { get; }

    public ManualTime Host { get; } = new(Shell.Noon);

    public CityTime Time { get; }

    public TimerService Timers { get; }

    public IOperationStore Operations { get; }

    public Reconciler Reconciler => new(
        new PostgresReconcileStore(_database), new Diagrams(), new RuntimeMetrics(), NullLogger<Reconciler>.Instance);

    public async Task<CommandAnswer> SubmitAsync(
        OperationKey operation, OperationCommand command, string? key = null) =>
        await Loop.SubmitAsync(new Submission(operation, command) { Key = key }, CancellationToken.None)
            .WaitAsync(TimeSpan.FromSeconds(60));

    public Task<List<T>> ReadAsync<T>(string sql, Func<Npgsql.NpgsqlDataReader, T> row) =>
        _database.ReadAsync(session => session.QueryAsync(sql, row), default).AsTask();

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        Time.Dispose();
        _database.Dispose();
        _stop.Dispose();
    }
}

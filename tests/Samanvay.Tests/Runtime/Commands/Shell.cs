using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using Samanvay.Engine.Incidents;
using Samanvay.Runtime;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Clock;
using Samanvay.Runtime.Commands;
using Samanvay.Runtime.Ports;
using Samanvay.Runtime.Services;
using Samanvay.Storage;
using Samanvay.Storage.Sqlite;
using Samanvay.Storage.Sqlite.Upkeep;
using Shouldly;

namespace Samanvay.Tests.Runtime.Commands;

/// <summary>The loop on a real SQLite file of its own; closing it and opening the same file is a restart.</summary>
internal sealed class Shell : IAsyncDisposable
{
    public static readonly CityId City = new("pune");
    public static readonly Instant Noon = Instant.FromUtc(2026, 7, 9, 6, 30);

    private readonly CancellationTokenSource _stop = new();
    private Task _running = Task.CompletedTask;

    private Shell(string path, Action<string> before)
    {
        Database = new SqliteDatabase(path, before);
        Operations = new SqliteOperationStore(Database);
        Time = new CityTime(Host, new SqliteClockStore(Database));
    }

    public Support.ManualTime Host { get; } = new(Noon);

    public SqliteDatabase Database { get; }

    public IOperationStore Operations { get; private set; }

    public Diagrams Diagrams { get; } = new();

    public ChangeFeed Feed { get; } = new();

    public Wakeups Wakeups { get; } = new();

    public CityTime Time { get; }

    public CommandLoop Loop { get; private set; } = null!;

    public Reconciler Reconciler =>
        new(new SqliteReconcileStore(Database), Diagrams, new RuntimeMetrics(), NullLogger<Reconciler>.Instance);

    public static async Task<Shell> OpenAsync(string path, ShellOptions? options = null)
    {
        options ??= new ShellOptions();
        var shell = new Shell(path, options.Before);
        shell.Database.Create();
        await using (var context = new SamanvayDbContext(
            new DbContextOptionsBuilder<SamanvayDbContext>().UseSqlite($"Data Source={path};Pooling=False").Options))
        {
            await context.Database.MigrateAsync();
        }
        shell.Operations = options.Around(shell.Operations);
        shell.Loop = new CommandLoop(
            new CommandLoopPorts(shell.Operations, shell.Diagrams, shell.Feed, shell.Wakeups), options.Limits,
            options.Retries, NullLogger<CommandLoop>.Instance);
        if (options.Runs) shell.Run();
        return shell;
    }

    public void Run() => _running = Task.Run(() => Loop.RunAsync(_stop.Token));

    public async Task<CommandAnswer> SubmitAsync(
        OperationKey operation, OperationCommand command, string? key = null) =>
        await Loop.SubmitAsync(new Submission(operation, command) { Key = key }, CancellationToken.None)
            .WaitAsync(TimeSpan.FromSeconds(30));

    public async Task<OperationKey> StartedAsync(ProcedureVersionId version)
    {
        var operation = NewOperation();
        (await SubmitAsync(operation, Diagrams.Start(version, Noon))).ShouldBeOfType<CommandAccepted>();
        return operation;
    }

    public static OperationKey NewOperation() => new(City, new OperationId(Guid.NewGuid()));

    public async Task StopLoopAsync()
    {
        await _stop.CancelAsync();
        await _running;
    }

    public async ValueTask DisposeAsync()
    {
        await StopLoopAsync();
        Database.Dispose();
        _stop.Dispose();
    }
}

internal sealed record ShellOptions
{
    public Action<string> Before { get; init; } = static _ => { };

    public Func<IOperationStore, IOperationStore> Around { get; init; } = static store => store;

    public CommandLoopLimits Limits { get; init; } = new();

    public bool Runs { get; init; } = true;

    public TimeProvider Retries { get; init; } = new HurriedTime();
}

/// <summary>The machine's time, in which every wait is over at once.</summary>
internal sealed class HurriedTime : TimeProvider
{
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        System.CreateTimer(callback, state, dueTime > TimeSpan.Zero ? TimeSpan.FromMilliseconds(1) : dueTime, period);
}

/// <summary>A folder for one test's database.</summary>
internal sealed class DatabaseFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("samanvay-test-");

    public string Path => global::System.IO.Path.Combine(_folder.FullName, "city.db");

    public void Dispose() => _folder.Delete(recursive: true);
}

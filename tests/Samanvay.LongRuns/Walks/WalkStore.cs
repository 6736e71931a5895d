using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using Samanvay.Runtime;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Commands;
using Samanvay.Runtime.Ports;
using Samanvay.Runtime.Services;
using Samanvay.Storage;
using Samanvay.Storage.Model.Steps;

namespace Samanvay.LongRuns.Walks;

/// <summary>The product's loop and stores over one database, with nothing else that writes to it.</summary>
internal sealed class WalkStore : IAsyncDisposable
{
    // Fewer operations in memory than are walked, so that some are read back in between.
    private static readonly CommandLoopLimits Limits = new(QueueMax: 5000, BatchMax: 200, HotMax: 25);

    private readonly CancellationTokenSource _stop = new();
    private readonly ServiceProvider _services;
    private readonly CommandLoop _loop;
    private readonly Task _running;

    private WalkStore(string name, ServiceProvider services, IOperationContexts contexts)
    {
        (Name, _services) = (name, services);
        var operations = services.GetRequiredService<IOperationStore>();
        _loop = new CommandLoop(
            new CommandLoopPorts(operations, contexts, new ChangeFeed(), new Wakeups()), Limits,
            TimeProvider.System, NullLogger<CommandLoop>.Instance);
        Reconciler = new Reconciler(
            services.GetRequiredService<IReconcileStore>(), contexts, new RuntimeMetrics(),
            NullLogger<Reconciler>.Instance);
        _running = Task.Run(() => _loop.RunAsync(_stop.Token));
    }

    public string Name { get; }

    public Reconciler Reconciler { get; }

    public static async Task<WalkStore> OpenAsync(string name, DatabaseChoice database, IOperationContexts contexts)
    {
        var services = new ServiceCollection()
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning))
            .AddSteps(database)
            .BuildServiceProvider();
        await StorageServices.MigrateAsync(services, CancellationToken.None);
        return new WalkStore(name, services, contexts);
    }

    /// <summary>Gives the city a clock, for its time to be stored with its steps.</summary>
    public ValueTask AddAsync(CityId city) => _services.GetRequiredService<IClockStore>().SaveAsync(
        new ClockRow(city, ClockMode.Live, 1, NodaConstants.UnixEpoch), CancellationToken.None);

    public Task<CommandAnswer> SubmitAsync(Submission submission) =>
        _loop.SubmitAsync(submission, CancellationToken.None);

    public async Task<WalkRows> RowsAsync(CityId city)
    {
        await using var context = await _services.GetRequiredService<IDbContextFactory<SamanvayDbContext>>()
            .CreateDbContextAsync();
        var operations = await context.Set<StoredOperationEntry>().AsNoTracking()
            .Where(row => row.City == city).ToListAsync();
        var history = await context.Set<HistoryRow>().AsNoTracking().Where(row => row.City == city).ToListAsync();
        var outbox = await context.Set<OutboxEntry>().AsNoTracking()
            .Where(row => row.City == city).OrderBy(row => row.Id).ToListAsync();
        string[] texts =
        [
            .. Texts(operations), .. Texts(history), .. Texts(outbox),
            .. Texts(await context.Set<StoredTimer>().Where(row => row.City == city).ToListAsync()),
            .. Texts(await context.Set<StoredWorkItem>().Where(row => row.City == city).ToListAsync()),
            .. Texts(await context.Set<StoredClock>().Where(row => row.City == city).ToListAsync()),
            .. Texts(await context.Set<StoredFault>().Where(row => row.City == city).ToListAsync()),
            .. Texts(await context.Set<HandledKey>().Where(row => row.City == city).ToListAsync()),
            .. Texts(await context.Set<InboxEntry>().Where(row => row.City == city).ToListAsync()),
            .. Texts(await context.Set<CityClockEntry>().Where(row => row.City == city).ToListAsync()),
        ];
        return new(operations, history, outbox, [.. texts.Order(StringComparer.Ordinal)]);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        await _services.DisposeAsync();
        _stop.Dispose();
    }

    // Without the number that the database itself gives to a row.
    private static IEnumerable<string> Texts<TRow>(List<TRow> rows) => rows.Select(row => string.Join(
        " | ",
        typeof(TRow).GetProperties().Where(property => property is not { Name: "Id", PropertyType.Name: "Int64" })
            .Select(property => $"{property.Name}: {Text(property.GetValue(row))}")
            .Prepend(typeof(TRow).Name)));

    private static string Text(object? value) => value switch
    {
        byte[] { Length: 32 } hash => Convert.ToHexString(hash),
        byte[] body => Encoding.UTF8.GetString(body),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => $"{value}",
    };
}

/// <summary>What a database holds of a city: some of it as rows, and all of it as sorted text.</summary>
internal sealed record WalkRows(
    List<StoredOperationEntry> Operations, List<HistoryRow> History, List<OutboxEntry> Outbox, string[] Texts);

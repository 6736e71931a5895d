using Samanvay.Engine.Incidents;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Commands;
using Samanvay.Runtime.Ports;
using Samanvay.Storage.PostgreSql;
using Samanvay.Storage.PostgreSql.Nodes;
using Samanvay.Storage.PostgreSql.Upkeep;
using Samanvay.Tests.Support;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Storage.Steps;

public sealed class PostgresStepStoreTests : StepStoreContract, IDisposable
{
    private readonly PostgresDatabase _database = new(Postgres.NewDatabase(), TimeProvider.System);
    private readonly OperationKey _operation = new(City, new OperationId(Guid.NewGuid()));

    internal override IOperationStore Operations => new PostgresOperationStore(_database);

    internal override ITimerStore Timers => new PostgresTimerStore(_database);

    internal override IOutboxStore Outbox => new PostgresOutboxStore(_database);

    internal override IInboxStore Inbox => new PostgresInboxStore(_database);

    internal override IDueStore Due => new PostgresDueStore(_database);

    internal override IAuditStore Audit => new PostgresAuditStore(_database);

    internal override IReconcileStore Reconciling => new PostgresReconcileStore(_database);

    [Theory]
    [InlineData(1, false)]
    [InlineData(0, true)]
    [InlineData(2, true)]
    public async Task An_answer_counts_only_while_what_it_follows_from_stands(long seen, bool isConflict)
    {
        await Operations.SaveAsync(Batches.Of(Batches.Created(_operation)), default);
        var batch = Batches.Of() with { Seen = [new OperationSequence(_operation, seen)] };

        if (isConflict) await Should.ThrowAsync<StepConflictException>(async () => await SaveAsync(batch));
        else await SaveAsync(batch);
    }

    [Fact]
    public async Task An_answer_about_what_is_not_there_counts_while_it_is_not_there() =>
        await SaveAsync(Batches.Of() with { Seen = [new OperationSequence(_operation, 0)] });

    [Fact]
    public async Task A_timer_and_a_lane_are_in_the_hands_of_one_process()
    {
        await SaveAsync(Batches.Of(Batches.Created(_operation, Batches.Timer("a", 0), Batches.Timer("b", 0))));
        await Inbox.AddAsync([Batches.Request("r1", "lane")], default);
        var timers = await Timers.DueAsync(City, Noon, new TimerPage(10), default);
        var rows = await Inbox.WaitingAsync(Noon, 10, default);
        await Inbox.AddAsync([Batches.Request("r2", "lane")], default);

        (await Timers.DueAsync(City, Noon, new TimerPage(10), default)).ShouldBeEmpty();
        (await Timers.NextDueAsync(City, default)).ShouldBe(Noon);
        (await Inbox.WaitingAsync(Noon, 10, default)).ShouldBeEmpty();
        (await Due.LookAsync(City, Noon, default)).ShouldBe(new DueWork(IsUnderWay: true, Noon));

        // As if its process had died and its time were over.
        await ExecuteAsync("UPDATE timers SET claimed_until = 1; UPDATE inbox SET claimed_until = 1");
        (await Timers.DueAsync(City, Noon, new TimerPage(10), default)).ShouldBe(timers);
        (await Inbox.WaitingAsync(Noon, 10, default)).Select(row => row.Key).ShouldBe([rows[0].Key, "r2"]);
    }

    [Fact]
    public async Task History_that_came_before_its_month_had_a_table_moves_into_it()
    {
        await SaveAsync(Batches.Of(Batches.Created(_operation)));
        (await ReadAsync("SELECT count(*) FROM history_default")).ShouldBe(["1"]);

        await new PostgresHousekeepingStore(_database).MakeRoomAsync([Noon], default);
        await SaveAsync(Batches.Of(Batches.Changed(_operation, before: 1)));

        (await ReadAsync("SELECT count(*) FROM history_default")).ShouldBe(["0"]);
        (await ReadAsync("SELECT sequence FROM history_2026_07 ORDER BY sequence")).ShouldBe(["1", "2"]);
        (await ReadAsync("SELECT count(*) FROM history_2026_09")).ShouldBe(["0"]);
    }

    [Fact]
    public async Task Making_room_fails_no_step_that_is_under_way()
    {
        var steps = Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            for (var step = 0; step < 25; step++)
                await SaveAsync(Batches.Of(Batches.Created(new OperationKey(City, new OperationId(Guid.NewGuid())))));
        })).ToList();

        await new PostgresHousekeepingStore(_database).MakeRoomAsync([Noon], default);
        await Task.WhenAll(steps);

        (await ReadAsync("SELECT count(*) FROM history_2026_07")).ShouldBe(["200"]);
    }

    [Fact]
    public async Task A_commit_whose_answer_was_lost_is_asked_for()
    {
        // The connection is cut while the commit waits for its answer, as a failing network does it.
        await ExecuteAsync("""
            CREATE FUNCTION cut() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END $$;
            CREATE CONSTRAINT TRIGGER cut AFTER INSERT ON operations DEFERRABLE INITIALLY DEFERRED
            FOR EACH ROW EXECUTE FUNCTION cut()
            """);

        var failure = await Should.ThrowAsync<StorageUnavailableException>(
            async () => await SaveAsync(Batches.Of(Batches.Created(_operation))));

        failure.MayBeSaved.ShouldBeFalse();
        (await Operations.LoadAsync(_operation, default)).ShouldBeNull();
    }

    [Fact]
    public async Task What_one_process_tells_the_others_hear_and_it_does_not_hear_itself()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var one = new PostgresNodeChannel(_database, TimeProvider.System);
        var other = new PostgresNodeChannel(_database, TimeProvider.System);
        var (own, heard) = (new Hearing(), new Hearing());
        var running = Task.WhenAll(one.RunAsync(own.Hear, stop.Token), other.RunAsync(heard.Hear, stop.Token));
        await Task.WhenAll(own.Of<Reload>(), heard.Of<Reload>());

        one.Tell(City, new OperationChanged(_operation.Operation, 7));
        await ExecuteAsync("INSERT INTO bindings (city, kind, name, targets) VALUES ('pune', 'Role', 'crew', '[]')");

        (await heard.Of<OperationChanged>()).ShouldBe(new OperationChanged(_operation.Operation, 7));
        await heard.Of<CityDefined>();
        await own.Of<CityDefined>();
        own.HasHeard<OperationChanged>().ShouldBeFalse();
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => running);
    }

    public void Dispose() => _database.Dispose();

    private async Task SaveAsync(StepBatch batch) => await Operations.SaveAsync(batch, default);

    private async Task ExecuteAsync(string sql)
    {
        await using var command = _database.Source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private async Task<List<string>> ReadAsync(string sql) => await _database.ReadAsync(
        session => session.QueryAsync(sql, row => row.GetInt64(0).ToString("D", null)), default);

    private sealed class Hearing
    {
        private readonly Lock _lock = new();
        private readonly List<(CityId? City, CityChange Change)> _heard = [];

        public void Hear(CityId? city, CityChange change)
        {
            lock (_lock) _heard.Add((city, change));
        }

        public bool HasHeard<T>()
        {
            lock (_lock) return _heard.Any(heard => heard is { Change: T, City: not null });
        }

        public async Task<T> Of<T>()
        {
            for (var look = 0; look < 500; look++)
            {
                lock (_lock)
                {
                    if (_heard.Select(heard => heard.Change).OfType<T>().FirstOrDefault() is { } found) return found;
                }
                await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
            }
            throw new TimeoutException($"{typeof(T).Name} was not heard.");
        }
    }
}

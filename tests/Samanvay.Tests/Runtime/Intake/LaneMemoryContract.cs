using NodaTime;
using Samanvay.Runtime.Intake;
using Samanvay.Runtime.Ports;
using Samanvay.Tests.Runtime.Commands;
using Samanvay.Tests.Runtime.Services;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Runtime.Intake;

/// <summary>What the lane remembers between batches changes nothing, on whatever database.</summary>
public abstract class LaneMemoryContract
{
    internal abstract Task<(IObservationStore Store, Func<Task<string>> Told)> OpenAsync(ServiceShell services);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_process_that_is_killed_around_its_commits_tells_what_one_that_is_never_killed_tells(int seed)
    {
        var whole = await PlayAsync(seed, static scene => Always(scene.Lane()));

        whole.Told.Length.ShouldBeGreaterThan(1000);
        foreach (var dies in (KillPoint[])[KillPoint.BeforeSave, KillPoint.WithinTransaction, KillPoint.AfterCommit])
            (await PlayAsync(seed, (scene, store) => Killed(scene, store, dies))).ShouldBe(whole, $"killed {dies}");
    }

    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    public async Task A_start_before_every_batch_tells_the_same(int seed)
    {
        var whole = await PlayAsync(seed, static scene => Always(scene.Lane()));

        (await PlayAsync(seed, static scene => _ => (scene.Lane(), false))).ShouldBe(whole);
    }

    [Theory]
    [InlineData(6)]
    [InlineData(7)]
    public async Task Two_processes_by_turns_tell_the_same_as_one(int seed)
    {
        var whole = await PlayAsync(seed, static scene => Always(scene.Lane()));

        var both = await PlayAsync(seed, static scene =>
        {
            IntakeLane[] lanes = [scene.Lane(), scene.Lane()];
            return step => (lanes[step / 2 % 2], false);
        });
        both.ShouldBe(whole);
    }

    [Fact]
    public async Task Writing_each_state_at_once_gives_the_same()
    {
        var whole = await PlayAsync(8, static scene => Always(scene.Lane()));

        (await PlayAsync(8, static scene => Always(scene.Lane(unwrittenFor: Duration.FromDays(-1))))).ShouldBe(whole);
    }

    private static Func<int, (IntakeLane, bool)> Always(IntakeLane lane) => _ => (lane, false);

    // Now and then, and a new one takes the step again.
    private static Func<int, (IntakeLane, bool)> Killed(LaneScene scene, IObservationStore store, KillPoint dies)
    {
        var (lane, dead) = (scene.Lane(), -1);
        return step =>
        {
            if (step == dead) return (lane = scene.Lane(), false);
            if (step % 7 != 3) return (lane, false);
            dead = step;
            // The one that dies has followed what was before: it is killed in the middle of its work.
            return (scene.Lane(new DyingStore(store) { Dies = dies }), true);
        };
    }

    private Task<(string Told, string States)> PlayAsync(
        int seed, Func<LaneScene, Func<int, (IntakeLane, bool)>> lanes) => PlayAsync(seed, (scene, _) => lanes(scene));

    private async Task<(string Told, string States)> PlayAsync(
        int seed, Func<LaneScene, IObservationStore, Func<int, (IntakeLane, bool)>> lanes)
    {
        using var folder = new DatabaseFolder();
        await using var services = await ServiceShell.OpenAsync(folder.Path);
        var (store, told) = await OpenAsync(services);
        var scene = new LaneScene(services, store);
        await scene.PlayAsync(seed, lanes(scene, store));
        var states = await scene.StatesAsync();
        return (await told(), states);
    }
}

public sealed class SqliteLaneMemoryTests : LaneMemoryContract
{
    private const string Inbox = "SELECT key || ' ' || CAST(body AS TEXT) FROM inbox ORDER BY key";

    internal override Task<(IObservationStore, Func<Task<string>>)> OpenAsync(ServiceShell services)
    {
        var database = services.Shell.Database;
        return Task.FromResult<(IObservationStore, Func<Task<string>>)>((
            new Samanvay.Storage.Sqlite.Signals.SqliteObservationStore(database),
            async () => string.Join('\n', await database.Reader.ReadAsync(
                session => session[Inbox].Read(row => row.Text(0)), default))));
    }
}

public sealed class PostgresLaneMemoryTests : LaneMemoryContract, IDisposable
{
    private const string Inbox = "SELECT key || ' ' || convert_from(body, 'UTF8') FROM inbox ORDER BY key";

    private readonly List<Samanvay.Storage.PostgreSql.PostgresDatabase> _databases = [];

    internal override Task<(IObservationStore, Func<Task<string>>)> OpenAsync(ServiceShell services)
    {
        var database = new Samanvay.Storage.PostgreSql.PostgresDatabase(
            Support.Postgres.NewDatabase(), TimeProvider.System);
        _databases.Add(database);
        return Task.FromResult<(IObservationStore, Func<Task<string>>)>((
            new Samanvay.Storage.PostgreSql.Signals.PostgresObservationStore(database),
            async () => string.Join('\n', await database.ReadAsync(
                session => session.QueryAsync(Inbox, row => row.GetString(0)), default))));
    }

    public void Dispose() => _databases.ForEach(database => database.Dispose());
}

using NodaTime;
using Samanvay.Runtime.Clock;
using Samanvay.Runtime.Commands;
using Samanvay.Runtime.Ports;
using Samanvay.Tests.Runtime.Commands;
using Samanvay.Tests.Support;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Runtime.Nodes;

/// <summary>Any node may handle any operation: what one has in memory is old as soon as another was there.</summary>
public sealed class NodesTests : IAsyncLifetime
{
    private readonly OperationKey _operation = Shell.NewOperation();
    private Node _one = null!;
    private Node _other = null!;

    public ValueTask InitializeAsync()
    {
        var connection = Postgres.NewDatabase();
        (_one, _other) = (new Node(connection), new Node(connection));
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_command_is_stepped_on_what_another_node_has_made_of_the_operation()
    {
        (await _one.SubmitAsync(_operation, Diagrams.Start(Diagrams.Ask, Shell.Noon)))
            .ShouldBe(new CommandAccepted(_operation, 1));
        (await _other.SubmitAsync(_operation, Diagrams.Start(Diagrams.Wait, Shell.Noon)))
            .ShouldBe(new CommandAccepted(_operation, 2));

        (await _one.SubmitAsync(_operation, Diagrams.Complete(Shell.Noon)))
            .ShouldBe(new CommandAccepted(_operation, 3));
    }

    [Fact]
    public async Task A_refusal_is_not_given_for_a_state_that_is_old()
    {
        // The first node knows that there is no such operation.
        (await _one.SubmitAsync(_operation, Diagrams.Complete(Shell.Noon))).ShouldBeOfType<CommandRefused>();
        await _other.SubmitAsync(_operation, Diagrams.Start(Diagrams.Ask, Shell.Noon));

        (await _one.SubmitAsync(_operation, Diagrams.Complete(Shell.Noon)))
            .ShouldBe(new CommandAccepted(_operation, 2));
    }

    [Fact]
    public async Task A_command_that_both_nodes_get_is_done_once_and_answered_the_same()
    {
        var operations = Enumerable.Range(0, 100).Select(_ => Shell.NewOperation()).ToList();

        var answers = await Task.WhenAll(operations.SelectMany(operation => new[] { _one, _other }.Select(
            node => node.SubmitAsync(
                operation, Diagrams.Start(Diagrams.Ask, Shell.Noon), operation.Operation.ToString()))));

        answers.ShouldAllBe(answer => answer is CommandAccepted);
        answers.Cast<CommandAccepted>().ShouldAllBe(answer => answer.Sequence == 1);
        (await _one.ReadAsync("SELECT count(*) FROM history", row => row.GetInt64(0))).ShouldBe([100]);
    }

    [Fact]
    public async Task Two_nodes_that_want_one_operation_all_the_time_both_get_on()
    {
        var nodes = new[] { _one, _other };

        var answers = await Task.WhenAll(Enumerable.Range(0, 60).Select(async number =>
        {
            await Task.Delay(TimeSpan.FromMilliseconds(number * 5), TimeProvider.System);
            return await nodes[number % 2].SubmitAsync(_operation, Diagrams.Start(Diagrams.Ask, Shell.Noon));
        }));

        answers.Cast<CommandAccepted>().Select(answer => answer.Sequence).Order()
            .ShouldBe(Enumerable.Range(1, 60).Select(number => (long)number));
        var history = await _one.ReadAsync(
            "SELECT sequence, body, hash FROM history ORDER BY sequence",
            row => (Sequence: row.GetInt64(0), Body: row.GetFieldValue<byte[]>(1), Hash: row.GetFieldValue<byte[]>(2)));
        var hash = HashChain.Start;
        foreach (var entry in history)
        {
            hash = HashChain.Next(hash.Span, entry.Body);
            entry.Hash.ShouldBe(hash.ToArray());
        }
        (await _other.Reconciler.RunOnceAsync(default)).ShouldBe(0);
    }

    [Fact]
    public async Task A_timer_that_is_due_at_two_nodes_fires_once()
    {
        await _one.Time.AddAsync(Shell.City, ClockMode.Live, Shell.Noon, default);
        await _other.Time.FollowAsync(default);
        foreach (var operation in Enumerable.Range(0, 60).Select(_ => Shell.NewOperation()))
            await _one.SubmitAsync(operation, Diagrams.Start(Diagrams.Wait, Shell.Noon));
        _one.Host.Advance(Duration.FromMinutes(11));
        _other.Host.Advance(Duration.FromMinutes(11));

        var fired = await Task.WhenAll(new[] { _one, _other }.Select(
            node => Task.Run(() => node.Timers.RunOnceAsync(Shell.City, default))));

        fired.Sum().ShouldBe(60);
        (await _one.ReadAsync("SELECT count(*) FROM timers", row => row.GetInt64(0))).ShouldBe([0]);
        (await _one.ReadAsync("SELECT count(*) FROM operations WHERE sequence = 2", row => row.GetInt64(0)))
            .ShouldBe([60]);
    }

    [Fact]
    public async Task A_clock_that_is_set_at_one_node_is_set_at_the_other_and_never_goes_back()
    {
        await _one.Time.AddAsync(Shell.City, ClockMode.Sample, Shell.Noon, default);
        await _other.Time.FollowAsync(default);
        var later = Shell.Noon + Duration.FromHours(3);

        await _one.Time.ChangeAsync(Shell.City, new MoveForward(later), default);
        await _one.Time.ChangeAsync(Shell.City, new ChangeSpeed(60), default);
        await _other.Time.TickAsync(default);
        _other.Host.Advance(Duration.FromSeconds(1));

        _other.Time.Now(Shell.City).ShouldBe(later + Duration.FromMinutes(1));
        await _other.Time.TickAsync(default);
        await _one.Time.TickAsync(default);
        _one.Time.Now(Shell.City).ShouldBe(later + Duration.FromMinutes(1));
    }

    [Fact]
    public async Task What_another_node_has_moved_is_forgotten_when_it_says_so()
    {
        await _one.SubmitAsync(_operation, Diagrams.Start(Diagrams.Ask, Shell.Noon));
        await _other.SubmitAsync(_operation, Diagrams.Complete(Shell.Noon));

        _one.Loop.Moved(_operation, 2);

        (await _one.SubmitAsync(_operation, Diagrams.Start(Diagrams.Ask, Shell.Noon)))
            .ShouldBe(new CommandAccepted(_operation, 3));
    }

    public async ValueTask DisposeAsync()
    {
        // A test that was skipped has no nodes.
        if (_one is not null) await _one.DisposeAsync();
        if (_other is not null) await _other.DisposeAsync();
    }
}

using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Samanvay.Engine;
using Samanvay.Engine.Incidents;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Engine.Incidents;

public sealed class OperationProperties
{
    private static readonly Arbitrary<int> Seeds = Gen.Choose(0, int.MaxValue - 1).ToArbitrary();

    [Fact]
    public void Whatever_people_do_the_stored_history_rebuilds_the_operation() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(25), Prop.ForAll(Seeds, seed =>
        {
            var duty = Walked(seed, 40);

            Duty.Text(OperationEngine.Replay(duty.Operation.Id, duty.History.Select(facts => facts.AsEnumerable())))
                .ShouldBe(Duty.Text(duty.Operation));
        }));

    [Fact]
    public void Held_and_resumed_with_nothing_in_between_a_run_is_as_it_was() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(25), Prop.ForAll(Seeds, seed =>
        {
            var duty = Walked(seed, 15);
            duty.Try(new ResumeRun(duty.Now, null, "p1", "why"));
            var before = Settled(duty.Operation);
            var rows = duty.Rows.Timers;

            if (duty.Try(new SuspendRun(duty.Now, null, "p1", "why"))) duty.Resume();

            Settled(duty.Operation).ShouldBe(before);
            duty.Rows.Timers.ShouldBe(rows);
        }));

    // The next step would begin so: what has finished is let go then.
    private static string Settled(Operation operation) =>
        Duty.Text(OperationFold.Begin(operation) with { Sequence = 0 });

    // What is held shows no timer, what has ended keeps nothing, and what was kept belongs to what is held.
    private static Duty Walked(int seed, int steps)
    {
        var walk = new DutyWalk(seed);
        for (var step = 0; step < steps; step++)
        {
            walk.Step();
            var operation = walk.Duty.Operation;
            var held = operation.Runs.Where(run => run.Value.Suspension is not null).Select(run => run.Key).ToList();
            held.ShouldAllBe(run => operation.Runs[run].Instance.IsRunning);
            (operation.Kept ?? []).ShouldAllBe(each => held.Contains(each.Run));
            operation.Kept?.ShouldNotBeEmpty();
            walk.Duty.Rows.Timers.Keys.Where(key => key.Process is { } timer && held.Contains(timer.Run))
                .ShouldBeEmpty();
            operation.WorkItems.Values.Select(item => (item.Run, item.Token)).Order().ShouldBe(
                operation.Runs.SelectMany(run => run.Value.Instance.Tokens.Values
                    .Where(token => token.State == TokenState.Offered)
                    .Select(token => (run.Key, token.Id))).Order());
        }

        return walk.Duty;
    }
}

/// <summary>One random act after the other on an operation of one random procedure.</summary>
internal sealed class DutyWalk
{
    private readonly Random _random;

    public DutyWalk(int seed)
    {
        _random = new(seed);
        Duty = new(new RandomProcedure(seed).Draw(), ProcessBuilder.Of("other").Start().User("own").End());
        Duty.Start("random", "{ dice: 2 }");
    }

    public Duty Duty { get; }

    public void Step()
    {
        Duty.Now += Duration.FromMinutes(_random.Next(0, 4));
        Duty.Try(Choose());
    }

    private OperationCommand Choose()
    {
        var now = Duty.Now;
        var run = Pick([.. Duty.Operation.Runs.Keys]);
        var instance = Duty.Operation.Runs[run].Instance;
        var token = instance.Tokens.IsEmpty ? new(999) : Pick([.. instance.Tokens.Keys]);
        return _random.Next(12) switch
        {
            0 => new SuspendRun(now, _random.Next(3) == 0 ? null : run, "p1", "why"),
            1 or 2 => new ResumeRun(now, _random.Next(3) == 0 ? null : run, "p1", "why"),
            3 => new MoveStep(now, run, token, Element(run), "p1", "why"),
            4 => new RepeatStep(now, run, Pick([.. instance.Scopes.Keys]), Element(run), "p1", "why"),
            5 => new SkipStep(now, run, token, null, "p1", "why"),
            6 => new PublishMessage(now, $"m{_random.Next(1, 5)}", Run.Context("{ level: 4 }"), null),
            7 or 8 => new FinishActivity(now, run, token, new ActivitySucceeded(Run.Context("{ dice: 3 }"))),
            9 => Duty.Rows.Timers.IsEmpty ? new AddNote(now, "p1", "quiet") : Due(),
            10 when !instance.Faults.IsEmpty => new ResolveFault(
                now, run, Pick([.. instance.Faults.Keys]), FaultRemedy.Skip, "p1", "why"),
            _ when !Duty.Operation.WorkItems.IsEmpty => new CompleteWorkItem(
                now, Pick([.. Duty.Operation.WorkItems.Keys]), "p1", Run.Context("{ dice: 5 }")),
            _ => new CancelRun(now, new(99), "p1", "none"),
        };
    }

    private FireDue Due()
    {
        var (key, timer) = Duty.Rows.Timers.First();
        Duty.Now = Instant.Max(Duty.Now, timer.DueAt);
        return new(Duty.Now, key, timer.Generation);
    }

    private string Element(InstanceId run) => Pick([.. Duty.NodesOf(run)]);

    private TItem Pick<TItem>(TItem[] choices) => choices[_random.Next(choices.Length)];
}

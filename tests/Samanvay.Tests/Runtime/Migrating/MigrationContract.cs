using System.Collections.Immutable;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using Samanvay.Engine;
using Samanvay.Engine.Incidents;
using Samanvay.Engine.Migration;
using Samanvay.Feel.Values;
using Samanvay.Runtime;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Clock;
using Samanvay.Runtime.Migrating;
using Samanvay.Runtime.Ports;
using Samanvay.Runtime.Procedures;
using Samanvay.Runtime.Services;
using Samanvay.Runtime.Views;
using Samanvay.Runtime.Work;
using Samanvay.Runtime.Work.Steering;
using Samanvay.Tests.Runtime.Cities;
using Samanvay.Tests.Runtime.Work;
using Samanvay.Tests.Support;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Runtime.Migrating;

public sealed class SqliteMigrationTests : MigrationContract
{
    private protected override Task<WorkingCity> OpenAsync() => WorkingCity.OpenAsync();
}

public sealed class PostgresMigrationTests : MigrationContract
{
    private protected override Task<WorkingCity> OpenAsync() => WorkingCity.OpenAsync(Postgres.NewDatabase());
}

/// <summary>What both databases must do when what runs is moved to another version.</summary>
public abstract class MigrationContract : IAsyncLifetime
{
    private static readonly ProcedureVersionId Next = new("w");
    private static readonly MigrationPlan Empty = new(WorkingCity.River.Value, Next.Value);
    private static readonly Asker Approver = WorkingCity.Operator with { Roles = [CityRole.Approver] };

    private WorkingCity _city = null!;

    private MigrationDesk Desk => _city.Get<MigrationDesk>();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private protected abstract Task<WorkingCity> OpenAsync();

    public async ValueTask InitializeAsync() => _city = await OpenAsync();

    public async ValueTask DisposeAsync()
    {
        await _city.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_plan_shows_what_stands_where_and_how_many_still_run_on_the_older_version()
    {
        await TwoFloodsAsync();

        var view = (await Desk.PlanAsync(Approver, Empty, propose: true, Cancellation)).Value();
        var older = (await Desk.OlderAsync(Approver, new ProcedureId("river-flood"), Cancellation)).Value();

        view.Runs.ShouldBe(2);
        view.Problems.ShouldBeEmpty();
        view.Elements.ShouldAllBe(element => element.Planned.Target == element.Planned.Id);
        view.Elements.ShouldContain(element => element.Standing == 2);
        older.Select(each => (each.Version.Number, each.InForce.Number, each.Incidents)).ShouldBe([(1, 2, 2)]);
    }

    [Fact]
    public async Task A_trial_says_what_would_become_of_each_and_changes_nothing()
    {
        var floods = await TwoFloodsAsync();
        var before = await SequencesAsync(floods);
        var plan = await PlanAsync();

        var good = (await Desk.TryAsync(Approver, plan, null, Cancellation)).Value();
        var bad = (await Desk.TryAsync(Approver, plan with { Elements = plan.Elements.Clear() }, null, Cancellation))
            .Value();

        good.Runs.Length.ShouldBe(2);
        good.Runs.ShouldAllBe(run => !run.IsRefused && run.Title == "River flood at the old bridge");
        bad.Runs.ShouldAllBe(run => run.IsRefused && run.Problems[0].Code == MigrationCodes.LeftOut);
        (await SequencesAsync(floods)).ShouldBe(before);
    }

    [Fact]
    public async Task A_batch_moves_every_run_and_each_timeline_says_who_did_it_and_why()
    {
        var floods = await TwoFloodsAsync();
        var steps = await _city.StepsAsync(floods[0]);

        var plan = await PlanAsync();
        var batch = (await Desk.StartAsync(Approver, plan, new("New orders.", "k1"), Cancellation)).Value();
        await CarryOutAsync();

        var progress = (await Desk.ProgressAsync(Approver, batch.Id, 0, Cancellation)).Value();
        (progress.Counts.Moved, progress.Counts.Waiting, progress.Batch.EndedAt is null).ShouldBe((2, 0, false));
        foreach (var flood in floods) (await VersionAsync(flood)).ShouldBe(Next);
        (await _city.StepsAsync(floods[0])).Select(step => step.Item).ShouldBe(steps.Select(step => step.Item));
        var story = (await _city.Views.IncidentAsync(WorkingCity.Operator, floods[0], "en", Cancellation)).Value()
            .Timeline.First(entry => entry.Kind == TimelineKinds.RunMigrated);
        (story.PersonName, story.Detail["reason"]).ShouldBe(("iccc one", "New orders."));
    }

    [Fact]
    public async Task What_the_lists_show_of_a_moved_run_follows_from_its_state()
    {
        var flood = (await TwoFloodsAsync())[0];
        var reconciler = new Reconciler(
            _city.Get<IReconcileStore>(), _city.Get<IOperationContexts>(), _city.Get<RuntimeMetrics>(),
            NullLogger<Reconciler>.Instance);

        await Desk.StartAsync(Approver, await PlanAsync(), new("New orders.", "k1"), Cancellation);
        await CarryOutAsync();

        var key = new OperationKey(WorkingCity.Here, flood);
        var shown = (await _city.Get<IReconcileStore>().LookAsync([key], Cancellation)).ShouldHaveSingleItem().Found;
        shown.WorkItems.Select(item => item.Version).Distinct().ShouldBe([Next.Value]);
        (await reconciler.RunOnceAsync(Cancellation)).ShouldBe(0);
    }

    [Fact]
    public async Task One_that_is_refused_stays_with_its_reason_and_the_others_go_on()
    {
        var floods = await TwoFloodsAsync();
        var step = (await _city.StepsAsync(floods[0]))[0];
        var holder = WorkingCity.Holder(step);
        await _city.Work.AcknowledgeAsync(holder, new(floods[0], new(step.Item), "mine"), Cancellation);
        (await _city.Work.CompleteAsync(
            holder, new(floods[0], new(step.Item), "done"), FeelContext.Empty, Cancellation)).Value();
        var plan = (await PlanAsync()).With(step.ElementId, null);

        var batch = (await Desk.StartAsync(Approver, plan, new("New orders.", "k1"), Cancellation)).Value();
        await CarryOutAsync();

        var lines = (await Desk.ProgressAsync(Approver, batch.Id, 0, Cancellation)).Value().Lines
            .ToDictionary(line => line.Line.Operation, line => line.Line);
        lines[floods[0]].State.ShouldBe(MigrationState.Moved);
        (lines[floods[1]].State, lines[floods[1]].Code, lines[floods[1]].Element)
            .ShouldBe((MigrationState.Refused, MigrationCodes.LeftOut, step.ElementId));
        (await VersionAsync(floods[1])).ShouldBe(WorkingCity.River);
    }

    [Fact]
    public async Task What_a_kill_left_half_done_is_carried_on_and_nothing_is_done_twice()
    {
        var floods = await TwoFloodsAsync();
        var plan = await PlanAsync();
        var batch = (await Desk.StartAsync(Approver, plan, new("New orders.", "k1"), Cancellation)).Value();
        await CarryOutAsync();
        var before = await SequencesAsync(floods);

        // As if the process had died after the steps and before their results were written down.
        var store = _city.Get<IMigrationStore>();
        foreach (var line in await store.LinesAsync(batch.City, batch.Id, 0, 10, Cancellation))
            await store.SaveAsync(line with { State = MigrationState.Waiting, At = null }, Cancellation);
        await store.SaveAsync(batch, Cancellation);
        await CarryOutAsync();

        (await SequencesAsync(floods)).ShouldBe(before);
        (await Desk.ProgressAsync(Approver, batch.Id, 0, Cancellation)).Value().Counts.Moved.ShouldBe(2);
    }

    [Fact]
    public async Task A_batch_that_is_killed_half_way_goes_on_where_it_was_and_moves_each_once()
    {
        var floods = await TwoFloodsAsync();
        var before = await SequencesAsync(floods);
        var plan = await PlanAsync();
        var batch = (await Desk.StartAsync(Approver, plan, new("New orders.", "k1"), Cancellation)).Value();
        var dying = new MigrationPump(
            new DyingStore(_city.Get<IMigrationStore>(), savesMax: 1), _city.Get<IOperationStore>(),
            _city.Get<ProcedureCatalog>(), _city.Get<CommandLoop>(), _city.Get<CityTime>());
        await Should.ThrowAsync<OperationCanceledException>(() => dying.RunOnceAsync(Cancellation));
        var counts = (await Desk.ProgressAsync(Approver, batch.Id, 0, Cancellation)).Value().Counts;
        (counts.Moved, counts.Waiting).ShouldBe((1, 1));

        await CarryOutAsync();

        (await Desk.ProgressAsync(Approver, batch.Id, 0, Cancellation)).Value().Counts.Moved.ShouldBe(2);
        (await SequencesAsync(floods)).ShouldBe(before.Select(sequence => sequence + 1));
        foreach (var flood in floods) (await VersionAsync(flood)).ShouldBe(Next);
    }

    [Fact]
    public async Task A_held_run_moves_and_stays_held_with_what_is_kept_for_it()
    {
        var floods = await TwoFloodsAsync();
        var steering = _city.Get<SteeringDesk>();
        var supervisor = WorkingCity.Operator with { Roles = [CityRole.Supervisor] };
        (await steering.DoAsync(
            supervisor, new IncidentCall(floods[0], "hold"), new HoldAct(1), "Wait.", Cancellation)).Value();
        var before = await StateAsync(floods[0]);

        await Desk.StartAsync(Approver, await PlanAsync(), new("New orders.", "k1"), Cancellation);
        await CarryOutAsync();

        var after = await StateAsync(floods[0]);
        (after.Runs[new(1)].Version, after.Runs[new(1)].Suspension)
            .ShouldBe((Next, before.Runs[new(1)].Suspension.ShouldNotBeNull()));
        var step = (await _city.StepsAsync(floods[0]))[0];
        step.Held.ShouldBeTrue();
        var call = new StepCall(floods[0], new(step.Item), "mine");
        (await _city.Work.AcknowledgeAsync(WorkingCity.Holder(step), call, Cancellation)).Value();
        (await _city.Work.CompleteAsync(
            WorkingCity.Holder(step), call with { Key = "early" }, FeelContext.Empty, Cancellation))
            .Reason().ShouldBeOfType<NotPossible>().Reason.ShouldBe("run-held");
        (await steering.DoAsync(
            supervisor, new IncidentCall(floods[0], "resume"), new ResumeAct(1), "Go on.", Cancellation)).Value();
        (await _city.Work.CompleteAsync(
            WorkingCity.Holder(step), call with { Key = "done" }, FeelContext.Empty, Cancellation)).Value();
    }

    [Fact]
    public async Task A_plan_that_is_stale_moves_nothing_and_says_why()
    {
        var floods = await TwoFloodsAsync();
        var plan = await PlanAsync();
        var unknown = plan with { Elements = plan.Elements.Add("gone", "gone") };
        (await Desk.StartAsync(Approver, unknown, new("New orders.", "k1"), Cancellation))
            .Reason().ShouldBeOfType<HasProblems>();
        (await Desk.StartAsync(Approver, plan with { Target = "nowhere" }, new("New orders.", "k2"), Cancellation))
            .Reason().ShouldBe(new NotFound("version", "nowhere"));
        (await Desk.TryAsync(Approver, plan with { Source = "nowhere" }, null, Cancellation))
            .Reason().ShouldBe(new NotFound("version", "nowhere"));
        var first = (await Desk.StartAsync(Approver, plan, new("New orders.", "k3"), Cancellation)).Value();
        var late = (await Desk.StartAsync(Approver, plan, new("New orders.", "k4"), Cancellation)).Value();
        var before = await SequencesAsync(floods);

        await CarryOutAsync();

        late.Id.ShouldNotBe(first.Id);
        foreach (var batch in new[] { first, late })
            (await Desk.ProgressAsync(Approver, batch.Id, 0, Cancellation)).Value().Counts.Moved.ShouldBe(2);
        (await SequencesAsync(floods)).ShouldBe(before.Select(sequence => sequence + 1));
        (await Desk.StartAsync(Approver, plan, new("New orders.", "k5"), Cancellation))
            .Reason().ShouldBeOfType<WrongState>();
    }

    [Theory]
    [InlineData(CityRole.Author)]
    [InlineData(CityRole.Supervisor)]
    [InlineData(CityRole.Operator)]
    [InlineData(CityRole.AgencyMember)]
    [InlineData(CityRole.Auditor)]
    [InlineData(null)]
    public async Task Nobody_else_may_plan_try_move_or_look_at_a_migration(CityRole? role)
    {
        await TwoFloodsAsync();
        var plan = await PlanAsync();
        var batch = (await Desk.StartAsync(Approver, plan, new("New orders.", "k1"), Cancellation)).Value();
        var asker = WorkingCity.Operator with { Roles = role is { } held ? [held] : [] };
        var refused = new NotAllowed(FrontDoorOperation.MigrateRuns);

        (await Desk.PlanAsync(asker, plan, false, Cancellation)).Reason().ShouldBe(refused);
        (await Desk.TryAsync(asker, plan, null, Cancellation)).Reason().ShouldBe(refused);
        (await Desk.StartAsync(asker, plan, new("New orders.", "k2"), Cancellation)).Reason().ShouldBe(refused);
        (await Desk.ProgressAsync(asker, batch.Id, 0, Cancellation)).Reason().ShouldBe(refused);
        var elsewhere = Approver with { City = new CityId("elsewhere") };
        (await Desk.ProgressAsync(elsewhere, batch.Id, 0, Cancellation)).Reason().ShouldBeOfType<NotFound>();
        (await Desk.PlanAsync(elsewhere, plan, false, Cancellation)).Reason().ShouldBeOfType<NotFound>();
    }

    [Fact]
    public async Task The_same_request_begins_one_batch_and_a_page_ends_where_the_next_begins()
    {
        await TwoFloodsAsync();
        var plan = await PlanAsync();

        var first = (await Desk.StartAsync(Approver, plan, new("New orders.", "k1"), Cancellation)).Value();
        var again = (await Desk.StartAsync(Approver, plan, new("New orders.", "k1"), Cancellation)).Value();

        again.Id.ShouldBe(first.Id);
        var store = _city.Get<IMigrationStore>();
        (await store.OpenAsync(Cancellation)).ShouldHaveSingleItem();
        (await store.LinesAsync(first.City, first.Id, 1, 1, Cancellation)).ShouldHaveSingleItem().Number.ShouldBe(2);
        var running = await store.RunningAsync(first.City, null, 1, Cancellation);
        var next = await store.RunningAsync(first.City, running[0].Key.Operation, 1, Cancellation);
        next.ShouldHaveSingleItem().Key.ShouldNotBe(running[0].Key);
    }

    [Fact]
    public async Task A_request_that_is_sent_again_when_all_has_moved_is_answered_as_before()
    {
        await TwoFloodsAsync();
        var plan = await PlanAsync();
        var first = (await Desk.StartAsync(Approver, plan, new("New orders.", "k1"), Cancellation)).Value();
        await CarryOutAsync();

        var again = (await Desk.StartAsync(Approver, plan, new("New orders.", "k1"), Cancellation)).Value();

        (again.Id, again.StartedAt).ShouldBe((first.Id, first.StartedAt));
        (await Desk.StartAsync(Approver, plan, new("New orders.", "k2"), Cancellation)).Reason()
            .ShouldBeOfType<WrongState>();
    }

    [Fact]
    public async Task Who_may_publish_may_move_and_says_why()
    {
        await TwoFloodsAsync();
        var plan = await PlanAsync();

        (await Desk.StartAsync(WorkingCity.Operator, plan, new("New orders.", "k1"), Cancellation)).Reason()
            .ShouldBe(new NotAllowed(FrontDoorOperation.MigrateRuns));
        (await Desk.PlanAsync(WorkingCity.Operator, plan, false, Cancellation)).Reason()
            .ShouldBe(new NotAllowed(FrontDoorOperation.MigrateRuns));
        (await Desk.StartAsync(Approver, plan, new("  ", "k1"), Cancellation)).Reason().ShouldBeOfType<Invalid>();
    }

    private async Task<ImmutableArray<OperationId>> TwoFloodsAsync()
    {
        var (first, second) = (await _city.StartAsync(key: "first"), await _city.StartAsync(key: "second"));
        await _city.PublishAsync(Next, 2);
        await _city.MoveAsync(Duration.FromMinutes(5));
        return [first, second];
    }

    private async Task<MigrationPlan> PlanAsync() =>
        (await Desk.PlanAsync(Approver, Empty, propose: true, Cancellation)).Value().Plan;

    private async Task CarryOutAsync()
    {
        var pump = _city.Get<MigrationPump>();
        while (await pump.RunOnceAsync(Cancellation) > 0)
        {
            // Page by page.
        }
    }

    private async Task<ProcedureVersionId> VersionAsync(OperationId operation) =>
        (await StateAsync(operation)).Runs[new InstanceId(1)].Version;

    private async Task<List<long>> SequencesAsync(IEnumerable<OperationId> operations)
    {
        var sequences = new List<long>();
        foreach (var operation in operations) sequences.Add((await StateAsync(operation)).Sequence);
        return sequences;
    }

    private async Task<Operation> StateAsync(OperationId operation) => OperationJson.ReadState(
        (await _city.Get<IViewStore>().StateAsync(WorkingCity.Here, operation, Cancellation))!.State.Span);
}

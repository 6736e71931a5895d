using System.Collections.Immutable;
using Microsoft.Extensions.Logging.Abstractions;
using Samanvay.Engine.Incidents;
using Samanvay.Feel.Values;
using Samanvay.Runtime;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Ports;
using Samanvay.Runtime.Services;
using Samanvay.Runtime.Views;
using Samanvay.Runtime.Views.Steering;
using Samanvay.Runtime.Work;
using Samanvay.Runtime.Work.Steering;
using Samanvay.Tests.Runtime.Cities;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Runtime.Work;

public sealed class SteeringDeskTests
{
    private static CancellationToken Cancellation => WorkingCity.Cancellation;

    private static Asker Supervisor =>
        Asker.OfPerson(WorkingCity.Here, new PersonId("iccc.two"), new AgencyId("iccc"), CityRole.Supervisor);

    [Fact]
    public async Task What_would_follow_is_said_before_and_nothing_is_kept_of_it()
    {
        await using var city = await WorkingCity.OpenAsync();
        var operation = await city.StartAsync();
        var before = await city.StepsAsync(operation);
        var (place, to) = await MovableAsync(city, operation);

        var outlook = (await Desk(city).PreviewAsync(
            Supervisor, operation, new MoveAct(1, place.Token, to.Id), "en", Cancellation)).Value();

        outlook.Withdrawn.ShouldBe([place.Name]);
        outlook.Begun.ShouldNotBeEmpty();
        (await city.StepsAsync(operation)).Select(step => step.Item).ShouldBe(before.Select(step => step.Item));
    }

    [Fact]
    public async Task A_moved_step_is_gone_the_timeline_says_who_and_why_and_the_rows_follow_from_the_state()
    {
        await using var city = await WorkingCity.OpenAsync();
        var operation = await city.StartAsync();
        var (place, to) = await MovableAsync(city, operation);

        await DoAsync(city, operation, new MoveAct(1, place.Token, to.Id), "move");

        (await city.StepsAsync(operation)).ShouldNotContain(step => step.Item == place.Item);
        var told = (await ViewAsync(city, operation)).Timeline.First(entry => entry.Kind == TimelineKinds.Moved);
        told.PersonName.ShouldBe("iccc two");
        told.Detail["reason"].ShouldBe("The bridge is closed");
        await ShouldFollowFromStateAsync(city, operation);
    }

    [Fact]
    public async Task While_it_is_held_a_step_can_be_taken_but_not_completed_and_its_time_runs_on()
    {
        await using var city = await WorkingCity.OpenAsync();
        var operation = await city.StartAsync();
        var step = (await city.StepsAsync(operation))[0];
        await DoAsync(city, operation, new HoldAct(1), "hold");
        var holder = WorkingCity.Holder(step);

        var call = new StepCall(operation, new WorkItemId(step.Item), "a");
        (await city.Work.AcknowledgeAsync(holder, call, Cancellation)).Value();
        (await city.Work.CompleteAsync(holder, call with { Key = "b" }, FeelContext.Empty, Cancellation))
            .Reason().ShouldBeOfType<NotPossible>().Reason.ShouldBe("run-held");

        var view = await ViewAsync(city, operation);
        view.Runs[0].Hold.ShouldNotBeNull().Reason.ShouldBe("The bridge is closed");
        view.Runs[0].Hold!.ByName.ShouldBe("iccc two");
        view.Steps.ShouldAllBe(each => each.Held);
        view.Steps.Single(each => each.Item == step.Item).ResolveDueAt.ShouldBe(step.ResolveDueAt);
        await ShouldFollowFromStateAsync(city, operation);
        await DoAsync(city, operation, new ResumeAct(null), "resume");
        (await ViewAsync(city, operation)).Runs[0].Hold.ShouldBeNull();
    }

    [Fact]
    public async Task Every_list_tells_what_is_held_until_it_goes_on()
    {
        await using var city = await WorkingCity.OpenAsync();
        var operation = await city.StartAsync();
        var other = await city.StartAsync(WorkingCity.Flood("Elsewhere"), "b");
        var before = await ListsAsync(city, operation);
        await DoAsync(city, operation, new HoldAct(1), "hold");

        var held = await ListsAsync(city, operation);
        held.Steps.ShouldNotBeEmpty();
        held.Steps.ShouldAllBe(step => step.Held);
        held.Clocks.ShouldNotBeEmpty();
        held.Clocks.ShouldAllBe(clock => clock.Held);
        held.Incident.HeldRuns.ShouldBe(1);
        held.Incident.OpenSteps.ShouldBe(before.Incident.OpenSteps);
        held.Total.ShouldBe(before.Total);
        var unheld = await ListsAsync(city, other);
        unheld.Steps.ShouldAllBe(step => !step.Held);
        unheld.Clocks.ShouldAllBe(clock => !clock.Held);
        unheld.Incident.HeldRuns.ShouldBe(0);

        await DoAsync(city, operation, new ResumeAct(null), "resume");
        (await ListsAsync(city, operation)).Incident.HeldRuns.ShouldBe(0);
        await DoAsync(city, operation, new HoldAct(1), "again");
        await DoAsync(city, operation, new CancelAct(1), "cancel");
        (await ListsAsync(city, operation)).Incident.HeldRuns.ShouldBe(0);
        await ShouldFollowFromStateAsync(city, operation);
    }

    [Fact]
    public async Task The_same_request_is_done_once()
    {
        await using var city = await WorkingCity.OpenAsync();
        var operation = await city.StartAsync();

        var first = await DoAsync(city, operation, new HoldAct(1), "hold");

        (await DoAsync(city, operation, new HoldAct(1), "hold")).ShouldBe(first);
        (await Desk(city).DoAsync(
            Supervisor, new IncidentCall(operation, "again"), new HoldAct(1), "why", Cancellation))
            .Reason().ShouldBeOfType<NotPossible>().Reason.ShouldBe("run-held");
    }

    [Fact]
    public async Task Whoever_may_not_steer_is_refused_the_look_ahead_too()
    {
        await using var city = await WorkingCity.OpenAsync();
        var operation = await city.StartAsync();
        ImmutableArray<SteeringAct> acts =
        [
            new MoveAct(1, 2, "x"), new SkipAct(1, 2, null), new RepeatAct(1, 1, "x"), new HoldAct(null),
            new ResumeAct(null), new CancelAct(1), new FinishStageAct(1, 1),
        ];
        foreach (var act in acts)
        {
            (await Desk(city).DoAsync(
                WorkingCity.Member("police"), new IncidentCall(operation, "a"), act, "why", Cancellation))
                .Reason().ShouldBeOfType<NotAllowed>();
            (await Desk(city).PreviewAsync(WorkingCity.Auditor, operation, act, "en", Cancellation))
                .Reason().ShouldBeOfType<NotAllowed>();
        }
    }

    [Fact]
    public async Task An_act_without_a_reason_is_not_taken()
    {
        await using var city = await WorkingCity.OpenAsync();
        var operation = await city.StartAsync();

        (await Desk(city).DoAsync(
            Supervisor, new IncidentCall(operation, "a"), new HoldAct(1), "  ", Cancellation))
            .Reason().ShouldBeOfType<Invalid>();
    }

    private static SteeringDesk Desk(WorkingCity city) => city.Get<SteeringDesk>();

    private static async Task<long> DoAsync(WorkingCity city, OperationId operation, SteeringAct act, string key) =>
        (await Desk(city).DoAsync(
            Supervisor, new IncidentCall(operation, key), act, "The bridge is closed", Cancellation))
        .Value().Sequence;

    private static async Task<Lists> ListsAsync(WorkingCity city, OperationId operation)
    {
        var steps = new List<StepLine>();
        foreach (var step in (await ViewAsync(city, operation)).Steps)
        {
            var mine = (await city.Views.MyWorkAsync(WorkingCity.Holder(step), "en", Cancellation)).Value();
            steps.Add(mine.Offered.Single(line => line.Operation == operation && line.Step.Item == step.Item).Step);
        }

        var board = (await city.Views.SlaBoardAsync(WorkingCity.Auditor, "en", Cancellation)).Value();
        var live = (await city.Views.LiveAsync(WorkingCity.Operator, "en", Cancellation)).Value();
        return new Lists(
            [.. steps], [.. board.Open.Where(clock => clock.Operation == operation)], board.Total,
            live.Open.Concat(live.Closed).Single(incident => incident.Id == operation));
    }

    private sealed record Lists(
        ImmutableArray<StepLine> Steps, ImmutableArray<ClockView> Clocks, SlaTally Total, IncidentLine Incident);

    private static async Task<IncidentView> ViewAsync(WorkingCity city, OperationId operation) =>
        (await city.Views.IncidentAsync(WorkingCity.Operator, operation, "en", Cancellation)).Value();

    private static async Task<(OpenPlace Place, ElementChoice To)> MovableAsync(
        WorkingCity city, OperationId operation)
    {
        var moves = from place in (await ViewAsync(city, operation)).Runs[0].Choices.Places
                    where place.Item is not null
                    from to in place.Targets
                    where to.Kind == "step" && to.Id != place.ElementId
                    select (place, to);
        return moves.First();
    }

    private static async Task ShouldFollowFromStateAsync(WorkingCity city, OperationId operation)
    {
        var reconciler = new Reconciler(
            city.Get<IReconcileStore>(), city.Get<IOperationContexts>(), city.Get<RuntimeMetrics>(),
            NullLogger<Reconciler>.Instance);
        (await reconciler.RepairAsync(new OperationKey(WorkingCity.Here, operation), Cancellation)).ShouldBe(0);
    }
}

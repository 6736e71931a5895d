using NodaTime;
using Samanvay.Activities.Notifications;
using Samanvay.Engine.Incidents;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Views;
using Samanvay.Runtime.Work;
using Samanvay.Tests.Runtime.Cities;
using Samanvay.Tests.Runtime.Work;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Runtime.Views;

public sealed class ViewDeskTests
{
    private static CancellationToken Cancellation => WorkingCity.Cancellation;

    [Fact]
    public async Task The_most_severe_incident_stands_first_and_then_what_is_due_first()
    {
        await using var city = await WorkingCity.OpenAsync();
        await city.StartAsync(WorkingCity.Flood("Nothing due", starts: false), "a");
        await city.StartAsync(WorkingCity.Flood("Steps due"), "b");
        await city.StartAsync(
            WorkingCity.Flood("Life at risk", starts: false) with { Severity = IncidentSeverity.S1 }, "c");

        var live = (await city.Views.LiveAsync(WorkingCity.Operator, "en", Cancellation)).Value();

        live.Open.Select(incident => incident.Title).ShouldBe(["Life at risk", "Steps due", "Nothing due"]);
        live.Open[1].OpenSteps.ShouldBeGreaterThan(0);
        live.Open[1].NextDueAt.ShouldNotBeNull().ShouldBeGreaterThan(live.Now);
    }

    [Fact]
    public async Task An_agency_member_sees_the_incidents_that_the_agency_takes_part_in()
    {
        await using var city = await WorkingCity.OpenAsync();
        var operation = await city.StartAsync();
        var hidden = await city.StartAsync(WorkingCity.Flood("Elsewhere", starts: false), "b");
        var member = WorkingCity.Holder((await city.StepsAsync(operation)).First());

        var live = (await city.Views.LiveAsync(member, "en", Cancellation)).Value();
        live.Open.Select(incident => incident.Id).ShouldBe([operation]);
        live.Devices.ShouldBeEmpty();
        (await city.Views.IncidentAsync(member, operation, "en", Cancellation)).Value();
        (await city.Views.IncidentAsync(member, hidden, "en", Cancellation)).Reason().ShouldBeOfType<NotFound>();
    }

    [Fact]
    public async Task Nobody_sees_into_another_city()
    {
        await using var city = await WorkingCity.OpenAsync();
        var operation = await city.StartAsync();
        var elsewhere = WorkingCity.Operator with { City = new CityId("elsewhere") };

        (await city.Views.LiveAsync(elsewhere, "en", Cancellation)).Reason().ShouldBeOfType<NotFound>();
        (await city.Views.IncidentAsync(elsewhere, operation, "en", Cancellation))
            .Reason().ShouldBeOfType<NotFound>();
        (await city.Get<IViewStore>().HeadersAsync(elsewhere.City, [operation], Cancellation)).ShouldBeEmpty();
        (await city.Get<IViewStore>().HistoryAsync(elsewhere.City, operation, Cancellation)).ShouldBeEmpty();
        (await city.Get<IViewStore>().WorkItemsAsync(elsewhere.City, Cancellation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_timeline_tells_newest_first_who_did_what()
    {
        await using var city = await WorkingCity.OpenAsync();
        var operation = await city.StartAsync();
        var step = (await city.StepsAsync(operation)).First();
        await city.MoveAsync(Duration.FromMinutes(1));
        await city.Work.AcknowledgeAsync(
            WorkingCity.Holder(step), new StepCall(operation, new WorkItemId(step.Item), "a"), Cancellation);
        await city.MoveAsync(Duration.FromMinutes(1));
        await city.Incidents.AddNoteAsync(
            WorkingCity.Operator, new IncidentCall(operation, "n"), "Boats are ready", Cancellation);

        var view = (await city.Views.IncidentAsync(WorkingCity.Operator, operation, "hi", Cancellation)).Value();

        view.Timeline[0].Kind.ShouldBe(TimelineKinds.Note);
        view.Timeline[0].Detail["text"].ShouldBe("Boats are ready");
        view.Timeline[0].PersonName.ShouldBe("iccc one");
        var mine = view.Timeline.Single(entry => entry.Kind == TimelineKinds.Acknowledged);
        mine.Item.ShouldBe(step.Item);
        mine.PersonName.ShouldBe(step.Role.Split('.')[0] + " one");
        mine.StepName.ShouldNotBe(step.Name, "the asked language is another");
        view.Timeline[^1].Kind.ShouldBe(TimelineKinds.Opened);
        view.Timeline.Select(entry => entry.Sequence).ShouldBeInOrder(SortDirection.Descending);
    }

    [Fact]
    public async Task Roles_are_called_as_the_procedure_calls_them_in_the_readers_language()
    {
        await using var city = await WorkingCity.OpenAsync();
        var operation = await city.StartAsync();

        var own = (await city.Views.IncidentAsync(WorkingCity.Operator, operation, "en", Cancellation)).Value();
        var hindi = (await city.Views.IncidentAsync(WorkingCity.Operator, operation, "hi", Cancellation)).Value();

        own.Steps[0].RoleName.ShouldBe($"Role {own.Steps[0].Role}", "the city names its own roles");
        hindi.Steps[0].RoleName.ShouldContain(letter => letter >= '\u0900' && letter <= '\u097F');
    }

    [Fact]
    public async Task A_message_says_which_step_it_is_about_and_whether_anything_is_left_to_do()
    {
        await using var city = await WorkingCity.OpenAsync();
        var operation = await city.StartAsync();
        var step = (await city.StepsAsync(operation)).First();
        await city.Get<INotificationBoard>().PostAsync(
            WorkingCity.Here.Value, "m1", Told($$"""{"item":{{step.Item}},"element":"{{step.ElementId}}"}"""),
            city.Now.ToDateTimeOffset(), Cancellation);

        var open = (await city.Views.MessagesAsync(WorkingCity.Operator, "en", Cancellation)).Value();
        await city.Incidents.CloseAsync(
            WorkingCity.Operator, new IncidentCall(operation, "b"), "False alarm", Cancellation);
        var over = (await city.Views.MessagesAsync(WorkingCity.Operator, "en", Cancellation)).Value();

        open.Unread.ShouldBe(1);
        open.Messages.Single().ShouldSatisfyAllConditions(
            message => message.Kind.ShouldBe("offered"), message => message.StepName.ShouldBe(step.Name),
            message => message.ItemOpen.ShouldBeTrue(), message => message.IncidentTitle.ShouldNotBeNull());
        over.Messages.Single().ItemOpen.ShouldBeFalse();

        InAppMessage Told(string body) => new(["iccc.one"], "offered", "A step", body, operation.ToString());
    }

    [Fact]
    public async Task The_diagram_shows_where_the_procedure_is_and_where_it_was()
    {
        await using var city = await WorkingCity.OpenAsync();
        var operation = await city.StartAsync();

        var view = (await city.Views.IncidentAsync(WorkingCity.Operator, operation, "en", Cancellation)).Value();

        var run = view.Runs.ShouldHaveSingleItem();
        run.Diagram.ShouldNotBeNull().ShouldContain("<bpmn:definitions");
        run.VersionNumber.ShouldBe(1);
        run.Completed.Values.ShouldContain(1);
        view.Steps.Select(step => step.ElementId).ShouldBeSubsetOf(run.Tokens.Select(token => token.ElementId));
    }

    [Fact]
    public async Task My_work_is_what_my_roles_and_my_agency_may_do()
    {
        await using var city = await WorkingCity.OpenAsync();
        var operation = await city.StartAsync();
        var step = (await city.StepsAsync(operation)).First();
        var (holder, colleague) = (WorkingCity.Holder(step), WorkingCity.Holder(step, "two"));
        await city.Work.AcknowledgeAsync(
            holder, new StepCall(operation, new WorkItemId(step.Item), "a"), Cancellation);

        var mine = (await city.Views.MyWorkAsync(holder, "en", Cancellation)).Value();
        var theirs = (await city.Views.MyWorkAsync(colleague, "en", Cancellation)).Value();

        mine.Mine.Select(line => line.Step.Item).ShouldBe([step.Item]);
        mine.Mine.Single().HoldsRole.ShouldBeTrue();
        theirs.Mine.ShouldBeEmpty();
        theirs.Others.Single().Step.Item.ShouldBe(step.Item);
        theirs.Others.Single().HoldsRole.ShouldBeFalse();
        theirs.Offered.ShouldAllBe(line => line.Step.Role.StartsWith(colleague.Agency!.Value.Value + "."));
    }

    [Fact]
    public async Task A_promise_is_counted_where_it_was_kept_and_where_it_was_broken()
    {
        await using var city = await WorkingCity.OpenAsync();
        var operation = await city.StartAsync();
        var steps = await city.StepsAsync(operation);
        var step = steps.First(each => each.AcknowledgeDueAt is not null);
        await city.Work.AcknowledgeAsync(
            WorkingCity.Holder(step), new StepCall(operation, new WorkItemId(step.Item), "a"), Cancellation);
        await city.MoveAsync(Duration.FromDays(2));

        var board = (await city.Views.SlaBoardAsync(WorkingCity.Auditor, "en", Cancellation)).Value();

        board.Total.Met.ShouldBe(1);
        board.Total.BreachedOpen.ShouldBe(board.Open.Length);
        board.Total.Compliance.ShouldBe(100m / board.Total.Count);
        board.Open.Select(clock => clock.DueAt ?? Instant.MaxValue).ShouldBeInOrder();
        var csv = (await city.Views.SlaCsvAsync(WorkingCity.Auditor, "en", Cancellation)).Value();
        csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(board.Open.Length + 2);
    }
}

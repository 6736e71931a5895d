using Samanvay.Engine.Incidents;
using Samanvay.Feel.Values;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Views;
using Samanvay.Runtime.Work;
using Samanvay.Tests.Runtime.Cities;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Runtime.Work;

public sealed class WorkDeskTests
{
    private static CancellationToken Cancellation => WorkingCity.Cancellation;

    [Fact]
    public async Task A_step_is_acknowledged_once_however_often_it_is_sent()
    {
        await using var city = await WorkingCity.OpenAsync();
        var (operation, step) = await FirstAsync(city);
        var call = new StepCall(operation, new WorkItemId(step.Item), "click");

        var first = await city.Work.AcknowledgeAsync(WorkingCity.Holder(step), call, Cancellation);
        var again = await city.Work.AcknowledgeAsync(WorkingCity.Holder(step), call, Cancellation);

        again.Value().ShouldBe(first.Value());
        (await city.StepsAsync(operation)).Single(each => each.Item == step.Item)
            .AcknowledgedBy!.Name.ShouldBe(step.Role.Split('.')[0] + " one");
    }

    [Fact]
    public async Task What_a_colleague_has_taken_is_refused_with_the_reason()
    {
        await using var city = await WorkingCity.OpenAsync();
        var (operation, step) = await FirstAsync(city);
        await city.Work.AcknowledgeAsync(WorkingCity.Holder(step), Call(operation, step, "a"), Cancellation);

        var second = await city.Work.AcknowledgeAsync(
            WorkingCity.Holder(step, "two"), Call(operation, step, "b"), Cancellation);

        second.Reason().ShouldBeOfType<Taken>();
    }

    [Fact]
    public async Task A_person_of_another_agency_can_not_find_out_that_the_step_exists()
    {
        await using var city = await WorkingCity.OpenAsync();
        var (operation, step) = await FirstAsync(city);
        var stranger = Asker.OfPerson(
            WorkingCity.Here, new PersonId("x.one"), new AgencyId("x"), CityRole.AgencyMember);

        (await city.Work.AcknowledgeAsync(stranger, Call(operation, step, "a"), Cancellation))
            .Reason().ShouldBeOfType<NotFound>();
    }

    [Fact]
    public async Task An_auditor_may_look_and_not_act()
    {
        await using var city = await WorkingCity.OpenAsync();
        var (operation, step) = await FirstAsync(city);

        (await city.Work.AcknowledgeAsync(WorkingCity.Auditor, Call(operation, step, "a"), Cancellation))
            .Reason().ShouldBeOfType<NotAllowed>();
    }

    [Fact]
    public async Task A_step_that_is_done_is_not_done_again()
    {
        await using var city = await WorkingCity.OpenAsync();
        var operation = await city.StartAsync();
        var step = (await city.StepsAsync(operation)).First();
        var who = WorkingCity.Holder(step);
        var input = await InputAsync(city, operation, step);

        var done = await city.Work.CompleteAsync(who, Call(operation, step, "a"), input, Cancellation);
        var again = await city.Work.CompleteAsync(who, Call(operation, step, "a"), input, Cancellation);
        var late = await city.Work.CompleteAsync(who, Call(operation, step, "b"), input, Cancellation);

        again.Value().ShouldBe(done.Value());
        late.Reason().ShouldBeOfType<AlreadyDone>();
        (await city.StepsAsync(operation)).ShouldNotContain(each => each.Item == step.Item);
    }

    [Fact]
    public async Task What_the_form_does_not_ask_for_is_refused_by_the_name_of_the_field()
    {
        await using var city = await WorkingCity.OpenAsync();
        var (operation, step) = await FirstAsync(city);

        var answer = await city.Work.CompleteAsync(
            WorkingCity.Holder(step), Call(operation, step, "a"), FeelContext.Of(("made-up", FeelValue.True)),
            Cancellation);

        answer.Reason().ShouldBeOfType<Invalid>().Problems.ShouldContain(problem => problem.Field == "made-up");
        (await city.StepsAsync(operation)).ShouldContain(each => each.Item == step.Item);
    }

    [Fact]
    public async Task Giving_a_step_back_needs_a_reason_that_everyone_can_read()
    {
        await using var city = await WorkingCity.OpenAsync();
        var (operation, step) = await FirstAsync(city);
        var who = WorkingCity.Holder(step);

        (await city.Work.DeclineAsync(who, Call(operation, step, "a"), " ", Cancellation))
            .Reason().ShouldBeOfType<Invalid>();
        (await city.Work.ReportUnableAsync(who, Call(operation, step, "b"), "No boat", Cancellation)).Value();

        var after = (await city.StepsAsync(operation)).Single(each => each.Item == step.Item);
        after.Trouble.ShouldBe("No boat");
        after.State.ShouldBe(WorkItemState.Unable);
    }

    private static async Task<(OperationId Operation, StepLine Step)> FirstAsync(WorkingCity city)
    {
        var operation = await city.StartAsync();
        return (operation, (await city.StepsAsync(operation)).First());
    }

    private static StepCall Call(OperationId operation, StepLine step, string key) =>
        new(operation, new WorkItemId(step.Item), key);

    private static async Task<FeelContext> InputAsync(WorkingCity city, OperationId operation, StepLine step)
    {
        var view = await city.Views.WorkItemAsync(
            WorkingCity.Holder(step), operation, new WorkItemId(step.Item), "en", Cancellation);
        return FormInput.Of(view.Value().Form);
    }
}

using Samanvay.Engine.Incidents;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Views;
using Samanvay.Runtime.Work;
using Samanvay.Tests.Runtime.Cities;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Runtime.Work;

public sealed class IncidentDeskTests
{
    private static CancellationToken Cancellation => WorkingCity.Cancellation;

    [Fact]
    public async Task The_same_request_opens_the_same_incident()
    {
        await using var city = await WorkingCity.OpenAsync();

        var first = await city.StartAsync(key: "form-1");
        var again = await city.StartAsync(key: "form-1");
        var other = await city.StartAsync(key: "form-2");

        again.ShouldBe(first);
        other.ShouldNotBe(first);
        (await city.Views.LiveAsync(WorkingCity.Operator, "en", Cancellation)).Value().Open.Length.ShouldBe(2);
    }

    [Fact]
    public async Task A_note_to_an_incident_that_is_not_there_begins_nothing()
    {
        await using var city = await WorkingCity.OpenAsync();
        var nowhere = new OperationId(Guid.Parse("0190a6c8-0000-7000-8000-000000000001"));

        var answer = await city.Incidents.AddNoteAsync(
            WorkingCity.Operator, new IncidentCall(nowhere, "a"), "Anybody there?", Cancellation);

        answer.Reason().ShouldBeOfType<NotFound>();
        (await city.Views.LiveAsync(WorkingCity.Operator, "en", Cancellation)).Value().Open.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_agency_that_takes_part_may_note_and_not_close()
    {
        await using var city = await WorkingCity.OpenAsync();
        var operation = await city.StartAsync();
        var member = WorkingCity.Holder((await city.StepsAsync(operation)).First());

        (await city.Incidents.AddNoteAsync(
            member, new IncidentCall(operation, "a"), "On the way", Cancellation)).Value();
        (await city.Incidents.CloseAsync(member, new IncidentCall(operation, "b"), "Done", Cancellation))
            .Reason().ShouldBeOfType<NotAllowed>();
    }

    [Fact]
    public async Task Closing_ends_all_that_runs_and_can_not_be_done_twice()
    {
        await using var city = await WorkingCity.OpenAsync();
        var operation = await city.StartAsync();

        (await city.Incidents.CloseAsync(
            WorkingCity.Operator, new IncidentCall(operation, "a"), "False alarm", Cancellation)).Value();
        var again = await city.Incidents.CloseAsync(
            WorkingCity.Operator, new IncidentCall(operation, "b"), "False alarm", Cancellation);

        again.Reason().ShouldBeOfType<NotPossible>().Reason.ShouldBe("incident-not-open");
        (await city.StepsAsync(operation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_alarm_is_silent_for_who_has_acknowledged_it_on_every_screen_and_for_nobody_else()
    {
        await using var city = await WorkingCity.OpenAsync();
        var operation = await city.StartAsync(
            WorkingCity.Flood(starts: false) with { Severity = IncidentSeverity.S1 });
        var colleague = WorkingCity.Operator with { Person = new PersonId("iccc.two") };

        (await city.Incidents.AcknowledgeAlarmAsync(
            WorkingCity.Operator, new IncidentCall(operation, "a"), Cancellation)).Value();

        (await RingsAsync(city, WorkingCity.Operator)).ShouldBeFalse();
        (await RingsAsync(city, colleague)).ShouldBeTrue();
        var view = (await city.Views.IncidentAsync(WorkingCity.Operator, operation, "en", Cancellation)).Value();
        view.Timeline[0].Kind.ShouldBe(TimelineKinds.AlarmHeard);
        view.Timeline[0].PersonName.ShouldBe("iccc one");
    }

    [Fact]
    public async Task An_incident_that_grows_grave_anew_rings_anew()
    {
        await using var city = await WorkingCity.OpenAsync();
        var operation = await city.StartAsync(
            WorkingCity.Flood(starts: false) with { Severity = IncidentSeverity.S1 });
        await city.Incidents.AcknowledgeAlarmAsync(
            WorkingCity.Operator, new IncidentCall(operation, "a"), Cancellation);

        await ChangeAsync(IncidentSeverity.S2, "b");
        (await RingsAsync(city, WorkingCity.Operator)).ShouldBeFalse();
        await ChangeAsync(IncidentSeverity.S1, "c");

        (await RingsAsync(city, WorkingCity.Operator)).ShouldBeTrue();

        async Task ChangeAsync(IncidentSeverity severity, string key) => (await city.Incidents.ChangeSeverityAsync(
            WorkingCity.Operator, new IncidentCall(operation, key), severity, "The river", Cancellation)).Value();
    }

    [Fact]
    public async Task Who_only_reads_hears_no_alarm_and_can_not_silence_one()
    {
        await using var city = await WorkingCity.OpenAsync();
        var operation = await city.StartAsync(
            WorkingCity.Flood(starts: false) with { Severity = IncidentSeverity.S1 });

        (await RingsAsync(city, WorkingCity.Auditor)).ShouldBeFalse();
        (await city.Incidents.AcknowledgeAlarmAsync(
            WorkingCity.Auditor, new IncidentCall(operation, "a"), Cancellation))
            .Reason().ShouldBeOfType<NotAllowed>();
    }

    private static async Task<bool> RingsAsync(WorkingCity city, Asker asker) =>
        (await city.Views.LiveAsync(asker, "en", Cancellation)).Value().Open.Single().Rings;

    [Fact]
    public async Task What_can_be_started_by_hand_is_offered_to_those_who_may_start_it()
    {
        await using var city = await WorkingCity.OpenAsync();

        var choices = (await city.Views.StartChoicesAsync(WorkingCity.Operator, "en", Cancellation)).Value();

        var river = choices.ShouldHaveSingleItem();
        (river.Version, river.Kind).ShouldBe((WorkingCity.River, "river-flood"));
        river.Messages.ShouldContain(start => start.Message == "river-level/raised/low");
        (await city.Views.StartChoicesAsync(WorkingCity.Auditor, "en", Cancellation))
            .Reason().ShouldBeOfType<NotAllowed>();
    }

    [Fact]
    public async Task What_can_not_be_opened_is_refused_field_by_field()
    {
        await using var city = await WorkingCity.OpenAsync();
        var wrong = WorkingCity.Flood(" ", starts: false) with { Kind = "River Flood" };
        var retired = WorkingCity.Flood() with { Version = new ProcedureVersionId("gone") };

        var problems = await city.Incidents.StartByHandAsync(WorkingCity.Operator, wrong, "a", Cancellation);
        var unknown = await city.Incidents.StartByHandAsync(WorkingCity.Operator, retired, "b", Cancellation);

        problems.Reason().ShouldBeOfType<Invalid>().Problems.Select(problem => problem.Field)
            .ShouldBe(["title", "kind"]);
        unknown.Reason().ShouldBeOfType<Invalid>().Problems.Single().Field.ShouldBe("procedure");
    }
}

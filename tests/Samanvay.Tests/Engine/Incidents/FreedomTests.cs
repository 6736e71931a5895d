using System.Collections.Immutable;
using Samanvay.Engine;
using Samanvay.Engine.Incidents;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Engine.Incidents;

public sealed class FreedomTests
{
    private static ProcessBuilder Line() =>
        ProcessBuilder.Of("flood").Start().User("a", "police.control").User("b").User("c").End();

    [Fact]
    public void A_moved_step_withdraws_its_work_item_and_offers_the_other()
    {
        var duty = new Duty(Line()).Start("flood");

        duty.Do(new MoveStep(duty.Now, new(1), duty.TokenAt("a"), "c", "p1", "road closed"));

        duty.Open.ShouldBe(["c"]);
    }

    [Fact]
    public void A_step_is_done_again_beside_the_open_one()
    {
        var duty = new Duty(Line()).Start("flood").Complete("a");

        duty.Do(new RepeatStep(duty.Now, new(1), new(1), "a", "p1", "wrong report")).Open.ShouldBe(["b", "a"]);

        duty.Complete("a").Complete("b").Complete("c")[1].Instance.Status.ShouldBe(ProcessStatus.Completed);
    }

    [Fact]
    public void The_head_of_the_agency_hears_of_a_skipped_step()
    {
        var duty = new Duty(Line()).With(City()).Start("flood");

        duty.Do(new SkipStep(duty.Now, new(1), duty.TokenAt("a"), null, "p1", "done by phone"));

        duty.Open.ShouldBe(["b"]);
        var told = Skipped(duty);
        told.People.ShouldBe(["head"]);
        told.Announcement.ElementId.ShouldBe("a");
    }

    [Fact]
    public void Where_nobody_heads_the_step_the_duty_officers_hear_of_it()
    {
        var duty = new Duty(Line()).With(City()).Start("flood").Complete("a");

        duty.Do(new SkipStep(duty.Now, new(1), duty.TokenAt("b"), null, "p1", "done by phone"));

        Skipped(duty).People.ShouldBe(["duty"]);
    }

    [Fact]
    public void Nobody_is_told_of_what_they_did_themselves()
    {
        var duty = new Duty(Line()).With(City()).Start("flood");

        duty.Do(new SkipStep(duty.Now, new(1), duty.TokenAt("a"), null, "head", "done by phone"));

        duty.Effects.OfType<NotifyPeople>().ShouldAllBe(
            told => told.Announcement.Kind != AnnouncementKind.StepSkipped);
    }

    [Fact]
    public void A_skipped_fault_is_told_too_and_goes_on_by_the_chosen_flow()
    {
        var duty = new Duty(ProcessBuilder.Of("flood").Start().Exclusive("way").When("missing").User("a").End("e1")
            .From("way").When("missing").User("b").End("e2")).With(City()).Start("flood");

        duty.Do(new ResolveFault(duty.Now, new(1), duty[1].Instance.Faults.Keys.First(), FaultRemedy.Skip, "p1", "why")
        {
            Flow = "way-to-b",
        });

        duty.Open.ShouldBe(["b"]);
        Skipped(duty).People.ShouldBe(["duty"]);
    }

    private static NotifyPeople Skipped(Duty duty) => duty.Effects.OfType<NotifyPeople>()
        .Single(told => told.Announcement.Kind == AnnouncementKind.StepSkipped);

    private static ResponderDirectory City() => new(ImmutableSortedDictionary.CreateRange(
        StringComparer.Ordinal, [KeyValuePair.Create("police.control", Holders("police.control", "p1"))]))
    {
        Heads = ImmutableSortedDictionary.CreateRange(
            StringComparer.Ordinal, [KeyValuePair.Create("police", Holders("head", "head"))]),
        DutyOfficers = ["duty"],
    };

    private static RoleHolders Holders(string role, string person) =>
        new(role, "police", [new Responder(person, null)], []);
}

using Samanvay.Engine;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Engine.Elements.Tasks;

public sealed class UserTaskTests
{
    [Fact]
    public void A_user_task_is_offered_to_its_roles_with_its_form()
    {
        var run = Run.Of(ProcessBuilder.Of("flood").Start().User("close-ghats", "police.control").End());

        var offer = run.Effects.ShouldHaveSingleItem().ShouldBeOfType<OfferUserTask>();
        offer.Element.ShouldBe("close-ghats");
        offer.CandidateRoles.ShouldBe(["police.control"]);
        run.Open.ShouldBe(["close-ghats"]);
    }

    [Fact]
    public void Its_output_becomes_a_variable_named_for_the_step_and_the_process_goes_on()
    {
        var run = Run.Of(ProcessBuilder.Of("flood").Start().User("close-ghats").User("report").End());

        run.Complete("close-ghats", "{ closed: 7 }");

        run["close_ghats"].ShouldBe(Run.Value("{ closed: 7 }"));
        run.Open.ShouldBe(["report"]);
        run.News.OfType<UserTaskCompleted>().ShouldHaveSingleItem().CompletedBy.ShouldBe("p1");
    }

    [Fact]
    public void A_result_variable_is_computed_from_the_form_and_the_other_variables()
    {
        var process = ProcessBuilder.Of("flood").Start().User("count").Variable("total", "=found + known").End();

        var run = Run.Of(process, "{ known: 2 }").Complete("count", "{ found: 3 }");

        run["total"].ShouldBe(Run.Value("5"));
        run.ShouldHaveEnded();
    }

    [Fact]
    public void Completing_it_twice_is_rejected_and_never_reaches_the_next_step()
    {
        var run = Run.Of(ProcessBuilder.Of("flood").Start().User("first").User("second").End());
        var token = run.TokenAt("first");
        run.Complete("first");

        run.Refused(new CompleteUserTask(run.Now, token, Run.Context("{}"))).ShouldBe(new TokenNotFound(token));

        run.Open.ShouldBe(["second"]);
    }

    [Fact]
    public void What_no_person_was_offered_can_not_be_completed_by_one()
    {
        var run = Run.Of(ProcessBuilder.Of("flood").Start().Service("warn").End());

        run.Refused(
            new CompleteUserTask(run.Now, run.TokenAt("warn"), Run.Context("{}"))).ShouldBeOfType<StepNotOpen>();
    }

    [Fact]
    public void A_step_without_a_role_takes_that_of_its_lane()
    {
        var process = ProcessBuilder.Of("flood").Start().User("pump").End();
        process.Lanes.Add(new("lane-1", "fire.control", ["pump"], [], null));

        var run = Run.Of(process);

        run.Effects.OfType<OfferUserTask>().Single().CandidateRoles.ShouldBe(["fire.control"]);
    }
}

using Bunit;
using Samanvay.Designer.Components.Diagram;
using Samanvay.Designer.Pages.Procedures;
using Samanvay.Designer.Pages.Procedures.Editing;
using Samanvay.Designer.Pages.Procedures.Review;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Procedures;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Designer.Pages.Procedures;

public sealed class ProcedureFormsTests : ScreenTest
{
    private static readonly Asker Approver =
        Asker.OfPerson(new CityId("nadipur"), new PersonId("asha"), null, CityRole.Approver);

    [Fact]
    public void An_author_of_the_draft_gets_a_reason_in_place_of_the_buttons()
    {
        var form = Verdict(Draft(DraftState.InReview, "asha"));

        form.FindAll("button").ShouldBeEmpty();
        form.Markup.ShouldContain("Somebody else must approve it");
    }

    [Fact]
    public void The_reason_is_said_in_hindi_too()
    {
        Speak("hi");

        Verdict(Draft(DraftState.InReview, "asha")).Markup.ShouldContain("दूसरे व्यक्ति");
    }

    [Fact]
    public void Another_person_can_approve_and_return_the_revision_that_was_read()
    {
        var form = Verdict(Draft(DraftState.InReview, "ravi"));

        form.FindAll("button").Count.ShouldBe(2);
        form.Find("input[name=revision]").GetAttribute("value").ShouldBe("7");
        form.Find("form").GetAttribute("action").ShouldBe("/procedures/ghat-drill/review/approve");
    }

    [Fact]
    public void What_the_address_says_is_shown_only_when_it_is_known()
    {
        var said = Render<Said>(parameters =>
            parameters.Add(it => it.Done, "anything you like").Add(it => it.Problem, "conflict"));

        said.Markup.ShouldNotContain("anything you like");
        said.Find("[role=alert]").TextContent.ShouldContain("Nothing was overwritten");
    }

    [Fact]
    public void Setting_a_target_makes_a_promise_and_keeps_the_other_one()
    {
        ElementPatch? sent = null;
        var step = new ElementSummary("close-ghats", "bpmn:UserTask", "step", "Close the ghats", "");
        var fields = Render<ServiceLevelFields>(parameters => parameters.Add(it => it.Element, step)
            .Add(it => it.Choices, EditorChoices.None).Add(it => it.Patch, (ElementPatch patch) => sent = patch));

        fields.Find("#p-resolve-target").Change("PT45M");

        var level = sent!.Extensions!["sop:ServiceLevel"].ShouldHaveSingleItem().ShouldBeOfType<SopElement>();
        (level.Read("metric"), level.Read("target")).ShouldBe(("resolve", "PT45M"));
    }

    private IRenderedComponent<VerdictForm> Verdict(ProcedureDraft draft) => Render<VerdictForm>(parameters =>
        parameters.Add(it => it.Asker, Approver).Add(it => it.Draft, draft));

    private static ProcedureDraft Draft(DraftState state, string author) =>
        new(new CityId("nadipur"), new ProcedureId("ghat-drill"), "Ghat drill", 7, ProcedureFiles.Empty)
        {
            State = state,
            Authors = [author],
            EditedBy = new PersonId(author),
            EditedAt = Now,
        };
}

using Bunit;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Samanvay.Designer.Pages.Work;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Procedures.Forms;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Designer.Pages;

public sealed class StepFormTests : ScreenTest
{
    private static readonly Form Form = new("report",
    [
        new(FormFieldKind.Text, "", "Look from the bank only."),
        new(FormFieldKind.Textfield, "place", "Place") { Required = true, LengthMax = 80 },
        new(FormFieldKind.Textarea, "remarks", "Remarks"),
        new(FormFieldKind.Number, "people", "People moved") { Min = 0, DecimalDigits = 0 },
        new(FormFieldKind.Checkbox, "clear", "The ghat is clear"),
        new(FormFieldKind.Select, "gate", "Gate") { Options = [new("open", "Open"), new("shut", "Shut")] },
        new(FormFieldKind.Radio, "water", "Water") { Options = [new("rising", "Rising"), new("falling", "Falling")] },
        new(FormFieldKind.Checklist, "told", "Told") { Options = [new("police", "Police"), new("fire", "Fire")] },
        new(FormFieldKind.Datetime, "at", "Seen at") { Moment = FormMoment.Datetime },
    ]);

    [Fact]
    public void Every_kind_of_field_is_plain_html_with_a_label()
    {
        var form = Show(null);

        form.Find("#f-place").GetAttribute("maxlength").ShouldBe("80");
        form.Find("label[for=f-place]").TextContent.ShouldContain("Place");
        form.Find("#f-remarks").NodeName.ShouldBe("TEXTAREA");
        form.Find("#f-people").GetAttribute("step").ShouldBe("1");
        form.Find("[name='field.clear']").GetAttribute("type").ShouldBe("checkbox");
        form.FindAll("#f-gate option").Count.ShouldBe(3);
        form.FindAll("[name='field.water'][type=radio]").Count.ShouldBe(2);
        form.FindAll("[name='field.told'][type=checkbox]").Count.ShouldBe(2);
        form.Find("#f-at").GetAttribute("type").ShouldBe("datetime-local");
        form.Markup.ShouldContain("Look from the bank only.");
    }

    [Fact]
    public void What_was_entered_is_kept_and_what_is_wrong_is_said_beside_its_field()
    {
        var form = Show(
            new()
            {
                ["field.place"] = "", ["field.remarks"] = "Deep <b>mud</b>", ["field.gate"] = "shut",
                ["field.told"] = new StringValues(["police", "fire"]), ["field.clear"] = "true",
            },
            new FieldProblem("place", "Place: please fill this in."));

        form.Find("#f-place-problem").TextContent.ShouldBe("Place: please fill this in.");
        form.Find("#f-place").GetAttribute("aria-invalid").ShouldBe("true");
        form.Find("#f-remarks").TextContent.ShouldBe("Deep <b>mud</b>");
        form.Find("#f-gate option[selected]").GetAttribute("value").ShouldBe("shut");
        form.FindAll("[name='field.told'][checked]").Count.ShouldBe(2);
        form.Find("[name='field.clear']").HasAttribute("checked").ShouldBeTrue();
        form.FindAll(".validation-message").Count.ShouldBe(1);
    }

    [Fact]
    public void A_step_without_a_form_says_that_nothing_is_to_be_filled_in() =>
        Render<StepForm>(parameters =>
            parameters.Add(it => it.Form, null)).Markup.ShouldContain("Nothing has to be filled in.");

    [Fact]
    public void Every_showing_of_an_act_has_a_key_of_its_own()
    {
        string Key() => Render<StepActFields>(parameters => parameters.Add(it => it.Act, StepActs.Complete))
            .Find("[name=key]").GetAttribute("value")!;

        Key().ShouldNotBe(Key());
    }

    private IRenderedComponent<StepForm> Show(Dictionary<string, StringValues>? posted,
        params FieldProblem[] problems) =>
        Render<StepForm>(parameters => parameters.Add(it => it.Form, Form)
            .Add(it => it.Posted, posted is null ? null : new FormCollection(posted)).Add(it => it.Problems, problems));
}

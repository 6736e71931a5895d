using System.Collections.Immutable;
using Samanvay.Runtime.Procedures.Building;
using Samanvay.Runtime.Procedures.Forms;
using Samanvay.Runtime.Work;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Runtime.Work;

public sealed class FormTextsTests
{
    private static readonly Form Headcount = new("headcount",
    [
        new FormField(FormFieldKind.Text, "", "## Headcount of the locality"),
        new FormField(FormFieldKind.Number, "arrived", "People arrived"),
        new FormField(FormFieldKind.Text, "", "Count children too."),
    ]);

    [Fact]
    public void A_heading_keeps_its_size_and_takes_the_forms_title()
    {
        Labels(("forms/headcount/title", "बस्ती की गिनती"))[0].ShouldBe("## बस्ती की गिनती");
    }

    [Fact]
    public void Fields_are_called_as_the_language_says_and_the_rest_stays()
    {
        Labels(("forms/headcount/arrived", "पहुँचे लोग"))
            .ShouldBe(["## Headcount of the locality", "पहुँचे लोग", "Count children too."]);
    }

    private static string[] Labels(params (string Place, string Text)[] texts)
    {
        var hindi = new ProcedureTexts("hi", texts.ToImmutableSortedDictionary(
            text => text.Place, text => text.Text, StringComparer.Ordinal));
        return [.. FormTexts.Translate(Headcount, "headcount", hindi).Fields.Select(field => field.Label)];
    }
}

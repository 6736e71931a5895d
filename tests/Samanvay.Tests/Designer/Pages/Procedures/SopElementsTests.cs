using System.Text.Json;
using Samanvay.Designer.Components.Diagram;
using Samanvay.Designer.Pages.Procedures.Editing;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Designer.Pages.Procedures;

public sealed class SopElementsTests
{
    private static readonly ElementSummary Step = Summary("""
        [
          { "$type": "sop:Text", "lang": "hi", "body": "घाट बंद करें" },
          { "$type": "sop:Text", "lang": "hi", "for": "instruction", "body": "पहले बैरिकेड लगाएँ" },
          { "$type": "sop:Text", "lang": "mr", "body": "घाट बंद करा" },
          { "$type": "sop:Activity", "type": "notify.in-app", "version": "1",
            "inputs": [{ "$type": "sop:Input", "name": "to", "body": "=role" }] }
        ]
        """);

    [Fact]
    public void The_words_of_a_language_are_found_for_the_name_and_for_the_instruction()
    {
        Step.WordsOf("hi", null).ShouldBe("घाट बंद करें");
        Step.WordsOf("hi", "instruction").ShouldBe("पहले बैरिकेड लगाएँ");
        Step.WordsOf("ta", null).ShouldBe("");
    }

    [Fact]
    public void Changing_the_words_of_one_language_keeps_the_others()
    {
        var texts = Sent(Step.WithWords("hi", null, "घाट तुरंत बंद करें"), SopElements.Text);

        texts.Select(text => (Of(text, "lang"), Of(text, "for"), Of(text, "body"))).ShouldBe(
            [("hi", "instruction", "पहले बैरिकेड लगाएँ"), ("mr", "", "घाट बंद करा"), ("hi", "", "घाट तुरंत बंद करें")],
            ignoreOrder: true);
    }

    [Fact]
    public void Emptied_words_are_taken_away() =>
        Sent(Step.WithWords("mr", null, ""), SopElements.Text).Select(text => Of(text, "lang")).ShouldBe(["hi", "hi"]);

    [Fact]
    public void An_action_keeps_its_inputs_when_its_type_changes()
    {
        var action = Step.Of(SopElements.Activity).Single();

        var patch = SopElements.Replacing(SopElements.Activity, [action.With("type", "notify.sms")]);
        var sent = Sent(patch, SopElements.Activity);

        Of(sent.Single(), "type").ShouldBe("notify.sms");
        Of(sent.Single().GetProperty("inputs")[0], "body").ShouldBe("=role");
    }

    private static ElementSummary Summary(string extensions) =>
        new("close-ghats", "bpmn:UserTask", "step", "Close the ghats", "")
        {
            Extensions = JsonSerializer.Deserialize<JsonElement[]>(extensions)!,
        };

    private static JsonElement[] Sent(ElementPatch patch, string type) =>
        [.. JsonSerializer.SerializeToElement(patch.Extensions![type]).EnumerateArray()];

    private static string Of(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value.ToString() : "";
}

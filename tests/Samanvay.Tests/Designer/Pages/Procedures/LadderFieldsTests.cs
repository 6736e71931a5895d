using System.Text.Json;
using Bunit;
using Samanvay.Designer.Components.Diagram;
using Samanvay.Designer.Pages.Procedures.Editing;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Designer.Pages.Procedures;

public sealed class LadderFieldsTests : ScreenTest
{
    private readonly List<SopElement> _sent = [];

    [Fact]
    public void A_ladder_is_added_with_a_first_level()
    {
        var fields = Open("[]");

        fields.Find(".ladders > button").Click();

        var ladder = _sent.ShouldHaveSingleItem();
        (ladder.Read("id"), ladder.Read("basis")).ShouldBe(("ladder-1", "ack"));
        ladder.Children("levels").ShouldHaveSingleItem().Read("targets").ShouldBe("owner.head");
    }

    [Fact]
    public void A_level_moves_to_the_breach_and_keeps_whom_it_tells()
    {
        var fields = Open(Life);

        fields.Find("#p-ladder-0-0-when").Change("breach");

        var level = _sent.Single().Children("levels")[0];
        (level.Read("after"), level.Read("at"), level.Read("targets")).ShouldBe(("", "breach", "duty"));
    }

    [Fact]
    public void The_time_of_a_level_is_written_in_words()
    {
        var fields = Open(Life);

        fields.Find("#p-ladder-0-0-after").GetAttribute("value").ShouldBe("2 min");
        fields.Find("#p-ladder-0-0-after").Change("10 min");

        _sent.Single().Children("levels")[0].Read("after").ShouldBe("PT10M");
    }

    [Fact]
    public void A_level_is_taken_away_and_the_others_stay()
    {
        var fields = Open(Life);

        fields.Find(".level button").Click();

        _sent.Single().Children("levels").ShouldHaveSingleItem().Read("at").ShouldBe("75%");
    }

    private const string Life = """
        [{ "$type": "sop:Ladder", "id": "life", "basis": "ack", "levels": [
            { "$type": "sop:Level", "after": "PT2M", "targets": "duty", "action": "notify" },
            { "$type": "sop:Level", "at": "75%", "targets": "owner.head", "action": "notify" }] }]
        """;

    private IRenderedComponent<LadderFields> Open(string extensions)
    {
        var whole = new ElementSummary("drill", "bpmn:Process", "whole", "Drill", "")
        {
            Extensions = JsonSerializer.Deserialize<JsonElement[]>(extensions)!,
        };
        return Render<LadderFields>(parameters => parameters.Add(it => it.Element, whole)
            .Add(it => it.Choices, EditorChoices.None)
            .Add(it => it.Patch, (ElementPatch patch) =>
                _sent.AddRange(patch.Extensions![SopElements.Ladder].Cast<SopElement>())));
    }
}

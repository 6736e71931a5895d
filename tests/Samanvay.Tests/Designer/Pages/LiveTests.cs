using System.Collections.Immutable;
using Bunit;
using NodaTime;
using Samanvay.Designer.Components.Diagram;
using Samanvay.Designer.Localization;
using Samanvay.Designer.Pages.Live;
using Samanvay.Engine;
using Samanvay.Engine.Incidents;
using Samanvay.Runtime.Views;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Designer.Pages;

public sealed class LiveTests : ScreenTest
{
    private static readonly IncidentLine Flood = new(
        new OperationId(Guid.Parse("5d0f0a55-1e3e-4f0c-9a86-0d3f6a1f7f01")), "river-flood", "River flood",
            IncidentSeverity.S1, Now);

    [Fact]
    public void An_incident_says_severity_ward_level_and_what_is_late()
    {
        var list = Render<IncidentList>(parameters => parameters.Add(it => it.Title, "Open").Add(it => it.Incidents,
            [Flood with { WardName = "Ghat Ward", Stage = "danger", OpenSteps = 4, LateSteps = 1, NextDueAt = Now
                + Duration.FromMinutes(5) }]));

        list.Find(".badge b").TextContent.ShouldBe("S1");
        list.Find(".facts").TextContent.ShouldContain("Ghat Ward");
        list.Find(".facts").TextContent.ShouldContain("Level: danger");
        list.Find(".pill").TextContent.ShouldContain("Late: 1");
        list.Find(".left").TextContent.ShouldBe("5 min 00 s");
    }

    [Fact]
    public void Severity_one_rings_until_a_person_acknowledges_and_then_only_for_another()
    {
        var bar = Render<AlarmBar>(parameters => parameters.Add(it => it.Incidents, [Flood]));
        bar.FindAll("[data-alarm]").Count.ShouldBe(1);

        bar.Find("button").Click();
        bar.FindAll("[data-alarm]").ShouldBeEmpty();

        bar.Render(parameters => parameters.Add(it =>
            it.Incidents, [Flood, Flood with { Id = new(Guid.NewGuid()), Title = "Bridge" }]));
        bar.FindAll("[data-alarm] a").Select(link => link.TextContent.Trim()).ShouldBe(["Bridge"]);
    }

    [Fact]
    public void What_is_less_grave_does_not_ring() =>
        Render<AlarmBar>(parameters =>
            parameters.Add(it => it.Incidents, [Flood with { Severity = IncidentSeverity.S2 }]))
            .FindAll("[data-alarm]").ShouldBeEmpty();

    [Fact]
    public void The_next_step_is_one_tap_away()
    {
        var step = new StepLine(3, "warn", "Warn the ghats", "Police", WorkItemState.Offered) { Role = "police",
            OfferedAt = Now };

        var next = Render<NextStep>(parameters =>
            parameters.Add(it => it.Step, step).Add(it => it.Operation, Flood.Id));

        next.Find("a").GetAttribute("href").ShouldBe($"/work/{Flood.Id}/3#complete");
    }

    [Fact]
    public void Every_kind_of_the_timeline_is_told_in_a_sentence_in_every_language()
    {
        var kinds = typeof(TimelineKinds).GetFields().Select(field => (string)field.GetRawConstantValue()!).ToList();
        var entries = kinds.Select(kind => new TimelineEntry(Now, kind, 1) { StepName = "Warn the ghats" }).ToList();

        foreach (var language in new[] { "en", "hi" })
        {
            Speak(language);
            var timeline = Render<Timeline>(parameters =>
                parameters.Add(it => it.Entries, entries).Add(it => it.Zone, India));

            timeline.FindAll("li").Count.ShouldBe(kinds.Count);
            timeline.Markup.ShouldNotContain("live.timeline");
            timeline.Markup.ShouldNotContain("{");
        }
    }

    [Fact]
    public void A_sentence_holds_the_step_the_details_the_reason_and_the_person()
    {
        var entry = new TimelineEntry(Now, TimelineKinds.Reassigned, 1)
        {
            StepName = "Warn the ghats",
            PersonName = "Asha Rao",
            Detail = ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, new Dictionary<string, string>
            {
                ["from"] = "Police", ["to"] = "Fire brigade", ["reason"] = "No boat", ["subject"] = "Ghat 3",
            }),
        };

        var timeline = Render<Timeline>(parameters =>
            parameters.Add(it => it.Entries, [entry]).Add(it => it.Zone, India));

        timeline.Find("li p").TextContent.ShouldContain("Warn the ghats (Ghat 3): moved from Police to Fire brigade");
        timeline.Find("li p").TextContent.ShouldContain("Asha Rao");
        timeline.Find(".reason").TextContent.ShouldBe("No boat");
    }

    [Fact]
    public void The_diagram_shows_the_worst_token_of_an_element_and_what_is_done()
    {
        var run = new RunView(1, "v1", "Flood", 1, "<xml />")
        {
            Status = ProcessStatus.Running,
            Tokens = [new("warn", TokenState.Offered, Late: false, Faulty: false),
                new("warn", TokenState.Offered, Late: true, Faulty: false),
                new("river", TokenState.Arrived, Late: false, Faulty: false)],
            Completed = ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, new Dictionary<string,
                int> { ["start"] = 1, ["warn"] = 1 }),
        };

        var marks = PanelDrawing.Marks(run, new Texts()).ToDictionary(mark => mark.ElementId);

        marks["warn"].ShouldSatisfyAllConditions(it => it.State.ShouldBe(MarkState.Late), it => it.Tokens.ShouldBe(2));
        marks["river"].State.ShouldBe(MarkState.Waiting);
        marks["start"].State.ShouldBe(MarkState.Done);
    }

    [Fact]
    public void Wards_are_chosen_by_name() =>
        StartIncident.Read("""
            {"features":[{"properties":{"id":"w2","name":"Ghat"}},{"properties":{"id":"w1","name":"Fort"}}]}
            """)
            .ShouldBe([("w1", "Fort"), ("w2", "Ghat")]);

    [Fact]
    public void The_season_is_steered_by_plain_forms()
    {
        var controls = Render<SeasonControls>(parameters =>
            parameters.Add(it => it.Speed, 0).Add(it => it.ReturnTo, "/live"));

        controls.FindAll("form").Select(form => form.GetAttribute("action"))
            .ShouldBe(["/season/play", "/season/jump", "/season/take-part", "/season/speed"]);
    }
}

using System.Collections.Immutable;
using Bunit;
using NodaTime;
using Samanvay.Designer.Components.Diagram;
using Samanvay.Designer.Localization;
using Samanvay.Designer.Pages.Live;
using Samanvay.Engine;
using Samanvay.Engine.Incidents;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Clock;
using Samanvay.Runtime.Ports;
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
    public void An_incident_says_how_many_of_its_procedures_are_held()
    {
        var list = Render<IncidentList>(parameters => parameters.Add(it => it.Title, "Open").Add(it => it.Incidents,
            [Flood with { OpenSteps = 4, HeldRuns = 2 }, Flood with { Id = new OperationId(Guid.NewGuid()) }]));

        list.FindAll(".pill").Single().TextContent.Trim().ShouldBe("Procedures held: 2");
        list.Find(".pill svg");
        list.Find(".facts").TextContent.ShouldContain("Open steps: 4");
    }

    [Fact]
    public void The_alarm_names_what_rings_and_acknowledges_every_one_of_it()
    {
        var bridge = Flood with { Id = new(Guid.NewGuid()), Title = "Bridge", Rings = true };
        List<OperationId> heard = [];
        var bar = Alarm([Flood with { Rings = true }, bridge, Flood with { Id = new(Guid.NewGuid()) }], id =>
        {
            heard.Add(id);
            return null;
        });

        bar.FindAll("[data-alarm] a").Select(link => link.TextContent.Trim()).ShouldBe(["River flood", "Bridge"]);
        bar.Find("button").Click();

        heard.ShouldBe([Flood.Id, bridge.Id]);
    }

    [Fact]
    public void Without_anything_that_rings_there_is_no_alarm() =>
        Alarm([Flood], _ => null).FindAll("[data-alarm]").ShouldBeEmpty();

    [Fact]
    public void An_alarm_that_can_not_be_acknowledged_says_why_in_the_readers_language()
    {
        Speak("hi");
        var bar = Alarm([Flood with { Rings = true }], _ => new Overloaded(1));

        bar.Find("button").Click();

        bar.Find("[data-alarm] p").TextContent.ShouldContain("कतार");
    }

    private IRenderedComponent<AlarmBar> Alarm(
        IReadOnlyList<IncidentLine> incidents, Func<OperationId, Refusal?> act) =>
        Render<AlarmBar>(parameters => parameters.Add(it => it.Incidents, incidents)
            .Add(it => it.Act, (id, _) => Task.FromResult(act(id))));

    [Fact]
    public void The_next_step_is_one_tap_away()
    {
        var step = new StepLine(3, "warn", "Warn the ghats", "Police", WorkItemState.Offered) { Role = "police",
            OfferedAt = Now };

        var next = Render<NextStep>(parameters =>
            parameters.Add(it => it.Step, step).Add(it => it.Operation, Flood.Id));

        next.Find("a").GetAttribute("href").ShouldBe($"/work/{Flood.Id}/3");
        next.Markup.ShouldContain("Nobody has taken it");
    }

    [Fact]
    public void A_step_that_somebody_has_taken_leads_to_its_report()
    {
        var step = new StepLine(3, "warn", "Warn the ghats", "Police", WorkItemState.Acknowledged)
        {
            Role = "police",
            OfferedAt = Now,
            AcknowledgedBy = new(new("asha"), "Asha Rao"),
            ResolveDueAt = Now - Duration.FromMinutes(2),
            ResolveLate = true,
        };

        var next = Render<NextStep>(parameters =>
            parameters.Add(it => it.Step, step).Add(it => it.Operation, Flood.Id));

        next.Find("a").GetAttribute("href").ShouldBe($"/work/{Flood.Id}/3#complete");
        next.Find(".left").TextContent.ShouldBe("−2 min 00 s");
        next.FindAll(".next--late").Count.ShouldBe(1);
        next.Markup.ShouldContain("Taken by Asha Rao");
    }

    [Fact]
    public void A_closed_incident_says_so_where_the_next_step_was() =>
        Render<NextStep>(parameters => parameters.Add(it => it.Step, null).Add(it => it.Closed, true)
            .Add(it => it.Operation, Flood.Id)).Markup.ShouldContain("This incident is closed.");

    [Fact]
    public void A_screen_reader_hears_what_changed_and_not_what_was_there()
    {
        var news = Render<LiveNews>(parameters => parameters.Add(it => it.View, City(Flood)));
        news.Find("[role=status]").TextContent.ShouldBeEmpty();

        news.Render(parameters => parameters.Add(it => it.View, City(Flood with { NextDueAt = Now })));
        news.Find("[role=status]").TextContent.ShouldBeEmpty("time alone is no news");

        news.Render(parameters => parameters.Add(it => it.View, City(Flood with { LateSteps = 1 })));
        news.Find("[role=status]").TextContent.ShouldBe("River flood: S1 Critical, Late: 1");
    }

    private static LiveView City(params IncidentLine[] open) => new()
    {
        Clock = new CityClockView(
            new("sample"), new ClockRow(new("sample"), ClockMode.Live, 1, Now), false, HostSynchronisation.Unknown),
        IsSample = true,
        Open = [.. open],
        Closed = [],
        Wards = "",
        Devices = [],
    };

    [Fact]
    public void A_long_timeline_shows_what_is_new_and_keeps_the_rest_behind_a_line()
    {
        var entries = Enumerable.Range(0, 30)
            .Select(number => new TimelineEntry(Now - Duration.FromHours(number), TimelineKinds.Completed, number)
            {
                StepName = "Warn the ghats",
            }).ToList();

        var timeline = Render<Timeline>(parameters =>
            parameters.Add(it => it.Entries, entries).Add(it => it.Zone, India));

        timeline.FindAll("details li").Count.ShouldBe(10);
        timeline.Find("summary").TextContent.ShouldBe("Show what came before: 10");
        timeline.FindAll("h4").Select(day => day.TextContent).Distinct().ShouldBe(["14 July", "13 July"]);
    }

    [Theory]
    [InlineData("settled", "acknowledged", "Somebody has taken it.")]
    [InlineData("nobody", "NobodyHoldsRole, NobodyOnDuty", "Nobody holds the role. Nobody of the role is on duty.")]
    public void The_platforms_own_reasons_are_said_in_words(string detail, string code, string words)
    {
        var entry = new TimelineEntry(Now, TimelineKinds.StoodDown, 1)
        {
            StepName = "Warn the ghats",
            Detail = ImmutableSortedDictionary.CreateRange(
                StringComparer.Ordinal, [KeyValuePair.Create(detail, code)]),
        };

        Render<Timeline>(parameters => parameters.Add(it => it.Entries, [entry]).Add(it => it.Zone, India))
            .Find(".reason").TextContent.ShouldBe(words);
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

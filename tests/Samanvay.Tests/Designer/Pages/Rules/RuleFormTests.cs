using AngleSharp.Dom;
using Bunit;
using Samanvay.Designer.Pages.Rules;
using Samanvay.Designer.Pages.Rules.Fields;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Procedures;
using Samanvay.Runtime.Situations;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Designer.Pages.Rules;

public sealed class RuleFormTests : ScreenTest
{
    /// <summary>With every setting that a rule can have, and blanks that nobody would write again.</summary>
    private const string Whole = """
        {
          "id": "water",   "title": "Water on the road", "description": "After the flood of 2019.",
          "signal": "river.level", "unit": "m", "key": "ward", "direction": "rising", "period": "PT10M",
          "staleAfter": "PT1H", "for": "PT20M", "lowerAfter": "PT30M", "closableAfter": "PT6H",
          "coolDown": "PT1H", "join": false, "settle": "PT2M",
          "measure": {"of": "avg", "over": "PT1H", "atLeast": 3},
          "value": "=value - 0.5",
          "inputs": {
            "rain": {"signal": "rain.rate", "unit": "mm/h", "period": "PT10M", "near": "ward", "take": "avg",
              "measure": {"of": "max", "over": "PT3H"}, "plausible": {"min": 0, "max": 300}},
            "calls": {"signal": "citizen.call", "unit": "1", "events": true, "near": {"metres": 800},
              "measure": {"of": "count", "over": "PT1H"}}
          },
          "after": [{"when": "=rain > 20", "within": "PT6H"}, {"when": "=calls > 2", "within": "PT1H"}],
          "maintenance": [{"from": "2026-08-03T03:30:00Z", "until": "2026-08-03T11:30:00Z", "sensor": "gauge-1"}],
          "flapping": {"raises": 4, "within": "PT6H", "holdFor": "PT3H"},
          "storm": {"openings": 5, "within": "PT1H", "calmFor": "PT2H"},
          "quorum": {"atLeast": 2, "of": 3, "within": "PT30M",
            "confirmed": {"input": "calls", "reports": 5, "sensors": 1}},
          "plausible": {"min": 0, "max": 20, "ratePerHour": 3, "stuck": {"readings": 12, "for": "PT6H"},
            "disagreesWhen": "=value > 5 and rain = 0"},
          "levels": [
            {"name": "low", "at": 8, "clear": 7.5, "severity": 4},
            {"name": "high", "at": 10, "severity": 2, "when": "=rain > 10"}
          ]
        }
        """;

    private RuleFile _file = new(Whole);

    [Fact]
    public void The_whole_rule_is_without_a_problem() =>
        Work().Reading.Problems.Select(problem => problem.Message).ShouldBeEmpty();

    [Fact]
    public void Every_field_is_called_by_words() =>
        Form().FindAll("label").Select(label => label.TextContent)
            .ShouldAllBe(words => words.Length > 0 && char.IsUpper(words[0]));

    [Theory]
    [InlineData("rain.rate")]
    [InlineData("calls")]
    [InlineData("")]
    public async Task A_name_that_another_signal_can_not_have_is_refused_at_its_field(string written)
    {
        var form = Form();

        await form.Find("#f-inputs-rain-name").ChangeAsync(new() { Value = written });

        form.Find("#f-inputs-rain-name").GetAttribute("value").ShouldBe(written);
        form.Find("#f-inputs-rain-name ~ .validation-message").TextContent.ShouldContain("It is still rain.");
        _file.Text.ShouldBe(Whole);
    }

    [Fact]
    public void Every_setting_of_a_rule_has_its_field()
    {
        var form = Form();

        foreach (var (field, value) in new[]
        {
            ("title", "Water on the road"), ("signal", "river.level"), ("unit", "m"), ("key", "ward"),
            ("kind", "false"), ("period", "10 min"), ("staleAfter", "1 h"), ("for", "20 min"),
            ("closableAfter", "6 h"), ("settle", "2 min"), ("join", "false"), ("measure.of", "avg"),
            ("measure.atLeast", "3"), ("value", "=value - 0.5"), ("inputs.rain.name", "rain"),
            ("inputs.rain.take", "avg"), ("inputs.rain.measure.of", "max"), ("inputs.rain.plausible.max", "300"),
            ("inputs.calls.kind", "true"), ("inputs.calls.near", "radius"), ("inputs.calls.near.metres", "800"),
            ("after[1].when", "=calls > 2"), ("after[1].within", "1 h"), ("maintenance[0].from", "2026-08-03T09:00"),
            ("maintenance[0].sensor", "gauge-1"), ("flapping.raises", "4"), ("flapping.holdFor", "3 h"),
            ("storm.openings", "5"), ("storm.calmFor", "2 h"), ("quorum.confirmed.input", "calls"),
            ("quorum.confirmed.sensors", "1"), ("plausible.disagreesWhen", "=value > 5 and rain = 0"),
            ("levels[1].when", "=rain > 10"), ("levels[0].clear", "7.5"),
        })
        {
            form.Find("#" + RuleWords.Id(field)).GetAttribute("value").ShouldBe(value, field);
        }
    }

    [Fact]
    public async Task A_change_of_one_field_leaves_every_other_character_as_it_is()
    {
        foreach (var (field, typed, was, becomes) in new[]
        {
            ("storm.openings", "7", "\"openings\": 5", "\"openings\": 7"),
            ("after[0].within", "2 h", "\"within\": \"PT6H\"}, {", "\"within\": \"PT2H\"}, {"),
            ("maintenance[0].until", "2026-08-03T18:00", "11:30:00Z", "12:30:00Z"),
            ("inputs.calls.near.metres", "500", "\"metres\": 800", "\"metres\": 500"),
            ("inputs.rain.name", "shower", "\"rain\": {", "\"shower\": {"),
            ("levels[1].when", "rain > 12", "\"=rain > 10\"", "\"=rain > 12\""),
        })
        {
            _file = new(Whole);
            var form = Form();

            await form.Find("#" + RuleWords.Id(field)).ChangeAsync(new() { Value = typed });

            _file.Text.ShouldBe(Whole.Replace(was, becomes, StringComparison.Ordinal), field);
        }
    }

    [Theory]
    [InlineData("level", "levels[2]")]
    [InlineData("input", "inputs.input1")]
    [InlineData("step", "after[2]")]
    [InlineData("work", "maintenance[1]")]
    public async Task What_is_added_is_good_at_once_and_can_be_taken_away_again(string what, string field)
    {
        var form = Form();

        await form.Find($"[data-add={what}]").ClickAsync(new());

        _file[field].ShouldNotBeNull();
        Work().Reading.Problems.ShouldBeEmpty();
        (field[^1] == ']' ? _file.WithoutItem(field) : _file.With(field, null)).Text.ShouldBe(Whole);
    }

    [Theory]
    [InlineData("lowerAfter", "999999999 d")]
    [InlineData("lowerAfter", "9223372036854775807 h 1 h")]
    [InlineData("lowerAfter", "P2147483647W")]
    [InlineData("lowerAfter", "PT-5M")]
    [InlineData("coolDown", "87700 h")]
    [InlineData("settle", "=duration(\"P9999999D\")")]
    [InlineData("levels[1].at", "79228162514264337593543950335")]
    [InlineData("levels[1].at", "=10 ** 20")]
    [InlineData("levels[1].at", "1e999999999")]
    [InlineData("plausible.max", "many")]
    [InlineData("maintenance[0].from", "9999-12-31T23:59")]
    [InlineData("storm.openings", "99999999999999999999")]
    public async Task What_can_not_be_read_stays_as_written_and_is_refused_at_its_field(string field, string written)
    {
        var form = Form();

        await form.Find("#" + RuleWords.Id(field)).ChangeAsync(new() { Value = written });

        _file[field].ShouldBe(written);
        var about = field.StartsWith("maintenance", StringComparison.Ordinal) ? "maintenance[0]" : field;
        Work().Reading.About(about).ShouldNotBeEmpty();
        Should.NotThrow(() => Form().Find("#" + RuleWords.Id(field)));
        Should.NotThrow(() => Work().Levels);
    }

    [Theory]
    [InlineData("6 hours", "PT6H")]
    [InlineData("1 d 2 h", "PT26H")]
    [InlineData("90 min", "PT1H30M")]
    [InlineData("PT0.5S", "PT0.5S")]
    public async Task A_length_is_written_as_rules_write_it(string written, string becomes)
    {
        await Form().Find("#f-lowerAfter").ChangeAsync(new() { Value = written });

        _file["lowerAfter"].ShouldBe(becomes);
        Work().Reading.Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_signal_that_nobody_sends_is_a_warning_at_its_field_and_no_error()
    {
        await Form().Find("#f-signal").ChangeAsync(new() { Value = "river.levle" });

        var form = Form();
        form.Find("#f-signal-about .warned").TextContent.Trim().ShouldBe(
            "No device of the city sends river.levle. Choose a signal that one sends, or set one up.");
        form.Find("#f-signal").HasAttribute("aria-invalid").ShouldBeFalse();
        form.FindAll("[data-group=reads] .pill").ShouldBeEmpty();
    }

    [Fact]
    public void A_group_opens_where_something_is_wrong_and_says_so()
    {
        _file = new RuleFile(Whole).With("storm.openings", "many", RuleFieldKind.Number);

        var calm = Form().Find("[data-group=calm]");

        calm.HasAttribute("open").ShouldBeTrue();
        calm.QuerySelector("summary")!.TextContent.ShouldContain("Errors: 1");
        calm.QuerySelector(".validation-message")!.TextContent.Trim().ShouldBe("Write a whole number from 2 to 1000.");
        Form().Find("[data-group=after]").HasAttribute("open").ShouldBeFalse();
    }

    [Fact]
    public async Task Reports_are_expected_at_no_time()
    {
        var form = Form();

        await form.Find("#f-inputs-rain-kind").ChangeAsync(new() { Value = "true" });

        _file["inputs.rain.events"].ShouldBe("true");
        _file["inputs.rain.period"].ShouldBeNull();
        Work().Reading.About("inputs.rain.period").ShouldBeEmpty();
        form.Render(parameters => parameters.Add(part => part.Work, Work()));
        await form.Find("#f-inputs-rain-kind").ChangeAsync(new() { Value = "false" });
        _file["inputs.rain.period"].ShouldBe("PT10M");
    }

    [Fact]
    public void The_last_item_takes_its_list_with_it()
    {
        new RuleFile("""{"id": "a", "after": [{"when": "=true"}], "join": true}""").WithoutItem("after[0]").Text
            .ShouldBe("""{"id": "a", "join": true}""");
        new RuleFile("""{"id": "a"}""").WithItem("after", "{}").Text.ShouldBe("""{"id": "a", "after": [{}]}""");
    }

    private IRenderedComponent<RuleForm> Form() =>
        Render<RuleForm>(parameters => parameters.Add(form => form.Work, Work()));

    private RuleWork Work()
    {
        var draft = new ProcedureDraft(
            new CityId("c"), new ProcedureId("flood"), "Flood", 0, ProcedureFiles.Empty)
        {
            EditedBy = new PersonId("asha"), EditedAt = Now,
        };
        var bench = new RuleBench(draft, "situations/water.json", _file)
        {
            Now = Now, Devices =
            [
                new("siren-1", "Siren", "siren.state", "1"), new("gauge-1", "Gauge", "river.level", "m"),
                new("rain-1", "Rain", "rain.rate", "mm/h"), new("desk-1", "Desk", "citizen.call", "1"),
            ],
        };
        return new RuleWork(bench, _file, bench.Read(_file), (file, _) =>
        {
            _file = file;
            return Task.CompletedTask;
        })
        {
            CanEdit = true, Zone = India,
        };
    }
}

using NodaTime;
using Samanvay.Feel.Values;
using Samanvay.Runtime.Procedures.Forms;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Runtime.Procedures.Forms;

public sealed class FormTests
{
    private const string Report = """
        {"id": "closure", "type": "default", "schemaVersion": 19, "components": [
          {"type": "text", "id": "t", "text": "## Closed ghats"},
          {"type": "number", "id": "n", "key": "closed", "label": "Ghats closed", "decimalDigits": 0,
           "validate": {"required": true, "min": 0, "max": 50}},
          {"type": "textarea", "id": "a", "key": "why", "label": "Why", "validate": {"maxLength": 20}},
          {"type": "textfield", "id": "p", "key": "order", "label": "Order",
           "validate": {"pattern": "[A-Z]{2}-[0-9]+"}},
          {"type": "radio", "id": "r", "key": "guard", "label": "Guard?", "validate": {"required": true},
           "values": [{"value": "yes", "label": "Yes"}, {"value": "no", "label": "No"}]},
          {"type": "checklist", "id": "c", "key": "means", "label": "Means",
           "values": [{"value": "boat", "label": "Boat"}, {"value": "rope", "label": "Rope"}]},
          {"type": "checkbox", "id": "b", "key": "sure", "label": "I have checked", "validate": {"required": true}},
          {"type": "datetime", "id": "d", "key": "day", "label": "Day", "subtype": "date"},
          {"type": "datetime", "id": "e", "key": "at", "label": "At", "subtype": "datetime"}]}
        """;

    private static readonly DateTimeZone Kolkata = DateTimeZoneProviders.Tzdb["Asia/Kolkata"];

    private static readonly Form Closure = FormReader.Read("forms/closure.form", Report).Value!;

    private static readonly FeelContext Complete = FeelContext.Of(
        ("closed", FeelValue.Of(3L)), ("guard", FeelValue.Of("yes")), ("sure", FeelValue.True));

    [Fact]
    public void Every_supported_kind_of_field_is_read()
    {
        Closure.Fields.Select(field => field.Kind).ShouldBe(
        [
            FormFieldKind.Text, FormFieldKind.Number, FormFieldKind.Textarea, FormFieldKind.Textfield,
                FormFieldKind.Radio,
            FormFieldKind.Checklist, FormFieldKind.Checkbox, FormFieldKind.Datetime, FormFieldKind.Datetime,
        ]);
        FormReader.Read("f", Report).Problems.ShouldBeEmpty();
    }

    [Fact]
    public void A_complete_input_becomes_the_output_with_every_field_named()
    {
        var input = Complete.With("means", FeelList.Of([FeelValue.Of("boat")]))
            .With("at", FeelValue.Of("2026-07-01T18:30"))
            .With("day", FeelValue.Of("2026-07-01")).With("why", FeelValue.Of("  rain\r\nrain  "));

        var result = FormCheck.Check(Closure, input, Kolkata);

        result.Problems.ShouldBeEmpty();
        result.Output["closed"].ShouldBe(FeelValue.Of(3L));
        result.Output["why"].ShouldBe(FeelValue.Of("rain\nrain"));
        result.Output["order"].ShouldBe(FeelValue.Null);
        result.Output["means"].ShouldBe(FeelList.Of([FeelValue.Of("boat")]));
        result.Output["day"].ShouldBe(FeelDate.Of(new LocalDate(2026, 7, 1)));
        result.Output["at"].ShouldBe(FeelDateTime.Of(Instant.FromUtc(2026, 7, 1, 13, 0), Kolkata));
    }

    [Theory]
    [InlineData("closed", "-1", "at least 0")]
    [InlineData("closed", "51", "at most 50")]
    [InlineData("closed", "2.5", "whole number")]
    [InlineData("closed", "many", "enter a number")]
    [InlineData("why", "this is rather longer than twenty", "at most 20")]
    [InlineData("order", "ab-1", "expected form")]
    [InlineData("order", "AB-1x", "expected form")]
    [InlineData("guard", "perhaps", "choose one")]
    [InlineData("means", "helicopter", "from the list")]
    [InlineData("day", "1 July", "2026-07-31")]
    [InlineData("at", "noon", "2026-07-31T18:30")]
    [InlineData("sure", "false", "confirm")]
    public void A_wrong_value_is_named_at_its_field(string key, string value, string message)
    {
        var result = FormCheck.Check(Closure, Complete.With(key, FeelValue.Of(value)), Kolkata);

        var problem = result.Problems.ShouldHaveSingleItem();
        problem.Field.ShouldBe(key);
        problem.Message.ShouldContain(message);
        result.Output.Count.ShouldBe(0);
    }

    [Fact]
    public void Required_fields_that_are_missing_are_all_named_at_once()
    {
        var result = FormCheck.Check(Closure, FeelContext.Empty, Kolkata);

        result.Problems.Select(problem => problem.Field).ShouldBe(["closed", "guard", "sure"]);
    }

    [Fact]
    public void A_value_that_the_form_does_not_ask_for_is_refused()
    {
        var result = FormCheck.Check(Closure, Complete.With("isAdmin", FeelValue.True), Kolkata);

        result.Problems.ShouldHaveSingleItem().Field.ShouldBe("isAdmin");
    }

    [Fact]
    public void What_a_browser_posts_without_script_is_read()
    {
        var posted = new Dictionary<string, string?[]>
        {
            ["closed"] = ["3"], ["guard"] = ["no"], ["sure"] = ["on"], ["means"] = ["boat", "rope"], ["why"] = [""],
        };

        var input = FormPost.Read(Closure, key => posted.GetValueOrDefault(key, []));
        var result = FormCheck.Check(Closure, input, Kolkata);

        result.Problems.ShouldBeEmpty();
        result.Output["means"].ShouldBe(FeelList.Of([FeelValue.Of("boat"), FeelValue.Of("rope")]));
        result.Output["closed"].ShouldBe(FeelValue.Of(3L));
    }

    [Theory]
    [InlineData("""{"type": "button", "id": "x", "key": "x"}""", "FORM005")]
    [InlineData("""{"type": "dynamiclist", "id": "x", "key": "x"}""", "FORM005")]
    [InlineData("""{"type": "textfield", "id": "x", "key": "x", "conditional": {"hide": "=true"}}""", "FORM010")]
    [InlineData("""{"type": "textfield", "id": "x"}""", "FORM006")]
    [InlineData("""{"type": "select", "id": "x", "key": "x", "valuesKey": "list"}""", "FORM010")]
    [InlineData("""{"type": "radio", "id": "x", "key": "x", "values": []}""", "FORM007")]
    [InlineData("""{"type": "datetime", "id": "x", "key": "x"}""", "FORM009")]
    [InlineData("""{"type": "textfield", "id": "x", "key": "x", "validate": {"pattern": "(?=a)b"}}""", "FORM008")]
    [InlineData("""{"type": "textfield", "id": "x", "key": "x", "validate": {"custom": 1}}""", "FORM010")]
    public void What_can_not_be_rendered_or_checked_is_refused(string component, string code)
    {
        var parsed = FormReader.Read("forms/x.form",
            $$"""{"id": "x", "type": "default", "components": [{{component}}]}""");

        parsed.HasErrors.ShouldBeTrue();
        parsed.Problems[0].Code.ShouldBe(code);
        parsed.Problems.ShouldAllBe(problem => problem.Location.File == "forms/x.form");
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("""{"id": "x"}""")]
    [InlineData("""{"id": "x", "id": "y", "components": []}""")]
    public void What_is_no_form_is_refused(string text) => FormReader.Read("f", text).Value.ShouldBeNull();

    [Fact]
    public void Two_fields_with_one_key_are_refused()
    {
        const string field = """{"type": "textfield", "id": "x", "key": "x"}""";

        FormReader.Read("f", $$"""{"id": "x", "components": [{{field}}, {{field}}]}""").HasErrors.ShouldBeTrue();
    }
}

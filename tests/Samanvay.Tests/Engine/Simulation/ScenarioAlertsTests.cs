using NodaTime;
using Samanvay.Engine.Simulation;
using Samanvay.Engine.Situations.Alerts;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Engine.Simulation;

public sealed class ScenarioAlertsTests
{
    private static readonly Instant Six = Instant.FromUtc(2026, 7, 14, 6, 0);

    [Fact]
    public void An_alert_is_read_in_the_words_of_the_standard()
    {
        var alert = Read("""
            {"at": "PT1H", "identifier": "1", "sender": "met", "sent": "PT30M", "info": [
              {"language": "hi", "event": "भारी वर्षा", "severity": "Severe"},
              {"event": "Heavy rain", "category": ["Met"], "severity": "Severe", "headline": "Rain",
               "instruction": "Stay", "expires": "PT9H", "area": {"areaDesc": "East", "here": false, "wards": ["a"]}}]}
            """).Value!.Alerts.ShouldHaveSingleItem();

        alert.At.ShouldBe(Six + Duration.FromHours(1));
        alert.Message.Key.ShouldBe(new AlertKey("met", "1", Six + Duration.FromMinutes(30)));
        (alert.Message.Acts, alert.Message.Kind).ShouldBe((true, AlertMessageKind.Alert));
        alert.Message.Parts.Select(part => (part.Event, part.IsHere))
            .ShouldBe([("भारी वर्षा", true), ("Heavy rain", false)]);
        alert.Message.Brief.ShouldBe(new AlertBrief("1", "Heavy rain")
        {
            Headline = "Rain", Instruction = "Stay", Severity = "Severe", Urgency = "Unknown", Certainty = "Unknown",
            Sender = "met", Area = "East", Expires = Six + Duration.FromHours(9),
        });
    }

    [Theory]
    [InlineData("Actual", "Alert", true)]
    [InlineData("Actual", "Cancel", true)]
    [InlineData("Actual", "Ack", false)]
    [InlineData("Exercise", "Alert", false)]
    [InlineData("Test", "Update", false)]
    [InlineData("Draft", "Alert", false)]
    public void Only_what_is_meant_in_earnest_acts(string status, string type, bool acts) =>
        Read($$"""{"at": "PT0S", "identifier": "1", "status": "{{status}}", "msgType": "{{type}}"}""").Value!
            .Alerts[0].Message.Acts.ShouldBe(acts);

    [Fact]
    public void A_reference_means_the_alert_of_its_sender_also_one_that_arrives_later()
    {
        var alerts = Read("""
            {"at": "PT0S", "identifier": "2", "msgType": "Cancel", "references": ["1"]},
            {"at": "PT5M", "identifier": "1", "sent": "PT1M"}
            """).Value!.Alerts;

        alerts[0].Message.References.ShouldBe([alerts[1].Message.Key]);
    }

    [Theory]
    [InlineData("""{"at": "PT0S", "identifier": "1", "references": ["0"]}""", "refers to '0'")]
    [InlineData("""{"at": "PT0S", "identifier": "1", "status": "actual"}""", "not 'actual'")]
    [InlineData("""{"at": "PT0S", "identifier": "1", "msgType": "Updated"}""", "not 'Updated'")]
    [InlineData("""{"at": "PT0S"}""", "no identifier")]
    [InlineData("""{"identifier": "1"}""", "never arrives")]
    [InlineData("""{"at": "PT0S", "identifier": "1", "info": [{}]}""", "no event")]
    public void What_can_not_be_meant_is_said(string alert, string said) =>
        Read(alert).Problems.ShouldHaveSingleItem().Message.ShouldContain(said);

    private static Samanvay.Feel.Parsed<Scenario> Read(string alerts) => ScenarioReader.Read(
        $$"""
        {"name": "Warned", "procedure": "p", "zone": "UTC", "start": "2026-07-14T06:00", "until": "P1D",
         "alerts": [{{alerts}}], "expect": []}
        """, new Dictionary<string, string>());
}

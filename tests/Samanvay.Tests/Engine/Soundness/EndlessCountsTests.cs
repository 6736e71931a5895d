using Samanvay.Engine.Soundness;
using Samanvay.Tests.Bpmn;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Engine.Soundness;

public sealed class EndlessCountsTests
{
    // Sends offers for ever, and waits after each for a booking.
    private const string Agency = """
        <bpmn:startEvent id="s"/><bpmn:exclusiveGateway id="again"/><bpmn:sendTask id="offer"/>
        <bpmn:parallelGateway id="fork"/><bpmn:receiveTask id="booked"/>
        <bpmn:sequenceFlow id="a1" sourceRef="s" targetRef="again"/>
        <bpmn:sequenceFlow id="a2" sourceRef="again" targetRef="offer"/>
        <bpmn:sequenceFlow id="a3" sourceRef="offer" targetRef="fork"/>
        <bpmn:sequenceFlow id="a4" sourceRef="fork" targetRef="again"/>
        <bpmn:sequenceFlow id="a5" sourceRef="fork" targetRef="booked"/>
        """;

    private const string Stops = "<bpmn:endEvent id=\"e\"><bpmn:terminateEventDefinition/></bpmn:endEvent>";

    private const string Ends = "<bpmn:endEvent id=\"e\"/>";

    private const string Traveller = """
        <bpmn:startEvent id="qs"/><bpmn:receiveTask id="look"/><bpmn:sendTask id="book"/><bpmn:endEvent id="qe"/>
        <bpmn:sequenceFlow id="q1" sourceRef="qs" targetRef="look"/>
        <bpmn:sequenceFlow id="q2" sourceRef="look" targetRef="book"/>
        """;

    private const string Flows = """
        <bpmn:messageFlow id="m1" sourceRef="offer" targetRef="look"/>
        <bpmn:messageFlow id="m2" sourceRef="book" targetRef="booked"/>
        """;

    [Fact]
    public void Who_sends_for_ever_can_still_end_where_an_answer_ends_all()
    {
        var report = Check(
            Agency + Stops + Flow("booked", "e"), Traveller + Flow("book", "qe"), Flows);

        report.OptionToCompleteIgnoringMessages.Verdict.ShouldBe(SoundnessVerdict.Holds);
        report.OptionToComplete.Verdict.ShouldNotBe(SoundnessVerdict.Holds);
    }

    [Fact]
    public void Who_sends_for_ever_can_not_end_where_the_answer_ends_only_its_own_path() =>
        Check(Agency + Ends + Flow("booked", "e"), Traveller + Flow("book", "qe"), Flows)
            .OptionToCompleteIgnoringMessages.Verdict.ShouldBe(SoundnessVerdict.Fails);

    [Fact]
    public void Two_who_wait_for_each_other_are_stuck_however_much_was_sent_before()
    {
        var report = Check(
            Agency + Stops + "<bpmn:receiveTask id=\"paid\"/><bpmn:sendTask id=\"confirm\"/>" + Flow("booked", "paid")
                + Flow("paid", "confirm") + Flow("confirm", "e"),
            Traveller + "<bpmn:receiveTask id=\"confirmed\"/><bpmn:sendTask id=\"pay\"/>" + Flow("book", "confirmed")
                + Flow("confirmed", "pay") + Flow("pay", "qe"),
            Flows + "<bpmn:messageFlow id=\"m3\" sourceRef=\"confirm\" targetRef=\"confirmed\"/>"
                + "<bpmn:messageFlow id=\"m4\" sourceRef=\"pay\" targetRef=\"paid\"/>");

        report.OptionToCompleteIgnoringMessages.Verdict.ShouldBe(SoundnessVerdict.Fails);
        report.OptionToComplete.Verdict.ShouldBe(SoundnessVerdict.Fails);
    }

    private static string Flow(string from, string to) =>
        $"<bpmn:sequenceFlow id=\"{from}-{to}\" sourceRef=\"{from}\" targetRef=\"{to}\"/>";

    private static SoundnessReport Check(string agency, string traveller, string flows) =>
        SoundnessChecker.Check(Sample.Read(agency, $"""
            <bpmn:collaboration id="c"><bpmn:participant id="x" processRef="p"/>
            <bpmn:participant id="y" processRef="q"/>{flows}</bpmn:collaboration>
            <bpmn:process id="q">{traveller}</bpmn:process>
            """));
}

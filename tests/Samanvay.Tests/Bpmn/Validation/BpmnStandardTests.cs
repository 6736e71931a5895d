using Samanvay.Bpmn.Validation;
using Samanvay.Bpmn.Xml;
using Samanvay.Feel;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Bpmn.Validation;

public sealed class BpmnStandardTests
{
    private const string Pools = """
        <bpmn:collaboration id="c"><bpmn:participant id="ours" processRef="p"/><bpmn:participant id="theirs"/>
        <bpmn:messageFlow id="m" sourceRef="{0}" targetRef="{1}"/></bpmn:collaboration>
        """;

    private const string Steps = """
        <bpmn:startEvent id="s"/><bpmn:userTask id="t"/><bpmn:endEvent id="e"/>
        <bpmn:sequenceFlow id="st" sourceRef="s" targetRef="t"/><bpmn:sequenceFlow id="te" sourceRef="t" targetRef="e"/>
        """;

    [Fact]
    public void A_drawing_that_keeps_to_the_standard_is_not_refused() => Refused(Steps).ShouldBeEmpty();

    [Theory]
    [InlineData("t", "theirs")]
    [InlineData("theirs", "t")]
    public void A_step_may_send_to_another_pool_and_receive_from_it(string from, string to) =>
        Refused(Steps, Pools.Replace("{0}", from).Replace("{1}", to)).ShouldBeEmpty();

    [Theory]
    [InlineData("t", "ours")]
    [InlineData("theirs", "theirs")]
    [InlineData("s", "theirs")]
    [InlineData("e", "theirs")]
    [InlineData("theirs", "s")]
    [InlineData("theirs", "e")]
    [InlineData("st", "theirs")]
    public void A_message_flow_joins_two_pools_at_what_sends_and_receives(string from, string to) =>
        Refused(Steps, Pools.Replace("{0}", from).Replace("{1}", to)).ShouldBe(["BPMN141"]);

    [Theory]
    [InlineData("<bpmn:interface id=\"i\"><bpmn:operation id=\"o\"><bpmn:inMessageRef>t</bpmn:inMessageRef></bpmn:operation></bpmn:interface>")]
    [InlineData("<bpmn:message id=\"x\" name=\"x\" itemRef=\"p\"/>")]
    [InlineData("<bpmn:message id=\"x\" name=\"x\" itemRef=\"nowhere\"/>")]
    public void A_reference_leads_to_the_kind_that_it_is_meant_for(string before) =>
        Refused(Steps, before).ShouldBe(["BPMN140"]);

    [Fact]
    public void A_reference_into_another_file_is_believed() =>
        Refused(Steps, "<bpmn:message id=\"x\" name=\"x\" itemRef=\"sop:elsewhere\"/>").ShouldBeEmpty();

    [Theory]
    [InlineData("<bpmn:property id=\"x\"/>")]
    [InlineData("<bpmn:operation id=\"x\"/>")]
    [InlineData("<bpmn:userTask id=\"x\"/>")]
    public void An_element_stands_only_where_it_belongs(string before) =>
        Refused(Steps, before).ShouldBe(["BPMN142"]);

    [Theory]
    [InlineData("<bpmn:inputSet><bpmn:optionalInputRefs>i</bpmn:optionalInputRefs></bpmn:inputSet><bpmn:outputSet/>")]
    [InlineData("<bpmn:inputSet id=\"a\"><bpmn:outputSetRefs>b</bpmn:outputSetRefs></bpmn:inputSet><bpmn:outputSet id=\"b\"/>")]
    [InlineData("<bpmn:inputSet/>")]
    public void Inputs_and_outputs_are_in_sets_that_agree(string sets) =>
        Refused($"<bpmn:ioSpecification><bpmn:dataInput id=\"i\"/>{sets}</bpmn:ioSpecification>{Steps}")
            .ShouldBe(["BPMN143"]);

    [Fact]
    public void A_stage_has_no_inputs_of_its_own() =>
        Refused("""
            <bpmn:subProcess id="stage"><bpmn:ioSpecification><bpmn:inputSet/><bpmn:outputSet/></bpmn:ioSpecification>
            </bpmn:subProcess>
            """).ShouldBe(["BPMN143"]);

    [Fact]
    public void A_procedure_that_is_called_begins_without_waiting() =>
        Refused("<bpmn:callActivity id=\"call\" calledElement=\"q\"/>", """
            <bpmn:process id="q"><bpmn:startEvent id="qs"><bpmn:signalEventDefinition/></bpmn:startEvent><bpmn:endEvent id="qe"/>
            <bpmn:sequenceFlow id="qf" sourceRef="qs" targetRef="qe"/></bpmn:process>
            """).ShouldBe(["BPMN144"]);

    [Fact]
    public void A_step_may_end_its_path_beside_an_end_that_is_drawn() =>
        Refused(Steps + "<bpmn:userTask id=\"u\"/><bpmn:sequenceFlow id=\"tu\" sourceRef=\"t\" targetRef=\"u\"/>")
            .ShouldBeEmpty();

    [Fact]
    public void A_start_leads_on() =>
        Refused(Steps + "<bpmn:startEvent id=\"idle\"><bpmn:signalEventDefinition/></bpmn:startEvent>")
            .ShouldBe(["BPMN145"]);

    [Fact]
    public void What_is_thrown_needs_a_code_where_the_process_runs()
    {
        const string thrown = "<bpmn:endEvent id=\"e\"><bpmn:errorEventDefinition errorRef=\"bare\"/></bpmn:endEvent>";
        var steps = Steps.Replace("<bpmn:endEvent id=\"e\"/>", thrown);

        Refused(steps, "<bpmn:error id=\"bare\"/>").ShouldBe(["BPMN121"]);
        RefusedAsDrawing(steps, "<bpmn:error id=\"bare\"/>").ShouldBeEmpty();
    }

    [Fact]
    public void Only_a_drawing_has_several_starts_that_wait_for_nothing()
    {
        const string second =
            "<bpmn:startEvent id=\"s2\"/><bpmn:sequenceFlow id=\"s2t\" sourceRef=\"s2\" targetRef=\"t\"/>";

        Refused(Steps + second).ShouldBe(["BPMN124"]);
        RefusedAsDrawing(Steps + second).ShouldBeEmpty();
    }

    [Fact]
    public void A_start_lists_its_flow_where_the_other_end_does() =>
        Refused("""
            <bpmn:startEvent id="s"/><bpmn:endEvent id="e"><bpmn:incoming>f</bpmn:incoming></bpmn:endEvent>
            <bpmn:sequenceFlow id="f" sourceRef="s" targetRef="e"/>
            """).ShouldBe(["BPMN146"]);

    [Fact]
    public void A_flow_is_listed_where_it_is_drawn() =>
        Refused(Steps.Replace("<bpmn:userTask id=\"t\"/>",
            "<bpmn:userTask id=\"t\"><bpmn:incoming>te</bpmn:incoming></bpmn:userTask>")).ShouldBe(["BPMN146"]);

    [Fact]
    public void A_reference_to_data_is_named_by_its_data_and_state()
    {
        const string data = "<bpmn:dataObject id=\"d\" name=\"Report\"/>{0}";

        Refused(data.Replace("{0}", Reference("Report [signed]"))).ShouldBeEmpty();
        Refused(data.Replace("{0}", Reference("Paper"))).ShouldBe(["BPMN151"]);

        static string Reference(string name) =>
            $"<bpmn:dataObjectReference id=\"r\" name=\"{name}\" dataObjectRef=\"d\"><bpmn:dataState name=\"signed\"/>"
            + "</bpmn:dataObjectReference>";
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(3, 2)]
    public void As_many_take_part_as_can(int least, int most) =>
        Refused(Steps, $"""
            <bpmn:collaboration id="c"><bpmn:participant id="ours" processRef="p">
            <bpmn:participantMultiplicity minimum="{least}" maximum="{most}"/></bpmn:participant></bpmn:collaboration>
            """).ShouldBe(["BPMN152"]);

    [Theory]
    [InlineData("", "other")]
    [InlineData("flood", "flood")]
    public void Messages_that_begin_a_procedure_are_told_apart(string one, string other) =>
        Refused("""
            <bpmn:startEvent id="s1"><bpmn:messageEventDefinition messageRef="m1"/></bpmn:startEvent>
            <bpmn:startEvent id="s2"><bpmn:messageEventDefinition messageRef="m2"/></bpmn:startEvent>
            <bpmn:endEvent id="e"/><bpmn:sequenceFlow id="f1" sourceRef="s1" targetRef="e"/>
            <bpmn:sequenceFlow id="f2" sourceRef="s2" targetRef="e"/>
            """, $"<bpmn:message id=\"m1\" name=\"{one}\"/><bpmn:message id=\"m2\" name=\"{other}\"/>")
            .ShouldBe(["BPMN153"]);

    [Theory]
    [InlineData("<bpmn:conditionalEventDefinition/>")]
    [InlineData("<bpmn:conditionalEventDefinition><bpmn:condition/></bpmn:conditionalEventDefinition>")]
    public void A_conditional_event_has_its_condition(string definition) =>
        Refused(Steps.Replace("<bpmn:startEvent id=\"s\"/>",
            $"<bpmn:startEvent id=\"s\">{definition}</bpmn:startEvent>")).ShouldBe(["BPMN154"]);

    [Fact]
    public void A_gateway_is_used_as_it_is_marked() =>
        Refused(Steps.Replace("<bpmn:userTask id=\"t\"/>",
            "<bpmn:exclusiveGateway id=\"t\" gatewayDirection=\"Diverging\"/>")).ShouldBe(["BPMN116"]);

    private static IEnumerable<string> Refused(string process, string before = "") =>
        Errors(Sample.File(process, before));

    private static IEnumerable<string> RefusedAsDrawing(string process, string before = "") =>
        Errors(Sample.File(process, before).Replace(" isExecutable=\"true\"", ""));

    private static IEnumerable<string> Errors(string file) =>
        BpmnStandard.Check(BpmnReader.Read(file).Value.ShouldNotBeNull())
            .Where(problem => problem.Severity == Severity.Error).Select(problem => problem.Code).Distinct();
}

using Samanvay.Bpmn.Xml;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Bpmn.Xml;

public sealed class StructureCheckTests
{
    [Theory]
    [InlineData("BPMN006", "<bpmn:userTask name=\"no id\"/>")]
    [InlineData("BPMN007", "<bpmn:task id=\"t\"/><bpmn:task id=\"t\"/>")]
    [InlineData("BPMN008", "<bpmn:task id=\"t\"/><bpmn:sequenceFlow id=\"f\" sourceRef=\"t\" targetRef=\"nowhere\"/>")]
    [InlineData("BPMN008", "<bpmn:task id=\"t\"/><bpmn:subProcess id=\"s\"><bpmn:task "
        + "id=\"u\"/></bpmn:subProcess><bpmn:sequenceFlow id=\"f\" sourceRef=\"t\" targetRef=\"u\"/>")]
    [InlineData("BPMN009", "<bpmn:receiveTask id=\"t\" messageRef=\"none\"/>")]
    [InlineData("BPMN009", "<bpmn:endEvent id=\"e\"><bpmn:signalEventDefinition signalRef=\"none\"/></bpmn:endEvent>")]
    [InlineData("BPMN009", "<bpmn:endEvent id=\"e\"><bpmn:errorEventDefinition errorRef=\"none\"/></bpmn:endEvent>")]
    [InlineData("BPMN009",
        "<bpmn:endEvent id=\"e\"><bpmn:escalationEventDefinition escalationRef=\"none\"/></bpmn:endEvent>")]
    [InlineData("BPMN009",
        "<bpmn:endEvent id=\"e\"><bpmn:compensateEventDefinition activityRef=\"none\"/></bpmn:endEvent>")]
    [InlineData("BPMN009",
        "<bpmn:endEvent id=\"e\"><bpmn:eventDefinitionRef>none</bpmn:eventDefinitionRef></bpmn:endEvent>")]
    [InlineData("BPMN009", "<bpmn:userTask "
        + "id=\"t\"><bpmn:potentialOwner><bpmn:resourceRef>none</bpmn:resourceRef></bpmn:potentialOwner></bpmn:userTask>")]
    [InlineData("BPMN009", "<bpmn:laneSet id=\"l\"><bpmn:lane "
        + "id=\"m\"><bpmn:flowNodeRef>none</bpmn:flowNodeRef></bpmn:lane></bpmn:laneSet>")]
    [InlineData("BPMN009", "<bpmn:dataObjectReference id=\"r\" dataObjectRef=\"none\"/>")]
    [InlineData("BPMN010", "<bpmn:choreographyTask id=\"c\"/>")]
    [InlineData("BPMN011", "<bpmn:task id=\"t\" startQuantity=\"two\"/>")]
    [InlineData("BPMN011", "<bpmn:startEvent id=\"t\" isInterrupting=\"perhaps\"/>")]
    [InlineData("BPMN011", "<bpmn:parallelGateway id=\"t\" gatewayDirection=\"Up\"/>")]
    [InlineData("BPMN012", "<bpmn:endEvent id=\"e\"/><bpmn:boundaryEvent id=\"b\" attachedToRef=\"e\"/>")]
    [InlineData("BPMN014", "<bpmn:startEvent "
        + "id=\"s\"><bpmn:timerEventDefinition><bpmn:timeDate>a</bpmn:timeDate><bpmn:timeCycle>b</bpmn:timeCycle></bpmn:timerEventDefinition></bpmn:startEvent>")]
    [InlineData("BPMN015", "<bpmn:task id=\"t\" default=\"f\"/>")]
    public void A_break_in_the_structure_is_reported(string code, string process) =>
        Sample.Problems(process).ShouldBe([code]);

    [Fact]
    public void A_problem_says_where_it_is()
    {
        var problem =
            BpmnReader.Read(Sample.File("<bpmn:receiveTask id=\"wait\" messageRef=\"none\"/>")).Problems.Single();

        problem.Location.ElementId.ShouldBe("wait");
        problem.Location.Line.ShouldBe(6);
        problem.Location.Field.ShouldBe("messageRef");
    }

    [Fact]
    public void All_problems_are_reported_at_once() =>
        Sample.Problems("<bpmn:task/><bpmn:task/><bpmn:receiveTask id=\"t\" messageRef=\"m\"/>")
            .ShouldBe(["BPMN006", "BPMN006", "BPMN009"]);

    [Fact]
    public void Pools_lead_to_processes_and_message_flows_to_both_ends() =>
        Sample.Problems("", """
            <bpmn:collaboration id="c"><bpmn:participant id="a" processRef="p"/><bpmn:participant id="b" processRef="q"/>
              <bpmn:messageFlow id="f" sourceRef="a" targetRef="z"/></bpmn:collaboration>
            """).ShouldBe(["BPMN009", "BPMN009"]);
}

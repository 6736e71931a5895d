using Samanvay.Bpmn.Validation;
using Samanvay.Bpmn.Xml;
using Samanvay.Feel;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Bpmn.Validation;

public sealed class DataRuleTests
{
    private const string Kinds = """
        <bpmn:itemDefinition id="text" structureRef="string"/><bpmn:itemDefinition id="number" structureRef="int"/>
        <bpmn:itemDefinition id="list" structureRef="string" isCollection="true"/>
        <bpmn:message id="m" name="m" itemRef="text"/>
        <bpmn:interface id="i"><bpmn:operation id="o"><bpmn:inMessageRef>m</bpmn:inMessageRef></bpmn:operation></bpmn:interface>
        """;

    [Theory]
    [InlineData("text", "false", true)]
    [InlineData("list", "true", true)]
    [InlineData("list", "false", false)]
    public void Data_and_their_definition_agree_on_being_a_collection(string kind, string isCollection, bool good) =>
        Refused($"<bpmn:dataObject id=\"d\" itemSubjectRef=\"{kind}\" isCollection=\"{isCollection}\"/>")
            .ShouldBe(good ? [] : ["BPMN155"]);

    [Theory]
    [InlineData("text", "<bpmn:sourceRef>d</bpmn:sourceRef>", true)]
    [InlineData("number", "<bpmn:sourceRef>d</bpmn:sourceRef>", false)]
    [InlineData("text", "<bpmn:sourceRef>d</bpmn:sourceRef><bpmn:sourceRef>d2</bpmn:sourceRef>", false)]
    public void Data_stay_what_they_are_unless_they_are_transformed(string kind, string sources, bool good) =>
        Refused($"""
            <bpmn:dataObject id="d" itemSubjectRef="text"/><bpmn:dataObject id="d2" itemSubjectRef="text"/>
            <bpmn:manualTask id="t"><bpmn:ioSpecification><bpmn:dataInput id="in" itemSubjectRef="{kind}"/>
            <bpmn:inputSet><bpmn:dataInputRefs>in</bpmn:dataInputRefs></bpmn:inputSet><bpmn:outputSet/></bpmn:ioSpecification>
            <bpmn:dataInputAssociation>{sources}<bpmn:targetRef>in</bpmn:targetRef></bpmn:dataInputAssociation>
            </bpmn:manualTask>
            """).ShouldBe(good ? [] : ["BPMN156"]);

    [Theory]
    [InlineData("text", true)]
    [InlineData("number", false)]
    public void An_event_gives_what_its_message_carries(string kind, bool good) =>
        Refused($"""
            <bpmn:startEvent id="s"><bpmn:dataOutput id="out" itemSubjectRef="{kind}"/>
            <bpmn:outputSet><bpmn:dataOutputRefs>out</bpmn:dataOutputRefs></bpmn:outputSet>
            <bpmn:messageEventDefinition messageRef="m"/></bpmn:startEvent><bpmn:endEvent id="e"/>
            <bpmn:sequenceFlow id="f" sourceRef="s" targetRef="e"/>
            """).ShouldBe(good ? [] : ["BPMN157"]);

    [Theory]
    [InlineData("text", true)]
    [InlineData("number", false)]
    public void A_service_takes_what_its_operation_asks_for(string kind, bool good) =>
        Refused($"""
            <bpmn:serviceTask id="t" operationRef="o"><bpmn:ioSpecification><bpmn:dataInput id="in" itemSubjectRef="{kind}"/>
            <bpmn:inputSet><bpmn:dataInputRefs>in</bpmn:dataInputRefs></bpmn:inputSet><bpmn:outputSet/></bpmn:ioSpecification>
            </bpmn:serviceTask>
            """).ShouldBe(good ? [] : ["BPMN158"]);

    [Fact]
    public void A_call_gives_all_that_is_asked_for() =>
        Refused("""
            <bpmn:callActivity id="t" calledElement="g"><bpmn:ioSpecification><bpmn:inputSet/><bpmn:outputSet/>
            </bpmn:ioSpecification></bpmn:callActivity>
            """, """
            <bpmn:globalTask id="g"><bpmn:ioSpecification><bpmn:dataInput id="in" itemSubjectRef="text"/>
            <bpmn:inputSet><bpmn:dataInputRefs>in</bpmn:dataInputRefs></bpmn:inputSet><bpmn:outputSet/></bpmn:ioSpecification>
            </bpmn:globalTask>
            """).ShouldBe(["BPMN159"]);

    [Fact]
    public void A_repetition_ends_on_a_condition() =>
        Refused("""
            <bpmn:manualTask id="t"><bpmn:multiInstanceLoopCharacteristics><bpmn:loopCardinality>3</bpmn:loopCardinality>
            <bpmn:completionCondition>2</bpmn:completionCondition></bpmn:multiInstanceLoopCharacteristics></bpmn:manualTask>
            """).ShouldBe(["BPMN160"]);

    [Theory]
    [InlineData("<bpmn:manualTask id=\"t\"><bpmn:documentation textFormat=\"plain\">Why</bpmn:documentation></bpmn:manualTask>")]
    [InlineData("<bpmn:transaction id=\"t\" method=\"no uri %$\"/>")]
    public void Formats_and_methods_are_named_as_the_standard_says(string process) =>
        Refused(process).ShouldBe(["BPMN161"]);

    [Fact]
    public void Who_does_a_step_is_found_in_one_way() =>
        Refused("""
            <bpmn:userTask id="t"><bpmn:potentialOwner><bpmn:resourceRef>r</bpmn:resourceRef>
            <bpmn:resourceAssignmentExpression><bpmn:formalExpression>x</bpmn:formalExpression></bpmn:resourceAssignmentExpression>
            </bpmn:potentialOwner></bpmn:userTask>
            """, "<bpmn:resource id=\"r\" name=\"r\"/>").ShouldBe(["BPMN162"]);

    [Fact]
    public void An_event_midway_stands_between_two_steps() =>
        Refused("""
            <bpmn:manualTask id="t"/><bpmn:intermediateThrowEvent id="e"/>
            <bpmn:sequenceFlow id="f" sourceRef="t" targetRef="e"/>
            """).ShouldBe(["BPMN163"]);

    private static IEnumerable<string> Refused(string process, string before = "") =>
        BpmnStandard.Check(BpmnReader.Read(Sample.File(process, Kinds + before)).Value.ShouldNotBeNull())
            .Where(problem => problem.Severity == Severity.Error).Select(problem => problem.Code).Distinct();
}

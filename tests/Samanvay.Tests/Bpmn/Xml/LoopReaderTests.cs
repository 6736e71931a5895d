using Samanvay.Bpmn.Model;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Bpmn.Xml;

public sealed class LoopReaderTests
{
    private static MultiInstanceLoop Multi(string attributes, string children = "", string beside = "",
        string before = "") =>
        Sample.Node<UserTask>($"""
            {beside}
            <bpmn:userTask id="t">
              {(beside.Length > 0 ? "<bpmn:dataInputAssociation><bpmn:sourceRef>localities</bpmn:sourceRef><bpmn:targetRef>in</bpmn:targetRef></bpmn:dataInputAssociation>" : "")}
              <bpmn:multiInstanceLoopCharacteristics {attributes}>{children}</bpmn:multiInstanceLoopCharacteristics>
            </bpmn:userTask>
            """, before).Loop.ShouldBeOfType<MultiInstanceLoop>();

    [Fact]
    public void Our_attributes_say_what_to_run_through()
    {
        var loop = Multi("""
            isSequential="true" sop:collection="=localities" sop:elementVariable="locality"
            sop:outputCollection="counts" sop:outputElement="=headcount"
            """);

        loop.IsSequential.ShouldBeTrue();
        loop.Collection.ShouldBe(new BpmnExpression("localities"));
        loop.ElementVariable.ShouldBe("locality");
        loop.OutputCollection.ShouldBe("counts");
        loop.OutputElement.ShouldBe(new BpmnExpression("headcount"));
    }

    [Fact]
    public void The_standards_own_data_input_is_followed_to_the_data_behind_it()
    {
        var loop = Multi("",
            "<bpmn:loopDataInputRef>in</bpmn:loopDataInputRef><bpmn:inputDataItem id=\"i\" name=\"locality\"/>",
            "<bpmn:dataObject id=\"data\"/><bpmn:dataObjectReference id=\"localities\" name=\"zoneA\" "
                + "dataObjectRef=\"data\"/>");

        loop.Collection.ShouldBe(new BpmnExpression("zoneA"));
        loop.ElementVariable.ShouldBe("locality");
    }

    [Fact]
    public void An_event_to_throw_for_each_instance_is_looked_up()
    {
        var loop = Multi("behavior=\"None\" noneBehaviorEventRef=\"thrown\"",
            before: "<bpmn:signal id=\"s\" name=\"one done\"/><bpmn:signalEventDefinition id=\"thrown\" "
                + "signalRef=\"s\"/>");

        loop.Behavior.ShouldBe(MultiInstanceBehavior.None);
        loop.NoneEvent.ShouldBe(new SignalEventDefinition("s") { Id = "thrown" });
    }

    [Fact]
    public void A_misspelt_attribute_of_ours_is_reported() =>
        Sample.Problems("""
            <bpmn:task id="t"><bpmn:multiInstanceLoopCharacteristics sop:colection="=x"/></bpmn:task>
            """).ShouldBe(["BPMN013"]);

    [Fact]
    public void A_standard_loop_has_its_condition_and_its_maximum() =>
        Sample.Node<AbstractTask>("""
            <bpmn:task id="t"><bpmn:standardLoopCharacteristics testBefore="true" loopMaximum="4">
              <bpmn:loopCondition>index > 1</bpmn:loopCondition>
            </bpmn:standardLoopCharacteristics></bpmn:task>
            """).Loop
            .ShouldBe(new StandardLoop { TestBefore = true, LoopMaximum = 4, LoopCondition = new("index > 1") });
}

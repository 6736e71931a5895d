using Samanvay.Bpmn.Model;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Bpmn.Xml;

public sealed class FlowNodeReaderTests
{
    [Fact]
    public void Outgoing_flows_keep_the_order_in_which_the_gateway_lists_them()
    {
        var gateway = Sample.Node<ExclusiveGateway>("""
            <bpmn:exclusiveGateway id="g" default="otherwise">
              <bpmn:outgoing>second</bpmn:outgoing><bpmn:outgoing>otherwise</bpmn:outgoing>
            </bpmn:exclusiveGateway>
            <bpmn:endEvent id="e"/>
            <bpmn:sequenceFlow id="unlisted" sourceRef="g" targetRef="e"/>
            <bpmn:sequenceFlow id="otherwise" sourceRef="g" targetRef="e"/>
            <bpmn:sequenceFlow id="second" sourceRef="g" targetRef="e"/>
            """);

        gateway.Outgoing.ShouldBe(["second", "otherwise", "unlisted"]);
    }

    [Fact]
    public void A_default_flow_knows_that_it_is_one()
    {
        var process = Sample.Process("""
            <bpmn:userTask id="t" default="f"/><bpmn:endEvent id="e"/>
            <bpmn:sequenceFlow id="f" sourceRef="t" targetRef="e"/>
            <bpmn:sequenceFlow id="h" sourceRef="t" targetRef="e"><bpmn:conditionExpression> = depth > 30 </bpmn:conditionExpression></bpmn:sequenceFlow>
            """);

        process.Body.FindFlow("f")!.IsDefault.ShouldBeTrue();
        process.Body.FindFlow("h")!.IsDefault.ShouldBeFalse();
        process.Body.FindFlow("h")!.Condition!.Body.ShouldBe("depth > 30");
    }

    [Fact]
    public void A_flow_without_an_id_gets_one_from_its_ends()
    {
        var process = Sample.Process("""
            <bpmn:startEvent id="s"/><bpmn:endEvent id="e"/><bpmn:sequenceFlow sourceRef="s" targetRef="e"/>
            """);

        process.Body.Flows.Single().Id.ShouldBe("s-to-e");
        process.Body.Find("s")!.Outgoing.ShouldBe(["s-to-e"]);
    }

    [Fact]
    public void Each_kind_of_sub_process_has_its_own_record()
    {
        var process = Sample.Process("""
            <bpmn:subProcess id="a"><bpmn:task id="inside"/></bpmn:subProcess>
            <bpmn:subProcess id="b" triggeredByEvent="true"/>
            <bpmn:transaction id="c"/>
            <bpmn:adHocSubProcess id="d" ordering="Sequential" cancelRemainingInstances="false">
              <bpmn:completionCondition>done</bpmn:completionCondition>
            </bpmn:adHocSubProcess>
            """);

        process.Body.Nodes.Select(node => node.GetType()).ShouldBe(
            [typeof(EmbeddedSubProcess), typeof(EventSubProcess), typeof(Transaction), typeof(AdHocSubProcess)]);
        process.Body.AllNodes().Select(node => node.Id).ShouldBe(["a", "inside", "b", "c", "d"]);
        var adHoc = (AdHocSubProcess)process.Body.Find("d")!;
        adHoc.IsSequential.ShouldBeTrue();
        adHoc.CancelRemainingInstances.ShouldBeFalse();
        adHoc.CompletionCondition!.Body.ShouldBe("done");
    }

    [Fact]
    public void An_event_takes_over_a_definition_that_it_refers_to()
    {
        var end = Sample.Node<EndEvent>(
            "<bpmn:endEvent id=\"e\"><bpmn:eventDefinitionRef>shared</bpmn:eventDefinitionRef></bpmn:endEvent>",
            "<bpmn:terminateEventDefinition id=\"shared\"/>");

        end.Definitions.Single().ShouldBe(new TerminateEventDefinition { Id = "shared" });
    }

    [Fact]
    public void A_boundary_event_says_what_it_is_attached_to_and_whether_it_interrupts()
    {
        var boundary = Sample.Node<BoundaryEvent>("""
            <bpmn:userTask id="t"/>
            <bpmn:boundaryEvent id="b" attachedToRef="t" cancelActivity="false">
              <bpmn:timerEventDefinition><bpmn:timeDuration>PT45M</bpmn:timeDuration></bpmn:timerEventDefinition>
            </bpmn:boundaryEvent>
            """);

        boundary.AttachedToRef.ShouldBe("t");
        boundary.CancelActivity.ShouldBeFalse();
        boundary.Definitions.Single().ShouldBe(new TimerEventDefinition(TimerKind.Duration, new("PT45M")));
    }

    [Fact]
    public void Every_kind_of_gateway_is_read()
    {
        var nodes = Sample.Process("""
            <bpmn:exclusiveGateway id="a"/><bpmn:parallelGateway id="b" gatewayDirection="Converging"/>
            <bpmn:inclusiveGateway id="c"/><bpmn:eventBasedGateway id="d" instantiate="true" eventGatewayType="Parallel"/>
            <bpmn:complexGateway id="e"><bpmn:activationCondition>activationCount >= 2</bpmn:activationCondition></bpmn:complexGateway>
            """).Body.Nodes;

        nodes.Select(node => node.GetType()).ShouldBe(
            [typeof(ExclusiveGateway), typeof(ParallelGateway), typeof(InclusiveGateway), typeof(EventBasedGateway),
                typeof(ComplexGateway)]);
        ((ParallelGateway)nodes[1]).Direction.ShouldBe(GatewayDirection.Converging);
        ((EventBasedGateway)nodes[3]).IsParallel.ShouldBeTrue();
        ((ComplexGateway)nodes[4]).ActivationCondition!.Body.ShouldBe("activationCount >= 2");
    }

    [Fact]
    public void A_qualified_reference_loses_its_prefix_only_where_the_prefix_is_declared()
    {
        var task = Sample.Node<ReceiveTask>("<bpmn:receiveTask id=\"t\" messageRef=\"x:m\" xmlns:x=\"urn:test\"/>",
            "<bpmn:message id=\"m\" name=\"river-level/raised/high\"/>");

        task.MessageRef.ShouldBe("m");
    }

    [Fact]
    public void A_global_task_is_read_as_a_task() =>
        Sample.Read("", "<bpmn:globalUserTask id=\"g\" name=\"Inspect\"/>").GlobalTasks.Single()
            .ShouldBeOfType<UserTask>().Name.ShouldBe("Inspect");
}

using Samanvay.Bpmn.Layout;
using Samanvay.Bpmn.Model;
using Samanvay.Bpmn.Xml;
using Samanvay.Tests.Support;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Bpmn.Layout;

public sealed class BpmnLayoutTests
{
    private const string Flood = """
        <bpmn:startEvent id="start"/><bpmn:exclusiveGateway id="split"/><bpmn:userTask id="warn"/><bpmn:userTask id="close"/>
        <bpmn:subProcess id="stage"><bpmn:startEvent id="s1"/><bpmn:userTask id="s2"/><bpmn:endEvent id="s3"/>
          <bpmn:sequenceFlow id="s1s2" sourceRef="s1" targetRef="s2"/><bpmn:sequenceFlow id="s2s3" sourceRef="s2" targetRef="s3"/>
        </bpmn:subProcess>
        <bpmn:boundaryEvent id="late" attachedToRef="stage"/><bpmn:userTask id="call"/>
        <bpmn:exclusiveGateway id="join"/><bpmn:endEvent id="end"/>
        <bpmn:subProcess id="beside" triggeredByEvent="true"><bpmn:startEvent id="b1"/></bpmn:subProcess>
        <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="split"/><bpmn:sequenceFlow id="f2" sourceRef="split" targetRef="warn"/>
        <bpmn:sequenceFlow id="f3" sourceRef="split" targetRef="close"/><bpmn:sequenceFlow id="f4" sourceRef="warn" targetRef="stage"/>
        <bpmn:sequenceFlow id="f5" sourceRef="close" targetRef="join"/><bpmn:sequenceFlow id="f6" sourceRef="stage" targetRef="join"/>
        <bpmn:sequenceFlow id="f7" sourceRef="join" targetRef="end"/><bpmn:sequenceFlow id="back" sourceRef="join" targetRef="split"/>
        <bpmn:sequenceFlow id="f8" sourceRef="late" targetRef="call"/><bpmn:sequenceFlow sourceRef="call" targetRef="end"/>
        """;

    [Fact]
    public void Steps_stand_right_of_those_that_lead_to_them()
    {
        var shapes = new Diagram(BpmnLayout.Apply(Sample.Read(Flood))).Shapes;

        string[] order = ["start", "split", "warn", "stage", "join", "end"];
        order.Select(id => shapes[id].X).ShouldBeInOrder();
        order.Select(id => shapes[id].X).Distinct().Count().ShouldBe(order.Length);
    }

    [Fact]
    public void A_boundary_event_sits_on_the_lower_edge_of_its_step()
    {
        var shapes = new Diagram(BpmnLayout.Apply(Sample.Read(Flood))).Shapes;

        (shapes["late"].Y + shapes["late"].Height / 2).ShouldBe(shapes["stage"].Y + shapes["stage"].Height);
    }

    [Fact]
    public void A_sub_process_is_open_and_holds_its_steps()
    {
        var laidOut = BpmnLayout.Apply(Sample.Read(Flood));
        var shapes = new Diagram(laidOut).Shapes;

        string[] inside = ["s1", "s2", "s3"];
        inside.ShouldAllBe(id => shapes["stage"].Contains(shapes[id]));
        BpmnWriter.Write(laidOut).ShouldContain("isExpanded=\"true\"");
    }

    [Fact]
    public void A_straight_procedure_is_drawn_as_a_straight_line()
    {
        var definitions = BpmnLayout.Apply(Sample.Read("""
            <bpmn:startEvent id="a"/><bpmn:userTask id="b"/><bpmn:exclusiveGateway id="c"/><bpmn:endEvent id="d"/>
            <bpmn:sequenceFlow id="ab" sourceRef="a" targetRef="b"/><bpmn:sequenceFlow id="bc" sourceRef="b" targetRef="c"/>
            <bpmn:sequenceFlow id="cd" sourceRef="c" targetRef="d"/>
            """));

        new Diagram(definitions).Edges.Values.ShouldAllBe(spots => spots.Count == 2 && spots[0].Y == spots[1].Y);
    }

    [Fact]
    public void Lanes_hold_the_steps_that_they_name()
    {
        var shapes = new Diagram(BpmnLayout.Apply(Sample.Read("""
            <bpmn:laneSet id="ls"><bpmn:lane id="upper"><bpmn:flowNodeRef>a</bpmn:flowNodeRef><bpmn:flowNodeRef>c</bpmn:flowNodeRef></bpmn:lane>
              <bpmn:lane id="lower"><bpmn:flowNodeRef>b</bpmn:flowNodeRef><bpmn:flowNodeRef>d</bpmn:flowNodeRef></bpmn:lane></bpmn:laneSet>
            <bpmn:startEvent id="a"/><bpmn:userTask id="b"/><bpmn:userTask id="c"/><bpmn:endEvent id="d"/>
            <bpmn:sequenceFlow id="ab" sourceRef="a" targetRef="b"/><bpmn:sequenceFlow id="ac" sourceRef="a" targetRef="c"/>
            <bpmn:sequenceFlow id="bd" sourceRef="b" targetRef="d"/><bpmn:sequenceFlow id="cd" sourceRef="c" targetRef="d"/>
            """))).Shapes;

        shapes["upper"].Contains(shapes["a"]).ShouldBeTrue();
        shapes["upper"].Contains(shapes["c"]).ShouldBeTrue();
        shapes["lower"].Contains(shapes["b"]).ShouldBeTrue();
        shapes["lower"].Contains(shapes["d"]).ShouldBeTrue();
        shapes["upper"].Overlaps(shapes["lower"]).ShouldBeFalse();
    }

    [Fact]
    public void A_diagram_that_somebody_drew_is_left_alone()
    {
        var drawn = BpmnLayout.Apply(Sample.Read(Flood));

        BpmnLayout.Apply(drawn).ShouldBeSameAs(drawn);
    }

    [Fact]
    public void The_same_procedure_always_gets_the_same_diagram() =>
        BpmnLayout.Apply(Sample.File(Flood)).ShouldBe(BpmnLayout.Apply(Sample.File(Flood)));

    [Fact]
    public void Everything_of_a_large_procedure_is_drawn_apart() => ShouldBeDrawnWell(Sample.Read(Flood));

    public static TheoryData<string> Undrawn()
    {
        var folder = SharedFolder.Find("conformance", "bpmn-betsy");
        return folder is null
            ? ["(no files)"]
            : [.. Directory.GetFiles(folder, "*.bpmn", SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(folder, file)).Order()];
    }

    [Theory]
    [MemberData(nameof(Undrawn))]
    public void Models_without_a_diagram_get_one_without_overlaps(string file) => ShouldBeDrawnWell(
        BpmnReader.Read(File.ReadAllText(SharedFolder.Require("conformance", "bpmn-betsy", file))).Value!);

    private static void ShouldBeDrawnWell(BpmnDefinitions definitions)
    {
        var laidOut = BpmnLayout.Apply(definitions);
        var diagram = new Diagram(laidOut);

        BpmnReader.Read(BpmnWriter.Write(laidOut)).HasErrors.ShouldBe(
            BpmnReader.Read(BpmnWriter.Write(definitions)).HasErrors);
        foreach (var scope in laidOut.Processes.SelectMany(process =>
            process.Body.AllScopes()))
        {
            ShouldBeDrawnWell(scope, diagram);
        }
    }

    private static void ShouldBeDrawnWell(FlowScope scope, Diagram diagram)
    {
        var steps = scope.Nodes.Where(node => node is not BoundaryEvent).ToList();
        foreach (var (one, index) in steps.Select((step, index) => (step, index)))
        {
            foreach (var other in steps.Skip(index + 1))
            {
                diagram.Shapes[one.Id].Overlaps(diagram.Shapes[other.Id]).ShouldBeFalse($"{one.Id} lies on {other.Id}");
            }
        }

        foreach (var flow in scope.Flows.Where(flow =>
            scope.Find(flow.SourceRef) is not null && scope.Find(flow.TargetRef) is not null))
        {
            var spots = diagram.Edges[flow.Id];
            diagram.Shapes[flow.SourceRef].Touches(spots[0].X, spots[0].Y)
                .ShouldBeTrue($"{flow.Id} leaves beside its source");
            diagram.Shapes[flow.TargetRef].Touches(spots[^1].X, spots[^1].Y)
                .ShouldBeTrue($"{flow.Id} ends beside its target");
            foreach (var (from, to) in spots.Zip(spots.Skip(1)))
            {
                (from.X == to.X || from.Y == to.Y).ShouldBeTrue($"{flow.Id} is not drawn at right angles");
                steps.Where(step => diagram.Shapes[step.Id].CutBy(from, to)).Select(step => step.Id)
                    .ShouldBeEmpty($"{flow.Id} runs through a step");
            }
        }
    }
}
